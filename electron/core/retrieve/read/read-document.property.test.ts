import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { startProcessorTime } from '#tests/fixtures/processor-time.ts';
import { makeDocx, paragraph } from './docx.fixture.ts';
import { linesDown, makePdf } from './pdf.fixture.ts';
import { createReadFolder, documentsOf } from './read.fixture.ts';
import { readableEndings } from './source-document.ts';

const files = createReadFolder();
afterAll(() => files.remove());

/** The beginnings by which formats are known, and text that means something to one of them. */
const start = fc.constantFrom(
  '',
  '%PDF-1.7\n',
  'PK\u0003\u0004',
  '\u00ef\u00bb\u00bf',
  '\u00ff\u00fe',
  '<!doctype html>',
  '---\ntitle: x\n---\n',
  'question,answer\n',
  '{"articles":[',
  '[{"question":"a","answer":"',
);
const scrap = fc.constantFrom(
  '"',
  ',',
  '\n',
  '\r\n',
  '|',
  '| a |\n|--|\n',
  '# ',
  '> ',
  '- ',
  '1. ',
  '```',
  '[a](javascript:x)',
  '![',
  '](',
  '<div',
  '</p>',
  '<table><tr><td>',
  '<!--',
  '&#0;',
  '{"q":1}',
  '\u0000',
  '\u00e9',
  '*',
  '_',
  '~~',
  '[^1]',
  '[^1]: x',
  'www.a.b',
  'a@b.cd',
  '%%EOF',
  '\u2028',
);
const bytes = fc
  .tuple(
    start,
    fc.array(fc.oneof(scrap, fc.string({ maxLength: 8 })), { maxLength: 40 }),
    fc.uint8Array({ maxLength: 40 }),
  )
  .map(([head, parts, tail]) =>
    Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(parts.join('')), tail]),
  );

/** A good file with some of its bytes changed. */
const wholes = [
  makePdf([linesDown(['One line.', 'Another.'])], { title: 'T' }),
  Buffer.from(makeDocx(paragraph('Hello', 'Heading1') + paragraph('there'))),
];
const damaged = fc
  .tuple(
    fc.constantFrom(...wholes),
    fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 12 }),
    fc.nat(),
  )
  .map(([whole, changes, cut]) => {
    const copy = Buffer.from(whole);
    for (const [at, value] of changes) copy[at % copy.length] = value;
    return cut % 4 === 0 ? copy.subarray(0, cut % copy.length) : copy;
  });

describe('any bytes under any ending', () => {
  it(
    'give documents or problems, in time, and never an exception',
    { timeout: 120_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...readableEndings),
          fc.oneof(bytes, damaged, fc.uint8Array({ maxLength: 300 })),
          async (ending, content) => {
            const spentMs = startProcessorTime();
            const events = await files.events(`any${ending}`, content);
            expect(spentMs()).toBeLessThan(10_000);
            if (events.length === 0) expect(ending).toBe('.json');
            for (const event of events)
              if ('problem' in event) expect(event.problem.message).toMatch(/^\S.*\S\.$/s);
            for (const { title, body, url, path } of documentsOf(events)) {
              expect(title.trim()).not.toBe('');
              expect(body.trim()).not.toBe('');
              expect(path.startsWith(`any${ending}`)).toBe(true);
              expect(body).not.toMatch(/\]\((?!https:|mailto:|tel:|#)[a-z]+:/i);
              if (url !== undefined) expect(url).toMatch(/^https:/);
            }
          },
        ),
        { numRuns: 400 },
      );
    },
  );
});
