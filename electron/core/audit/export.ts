import { z } from 'zod';
import type { AuditRepository, Clock } from '#core/ports.ts';
import { canonicalJson } from '#domain/action.ts';
import { AuditEntry, genesis, SignedHead, type AuditVerdict } from '#domain/audit.ts';
import type { Signer } from './signer.ts';
import { verifyChain, type VerifyOptions } from './verify.ts';

const Header = z.strictObject({
  format: z.literal('earshot-audit'),
  version: z.literal(1),
  publicKey: z.string(),
  /** How many lines of each kind follow. */
  entries: z.number().int().nonnegative(),
  heads: z.number().int().nonnegative(),
  /** Signed while exporting, over the last entry: a file cut short shows. */
  head: SignedHead.strict(),
});

const Line = z.union([
  z.strictObject({ entry: AuditEntry.strict() }),
  z.strictObject({ head: SignedHead.strict() }),
]);

/**
 * The record as JSON lines that verify by themselves, without the database: a header with the
 * public key and a fresh signature over the end, then every entry and every signed head. Lines are
 * canonical JSON, so that a single changed byte shows. Events are not in it, only their digests.
 */
export function* exportAudit(
  repository: Pick<AuditRepository, 'read' | 'heads' | 'last'>,
  signer: Signer,
  clock: Pick<Clock, 'now'>,
): Generator<string> {
  const last = repository.last();
  const end = { sequence: last?.sequence ?? 0, hash: last?.hash ?? genesis, at: clock.now() };
  const heads = repository
    .heads()
    .filter(({ sequence }, index, all) => sequence <= end.sequence && rises(all, index));
  const header: z.infer<typeof Header> = {
    format: 'earshot-audit',
    version: 1,
    publicKey: signer.publicKey,
    entries: end.sequence,
    heads: heads.length,
    head: signer.signHead(end),
  };
  yield `${canonicalJson(header)}\n`;
  for (let after = 0; after < end.sequence;) {
    const entries = repository.read(after, Math.min(1000, end.sequence - after));
    for (const entry of entries) yield `${canonicalJson({ entry })}\n`;
    const newest = entries.at(-1);
    if (newest === undefined) break;
    after = newest.sequence;
  }
  for (const head of heads) yield `${canonicalJson({ head })}\n`;
}

/**
 * Verifies an exported record on any machine. Give `publicKey` when it is known from elsewhere:
 * a file that was made up as a whole names its own key. Limits as in `verifyAudit`.
 */
export function verifyExport(
  text: string,
  options: Pick<VerifyOptions, 'publicKey' | 'anchors'> = {},
): AuditVerdict {
  const bad = (entries: number, sequence: number, problem: string): AuditVerdict => ({
    ok: false,
    entries,
    sequence,
    problem,
  });
  const lines = text.split('\n');
  if (lines.pop() !== '') return bad(0, 1, 'The file is cut short: its last line is not complete.');
  const header = parseLine(Header, lines[0] ?? '');
  if (header === undefined)
    return bad(0, 1, 'The first line is not the header of an audit export of this version.');

  const entries: AuditEntry[] = [];
  const heads: SignedHead[] = [];
  for (const [index, line] of lines.slice(1).entries()) {
    const item = parseLine(Line, line);
    const fits =
      item !== undefined &&
      ('entry' in item ? heads.length === 0 : item.head.sequence > (heads.at(-1)?.sequence ?? 0));
    if (!fits)
      return bad(
        entries.length,
        entries.length + 1,
        `Line ${String(index + 2)} is not a line as it was exported.`,
      );
    if ('entry' in item) entries.push(item.entry);
    else heads.push(item.head);
  }
  const counted = header.head.sequence === header.entries && heads.length === header.heads;
  const publicKey = options.publicKey ?? header.publicKey;
  if (header.publicKey !== publicKey)
    return bad(0, 1, 'The file names another public key than the one expected.');
  const verdict = verifyChain(entries, [...heads, header.head], { ...options, publicKey });
  if (!verdict.ok) return verdict;
  if (!counted || header.entries !== entries.length)
    return bad(entries.length, entries.length + 1, 'Lines are missing, or there are too many.');
  return { ...verdict, heads: heads.length };
}

/** Heads are exported in order, one per entry, so that a moved line shows. */
const rises = (heads: readonly SignedHead[], index: number): boolean =>
  (heads[index]?.sequence ?? 0) > (heads[index - 1]?.sequence ?? 0);

/** Undefined when the line is not exactly what an export writes for this shape. */
function parseLine<T>(schema: z.ZodType<T>, line: string): T | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // Not JSON is one of the ways to be changed; the caller names the line.
    return undefined;
  }
  const read = schema.safeParse(value);
  return read.success && canonicalJson(value) === line ? read.data : undefined;
}
