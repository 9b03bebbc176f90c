import { open, readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { SourceKind } from '#domain/knowledge-import.ts';

/** How much of a JSON file is looked at to tell an export from a table. */
const headBytes = 64 * 1024;

/** What a path on this machine looks like; only a name for the admin, every kind is read the same. */
export async function sourceKindOf(path: string, folder: boolean): Promise<SourceKind> {
  if (!folder) return (await isZendesk(path)) ? 'zendesk' : 'files';
  const names = (await readdir(path).catch(() => [])).map((name) => name.toLowerCase());
  if (names.some((name) => /^sitemap.*\.xml$/u.test(name))) return 'site';
  const endings = names.map((name) => extname(name));
  const pages = endings.filter((ending) => ending === '.html' || ending === '.htm').length;
  if (pages > 0 && !endings.includes('.md')) return 'site';
  const exports_ = names.filter((name) => name.endsWith('.json')).slice(0, 3);
  for (const name of exports_) if (await isZendesk(join(path, name))) return 'zendesk';
  return 'folder';
}

async function isZendesk(path: string): Promise<boolean> {
  if (extname(path).toLowerCase() !== '.json') return false;
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return false;
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    const head = buffer.toString('utf8', 0, bytesRead);
    return (
      head.includes('"articles"') || (head.includes('"body"') && head.includes('"section_id"'))
    );
  } catch {
    return false;
  } finally {
    await file.close();
  }
}
