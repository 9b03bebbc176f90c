import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvForm, FormError, jsonForm, openForm, plainForm, type FileForm } from './file-forms.ts';

const upper = (text: string): string => text.toUpperCase();
/** In pieces of any length: nothing may hang on where a piece ends. */
const through = (form: FileForm, text: string, size = 3): string => {
  let out = '';
  for (let at = 0; at < text.length; at += size) out += form.push(text.slice(at, at + size));
  return out + form.end();
};

test('CSV stays CSV: quotes, separators and line ends inside cells', () => {
  const text = 'name;note\r\n"a ""b"" c";x;\r\n"line\nbreak";y\r\n';
  expect(through(csvForm(upper), text)).toBe('name;note\r\n"A ""B"" C";X;\r\n"LINE\nBREAK";Y\r\n');
  expect(
    through(
      csvForm(() => 'a,b'),
      'one,two\nx,y',
    ),
  ).toBe('one,two\n"a,b","a,b"');
});

test('the label is the column or the property', () => {
  const labels: string[] = [];
  const note = (text: string, label: string): string => {
    labels.push(`${label}=${text}`);
    return text;
  };
  through(csvForm(note), 'name,phone\nann,1\n');
  through(jsonForm(note), '{"name" : "ann", "list": ["x"], "phone": 4155550199, "n": 5}');
  expect(labels).toEqual(['name=ann', 'phone=1', 'name=ann', 'list=x', 'phone=4155550199']);
});

test('a cell that is not closed is told', () => {
  expect(() => through(csvForm(upper), 'a,"b')).toThrow(FormError);
});

test('JSON stays JSON, a number that is replaced becomes a string', () => {
  expect(
    through(
      jsonForm((text) => (text === '4155550199' ? '[phone 1]' : text)),
      '{"a": 4155550199}',
    ),
  ).toBe('{"a": "[phone 1]"}');
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      (value, size, wide) => {
        const text = JSON.stringify(value, null, wide ? 2 : 0);
        expect(
          through(
            jsonForm((said) => said),
            text,
            size,
          ),
        ).toBe(text);
        JSON.parse(
          through(
            jsonForm((said) => `"${said}\n`),
            text,
            size,
          ),
        );
      },
    ),
  );
});

test('plain text is cut between paragraphs and nothing gets lost', () => {
  const text = `${'word '.repeat(5000)}\n\n${'x'.repeat(40_000)}${'😀'.repeat(20_000)}`;
  expect(
    through(
      plainForm((said) => said),
      text,
      5000,
    ),
  ).toBe(text);
  expect(through(openForm('plain', upper), 'a', 1)).toBe('A');
});
