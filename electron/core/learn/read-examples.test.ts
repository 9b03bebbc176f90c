import { describe, expect, it } from 'vitest';
import { readExamples } from './read-examples.ts';

const read = (name: string, input: string | Uint8Array) => {
  const result = readExamples(name, input);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};

const two = [
  { text: 'I want my money back', label: 'refund' },
  { text: 'please end my contract', label: 'cancel' },
];
/** The same two, each twice said, so that every label has two examples. */
const four = [
  ...two,
  { text: 'give me a refund, please', label: 'refund' },
  { text: 'stop the subscription', label: 'cancel' },
];

describe('readExamples', () => {
  it.each([
    [
      'a header in any order',
      'x.csv',
      'Intent,Text\nrefund,I want my money back\ncancel,please end my contract\nrefund,"give me a refund, please"\ncancel,stop the subscription\n',
    ],
    [
      'other names, more columns and semicolons',
      'x.csv',
      'id;utterance;label\n1;I want my money back;refund\n2;please end my contract;cancel\n3;"give me a refund, please";refund\n4;stop the subscription;cancel',
    ],
    [
      'two columns without a header, labels last',
      'x.csv',
      'I want my money back,refund\r\nplease end my contract,cancel\r\n"give me a refund, please",refund\r\nstop the subscription,cancel\r\n',
    ],
    [
      'two columns without a header, labels first',
      'x.csv',
      'refund,I want my money back\ncancel,please end my contract\nrefund,"give me a refund, please"\ncancel,stop the subscription',
    ],
    [
      'tabs',
      'x.tsv',
      'text\tlabel\nI want my money back\trefund\nplease end my contract\tcancel\ngive me a refund, please\trefund\nstop the subscription\tcancel',
    ],
    [
      'JSON lines',
      'x.jsonl',
      four
        .map(({ text, label }, i) =>
          JSON.stringify(i % 2 === 0 ? { text, label } : { utterance: text, intent: label, id: i }),
        )
        .join('\n'),
    ],
    [
      'label: text',
      '',
      'refund: I want my money back\ncancel: please end my contract\nrefund: give me a refund, please\ncancel: stop the subscription',
    ],
    [
      'label, tab, text',
      '',
      'refund\tI want my money back\ncancel\tplease end my contract\nrefund\tgive me a refund, please\ncancel\tstop the subscription',
    ],
    [
      'text | label',
      'pasted.txt',
      'I want my money back | refund\nplease end my contract | cancel\ngive me a refund, please | refund\nstop the subscription | cancel',
    ],
    [
      'a CSV that was pasted',
      '',
      'text,label\nI want my money back,refund\nplease end my contract,cancel\n"give me a refund, please",refund\nstop the subscription,cancel',
    ],
  ])('reads %s', (_what, name, text) => {
    expect(read(name, text)).toEqual({ examples: four, problems: [] });
    expect(read(name, `\uFEFF${text}`)).toEqual({ examples: four, problems: [] });
    expect(read(name, new TextEncoder().encode(text))).toEqual({ examples: four, problems: [] });
  });

  it.each([
    ['a colon', 'Refund:\n- I want: my money back\n* give it back\n\nCancel account:\n1. end it'],
    ['a hash', '# Refund\nI want: my money back\ngive it back\n## Cancel account\nend it'],
  ])('reads headings with %s', (_what, text) => {
    const { examples, problems } = read('', text);
    expect(examples).toEqual([
      { text: 'I want: my money back', label: 'Refund' },
      { text: 'give it back', label: 'Refund' },
      { text: 'end it', label: 'Cancel account' },
    ]);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.problem).toContain('“Cancel account” has one example; it is used');
  });

  it('says of each line what is wrong, and uses the rest', () => {
    const { examples, problems } = read(
      'x.csv',
      [
        'text,label',
        'I want my money back,refund',
        'no label here',
        ',refund',
        'something,',
        `${'word '.repeat(10_000)},refund`,
        `hello,${'l'.repeat(81)}`,
        'I WANT my  money back,refund',
        'i want my money back,cancel',
        'give it back,Refund',
        'caf\uFFFD,refund',
        '"never closed,refund',
        'end it,cancel',
        '"end" it,cancel',
      ].join('\n'),
    );
    expect(examples).toEqual([
      { text: 'I want my money back', label: 'refund' },
      { text: 'give it back', label: 'refund' },
      { text: 'end it', label: 'cancel' },
    ]);
    expect(problems.map(({ line, problem }) => `${line} ${problem}`)).toEqual([
      '3 There is no label in this line.',
      '4 The text is empty.',
      '5 There is no label in this line.',
      '6 The text has 49999 characters; 4000 are the most. A sentence or two say enough.',
      '7 The label has 81 characters; 80 are the most.',
      '8 The same example stands on line 2; it counts once.',
      '9 The same text stands on line 2 under “refund”; that one is used. Decide which label is right.',
      '10 “Refund” is taken as “refund”, as it was written before; it is used.',
      '11 Some letters cannot be read: save the file as UTF-8 and import it again.',
      expect.stringMatching(/^12 (?:Words follow|A quotation mark)/),
      '13 “cancel” has one example; it is used, but cannot be checked. Five already help.',
      '14 Words follow a closing quotation mark: write a quotation mark inside a text twice.',
    ]);
  });

  it('keeps line breaks, delimiters and quotation marks inside quotes', () => {
    const { examples, problems } = read(
      'x.csv',
      'text,label\n"first\nsecond, ""third""",refund\n5" pipe,refund\n',
    );
    expect(examples).toEqual([
      { text: 'first second, "third"', label: 'refund' },
      { text: '5" pipe', label: 'refund' },
    ]);
    expect(problems).toEqual([]);
  });

  it('loses one line to a quotation mark that closes far below', () => {
    const { examples, problems } = read('x.csv', 'text,label\n"a b,x\nc d,x\n"e f",x\ng h,x');
    expect(examples.map(({ text }) => text)).toEqual(['c d', 'e f', 'g h']);
    expect(problems.map(({ line }) => line)).toEqual([2]);
  });

  it('counts lines with quotes that go over \\r\\n, and blank lines', () => {
    const { problems } = read('x.csv', 'text,label\r\n"a\r\nb",x\r\n\r\n"c" d,x\r\n\r\ne');
    expect(problems.map(({ line }) => line)).toEqual([2, 5, 7]);
  });

  it('reads a quoted field that a blank stands before', () => {
    expect(read('x.csv', 'text,label\n "a, b" ,x\nc,x').examples).toEqual([
      { text: 'a, b', label: 'x' },
      { text: 'c', label: 'x' },
    ]);
  });

  it('takes a field of thousands of lines for a quotation mark that was never closed', () => {
    const { examples } = read('x.csv', `text,label\n"a,x\n${'b,x\n'.repeat(6_000)}c",x`);
    expect(examples.map(({ text }) => text)).toEqual(['b', 'c"']);
  });

  it('gives up on a file of broken quotation marks', () => {
    const { examples, problems } = read('x.csv', `text,label\n${'"a" b,x\n'.repeat(10_002)}c,x`);
    expect(examples).toEqual([]);
    expect(problems).toHaveLength(10_001);
    expect(problems.at(-1)).toMatchObject({
      line: 10_002,
      problem: expect.stringContaining('was not read'),
    });
  });

  it('keeps emoji and other scripts', () => {
    const { examples } = read(
      '',
      'refund: 💸 回して\nrefund: верните деньги\nrefund: أريد استرداد',
    );
    expect(examples.map(({ text }) => text)).toEqual([
      '💸 回して',
      'верните деньги',
      'أريد استرداد',
    ]);
  });

  it('reads a file that is not valid UTF-8 and says so', () => {
    const { examples, problems } = read(
      'x.csv',
      Uint8Array.from([...new TextEncoder().encode('text,label\ncaf'), 0xe9, ...[44, 120]]),
    );
    expect(examples).toEqual([{ text: 'café', label: 'x' }]);
    expect(problems[0]?.problem).toMatch(/not valid UTF-8/);
  });

  it.each([
    ['a workbook', Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0, 0])],
    ['text with a NUL', 'a\0b'],
  ])('refuses %s', (_what, input) => {
    expect(readExamples('x.xlsx', input)).toMatchObject({
      ok: false,
      error: { code: 'INVALID', message: 'x.xlsx is not a text file.' },
    });
  });

  it('refuses what is far too large, and gives nothing for nothing', () => {
    expect(readExamples('x.csv', 'a'.repeat(20_000_001))).toMatchObject({
      error: { code: 'TOO_LARGE' },
    });
    expect(read('x.csv', '')).toEqual({ examples: [], problems: [] });
    expect(read('', '\n \n')).toEqual({ examples: [], problems: [] });
  });

  it('reads a hundred thousand lines within seconds', () => {
    const lines = Array.from({ length: 100_001 }, (_, i) => `example number ${i},label ${i % 100}`);
    const from = process.cpuUsage();
    const { examples, problems } = read('x.csv', `text,label\n${lines.join('\n')}`);
    // Processor time: other work on the machine does not count.
    expect(process.cpuUsage(from).user / 1_000).toBeLessThan(6_000);
    expect(examples).toHaveLength(100_000);
    expect(problems).toEqual([
      { line: 100_002, problem: 'There are 1 examples more than the 100000 that are read.' },
    ]);
  });
});
