import { err, ok, type Failure, type Result } from '#domain/result.ts';
import type { ExampleProblem, LabelledExample } from '#domain/taxonomy.ts';
import { checkRows } from './check-rows.ts';
import { delimiterOf, headerOf, readDelimited } from './delimited.ts';
import { readJsonLines } from './json-lines.ts';
import { hasHeadings, readPasted } from './pasted-lines.ts';
import { linesOf, type Rows } from './row.ts';

export interface ReadExamples {
  readonly examples: LabelledExample[];
  /** By line; a line that is named may still be used, and then the sentence says so. */
  readonly problems: ExampleProblem[];
}

/** A hundred thousand examples are some ten megabytes. */
const maximumLength = 20_000_000;

type Shape = 'json' | 'pasted' | 'delimited';

/**
 * Reads labelled examples: CSV or TSV (columns by the header `text,label`, or two columns), JSON
 * lines, or pasted lines. The ending of `name` says which, else the shape of the text. Lines that
 * cannot be used are in `problems`, the rest is used. Fails when nothing in it is text.
 */
export function readExamples(
  name: string,
  input: string | Uint8Array,
): Result<ReadExamples, Failure<'INVALID' | 'TOO_LARGE'>> {
  const called = name === '' ? 'The text' : name;
  if (input.length > maximumLength)
    return err({
      code: 'TOO_LARGE',
      message: `${called} is larger than 20 MB.`,
      mend: 'Take a part of the examples; a few hundred for each intent are plenty.',
    });
  const decoded = decode(input);
  if (decoded === undefined)
    return err({
      code: 'INVALID',
      message: `${called} is not a text file.`,
      mend: 'Save the sheet as CSV (UTF-8) with the columns text and label, and import that.',
    });
  const text = decoded.text.replace(/^\uFEFF/u, '');
  const { examples, problems } = checkRows(rowsOf(name, text));
  if (decoded.damaged)
    problems.unshift({
      line: 1,
      problem:
        'The file is not valid UTF-8; it was read as Windows-1252, so some letters may be wrong.',
    });
  return ok({ examples, problems });
}

/** The rows of a text before they are judged. */
export function rowsOf(name: string, text: string): Rows {
  switch (shapeOf(name, text)) {
    case 'json':
      return readJsonLines(text);
    case 'delimited':
      return readDelimited(text, /\.tsv$/iu.test(name) ? '\t' : delimiterOf(text));
    case 'pasted':
      return readPasted(text);
  }
}

function shapeOf(name: string, text: string): Shape {
  if (/\.(?:jsonl|ndjson|json)$/iu.test(name)) return 'json';
  if (/\.(?:csv|tsv)$/iu.test(name)) return 'delimited';
  const lines = linesOf(text).filter((line) => line.trim() !== '');
  const first = lines[0] ?? '';
  if (first.trimStart().startsWith('{')) return 'json';
  const delimiter = delimiterOf(text);
  if (headerOf(first.split(delimiter).map((field) => field.trim().replace(/^"(.*)"$/u, '$1'))))
    return 'delimited';
  if (hasHeadings(lines) || delimiter === '\t') return 'pasted';
  const pasted = readPasted(text).rows.length;
  if (pasted === lines.length) return 'pasted';
  return readDelimited(text, delimiter).rows.length > pasted ? 'delimited' : 'pasted';
}

/** UTF-8, UTF-16 with its mark, or Windows-1252 as old programs write it; undefined for no text. */
function decode(input: string | Uint8Array): { text: string; damaged: boolean } | undefined {
  if (typeof input === 'string')
    return input.includes('\0') ? undefined : { text: input, damaged: false };
  const little = input[0] === 0xff && input[1] === 0xfe;
  const big = input[0] === 0xfe && input[1] === 0xff;
  if (!little && !big && input.includes(0)) return undefined;
  const encoding = little ? 'utf-16le' : big ? 'utf-16be' : 'utf-8';
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(input), damaged: false };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { text: new TextDecoder('windows-1252').decode(input), damaged: true };
  }
}
