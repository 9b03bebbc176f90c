import type { ExampleProblem, LabelledExample } from '#domain/taxonomy.ts';
import type { Rows } from './row.ts';

/** What is judged about examples, whichever shape they came in. */
export const longestText = 4_000;
export const longestLabel = 80;
/** More would not be trained in the seconds an admin waits. */
export const mostExamples = 100_000;

/** Texts that say the same: case, spaces and the quotes around them aside. */
export const textKey = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s"“”]+/gu, ' ')
    .trim();

/** Labels that are meant to be one: "Refund status" and "refund_status". */
export const labelKey = (label: string): string =>
  label
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/gu, '_');

const spaced = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** Keeps what can be used, and says of every other line why it is not. */
export function checkRows({ rows, problems: before }: Rows): {
  examples: LabelledExample[];
  problems: ExampleProblem[];
} {
  const examples: LabelledExample[] = [];
  const problems: ExampleProblem[] = [...before];
  const seen = new Map<string, { readonly label: string; readonly line: number }>();
  const labels = new Map<string, string>();
  const counts = new Map<string, { readonly line: number; count: number }>();
  let left = 0;
  for (const row of rows) {
    const { line } = row;
    const text = spaced(row.text);
    const written = spaced(row.label);
    const refuse = (problem: string): void => void problems.push({ line, problem });
    if (text === '') refuse('The text is empty.');
    else if (written === '') refuse('There is no label in this line.');
    else if (/\p{Cc}|\uFFFD/u.test(text + written))
      refuse('Some letters cannot be read: save the file as UTF-8 and import it again.');
    else if (text.length > longestText)
      refuse(
        `The text has ${text.length} characters; ${longestText} are the most. A sentence or two say enough.`,
      );
    else if (written.length > longestLabel)
      refuse(`The label has ${written.length} characters; ${longestLabel} are the most.`);
    else {
      const label = labels.get(labelKey(written)) ?? written;
      const twin = seen.get(textKey(text));
      if (twin !== undefined && twin.label === label)
        refuse(`The same example stands on line ${twin.line}; it counts once.`);
      else if (twin !== undefined)
        refuse(
          `The same text stands on line ${twin.line} under “${twin.label}”; that one is used. Decide which label is right.`,
        );
      else if (examples.length >= mostExamples) left += 1;
      else {
        if (label !== written)
          refuse(`“${written}” is taken as “${label}”, as it was written before; it is used.`);
        labels.set(labelKey(label), label);
        seen.set(textKey(text), { label, line });
        examples.push({ text, label });
        const known = counts.get(label);
        if (known === undefined) counts.set(label, { line, count: 1 });
        else known.count += 1;
      }
    }
  }
  for (const [label, { line, count }] of counts)
    if (count === 1)
      problems.push({
        line,
        problem: `“${label}” has one example; it is used, but cannot be checked. Five already help.`,
      });
  if (left > 0)
    problems.push({
      line: rows.at(-1)?.line ?? 1,
      problem: `There are ${left} examples more than the ${mostExamples} that are read.`,
    });
  problems.sort((a, b) => a.line - b.line);
  return { examples, problems };
}
