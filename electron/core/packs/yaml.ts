import { LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { err, ok, type Result } from '#domain/result.ts';
import { invalid, type PackFailure } from './failure.ts';

type Path = readonly PropertyKey[];

const keyText = (path: Path): string =>
  path
    .map((part, index) =>
      typeof part === 'number' ? `[${part + 1}]` : `${index === 0 ? '' : '.'}${String(part)}`,
    )
    .join('');

/** The value at a path, with the name it gives itself: "intents[3] (refund_status)". */
function describe(path: Path, root: unknown): string {
  let value: unknown = root;
  let named = '';
  for (const part of path) {
    if (typeof value !== 'object' || value === null) break;
    value = (value as Record<PropertyKey, unknown>)[part];
    if (typeof value !== 'object' || value === null) continue;
    const { name, kind } = value as Record<string, unknown>;
    if (typeof name === 'string') named = name;
    else if (typeof kind === 'string') named = kind;
  }
  const text = keyText(path);
  if (text === '') return 'the whole file';
  return named === '' ? text : `${text} (in "${named}")`;
}

/** Line of the value at a path, or of the nearest thing above it that exists. */
function lineOf(document: Document, lines: LineCounter, path: Path, offset: number): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range))
      return lines.linePos(Number(node.range[0])).line + offset;
  }
  return 1 + offset;
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** What is wrong, in words for a person who edits YAML. */
function issueText(issue: z.core.$ZodIssue): { what: string; mend: string } {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? { what: 'is missing', mend: `Add the key; it takes a ${issue.expected}.` }
        : {
            what: `must be a ${issue.expected}`,
            mend: `Write a ${issue.expected} there${issue.expected === 'string' ? '; put it in quotes if it looks like a number or a date' : ''}.`,
          };
    case 'too_small':
      return {
        what: `needs at least ${issue.minimum} ${issue.origin === 'array' ? 'entries' : issue.origin === 'string' ? 'characters' : ''}`.trimEnd(),
        mend: 'Add what is missing.',
      };
    case 'too_big':
      return { what: `may be at most ${issue.maximum}`, mend: 'Make it smaller.' };
    case 'invalid_value':
      return {
        what: `must be one of ${issue.values.map(String).join(', ')}`,
        mend: 'Use one of the words listed.',
      };
    case 'invalid_format':
      return {
        what: `has the wrong form (${lowerFirst(issue.message)})`,
        mend: 'See docs/packs.md for the form this key takes.',
      };
    default:
      return {
        what: `is wrong (${lowerFirst(issue.message)})`,
        mend: 'See docs/packs.md for what this key takes.',
      };
  }
}

/** The first key of `raw` that the schema did not take over: a typing error, nearly always. */
function unknownKey(raw: unknown, parsed: unknown, path: Path = []): Path | undefined {
  if (Array.isArray(raw) && Array.isArray(parsed)) {
    for (const [index, item] of raw.entries()) {
      const found = unknownKey(item, parsed[index], [...path, index]);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (typeof raw !== 'object' || raw === null || typeof parsed !== 'object' || parsed === null)
    return undefined;
  for (const [key, value] of Object.entries(raw)) {
    if (!Object.hasOwn(parsed, key)) return [...path, key];
    const found = unknownKey(value, (parsed as Record<string, unknown>)[key], [...path, key]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Parses YAML and checks it against a schema. Every fault is one sentence that names the file, the
 * line, the key and what it should be; a key the schema does not know is a fault, as it would be
 * ignored in silence. `lineOffset` is added to lines when the YAML starts further down a file.
 */
export function parseYaml<S extends z.ZodType>(
  file: string,
  text: string,
  schema: S,
  lineOffset = 0,
): Result<z.infer<S>, PackFailure> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problem = document.errors[0];
  if (problem !== undefined) {
    const line = lines.linePos(problem.pos[0]).line + lineOffset;
    return err(
      invalid(
        `${file}, line ${line}`,
        `this is not valid YAML (${lowerFirst(problem.message.replace(/\.$/, ''))})`,
        'Mend the line; check indentation, quotes and keys that stand there twice.',
      ),
    );
  }
  const raw: unknown = document.toJS({ maxAliasCount: 100 });
  const checked = schema.safeParse(raw, { reportInput: true });
  if (!checked.success) {
    const issue = checked.error.issues[0];
    if (issue === undefined) throw checked.error;
    const { what, mend } = issueText(issue);
    const line = lineOf(document, lines, issue.path, lineOffset);
    return err(invalid(`${file}, line ${line}`, `${describe(issue.path, raw)} ${what}`, mend));
  }
  const extra = unknownKey(raw, checked.data);
  if (extra !== undefined) {
    const line = lineOf(document, lines, extra, lineOffset);
    return err(
      invalid(
        `${file}, line ${line}`,
        `${describe(extra, raw)} is not a key Earshot knows`,
        'Mend its spelling or take it out; docs/packs.md lists every key.',
      ),
    );
  }
  return ok(checked.data);
}
