import { problem } from './document-parts.ts';
import { documentOfObject, isObject } from './json-lines.ts';
import { createRowKeys, placesOf } from './question-row.ts';
import type { FileToRead, ReadEvents } from './source-document.ts';
import { isHelpCenter, readHelpCenter } from './zendesk.ts';

/** @file A .json file: a Help Center export, or a list of questions and answers. */

const unknownShape =
  'It is neither a Help Center export nor a list of questions and answers; bring a list of objects with "question" and "answer".';

/** The list in a value: itself, or the only list of objects among its keys. */
function listIn(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value as unknown[];
  if (!isObject(value)) return undefined;
  const lists = Object.values(value).filter(
    (each): each is unknown[] => Array.isArray(each) && each.some(isObject),
  );
  return lists.length === 1 ? lists[0] : undefined;
}

function parse(text: string): { readonly value: unknown } | string {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    const at = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    const line = at === undefined ? undefined : text.slice(0, Number(at)).split('\n').length;
    return `It is not valid JSON${line === undefined ? '' : ` (line ${line})`}; export it again, or mend the line.`;
  }
}

/** Several objects, each on its own line, under the wrong ending. */
const looksLikeLines = (text: string): boolean => /^\s*\{.*\}\s*\n\s*\{/.test(text);

export async function* readJson(file: FileToRead, text: string): ReadEvents {
  const parsed = parse(text);
  if (typeof parsed === 'string') {
    if (!looksLikeLines(text)) return yield problem(file.path, parsed);
    const keys = createRowKeys();
    for (const [index, line] of text.split('\n').entries()) {
      if (line.trim() === '') continue;
      const place = `Line ${index + 1}`;
      const read = parse(line);
      yield typeof read === 'string'
        ? problem(file.path, `${place} is not valid JSON; mend or delete it.`)
        : documentOfObject(file.path, place, read.value, keys);
    }
    return;
  }
  const { value } = parsed;
  if (isHelpCenter(value)) return yield* readHelpCenter(file, value);
  const list = listIn(value);
  const fits = list?.some((each) => isObject(each) && placesOf(Object.keys(each)) !== undefined);
  if (list === undefined || fits !== true) return yield problem(file.path, unknownShape);
  const keys = createRowKeys();
  for (const [index, each] of list.entries())
    yield documentOfObject(file.path, `Entry ${index + 1}`, each, keys);
}
