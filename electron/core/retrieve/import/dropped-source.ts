import type { SourceId } from '#domain/ids.ts';
import { droppedId } from './passages.ts';

/**
 * The source that dropped files belong to: the same folder dropped again is a new version of the
 * same articles, and so is a loose file of the same name.
 */
export function droppedSourceId(
  pack: string,
  names: readonly string[],
): { readonly id: SourceId; readonly title: string } {
  const tops = new Set(names.map((name) => (name.includes('/') ? name.split('/')[0] : undefined)));
  const [top] = tops;
  const folder = tops.size === 1 ? top : undefined;
  return { id: droppedId(pack, folder ?? ''), title: folder ?? 'Dropped files' };
}
