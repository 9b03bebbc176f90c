import { describe, expect, test } from 'vitest';
import type { Recording } from '#domain/recording.ts';
import { readGoldForms } from './call-file.ts';
import { maximumBytes, readRecordings } from './read-recordings.ts';
import type { TextChoice } from './reading.ts';
import { writeSession } from './session-format.ts';

const read = (input: string | Uint8Array, text: TextChoice = 'human'): Recording[] => {
  const result = readRecordings('talks/monday.txt', input, { text });
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
const failure = (input: string | Uint8Array) => {
  const result = readRecordings('talks/monday.txt', input, { text: 'human' });
  if (result.ok) throw new Error('it was read');
  return result.error;
};
const said = (recording: Recording | undefined): string[] =>
  recording?.turns.map(({ speaker, text }) => `${speaker}: ${text}`) ?? [];

describe('plain transcripts', () => {
  test('roles of all names, continuation lines, CRLF and a byte order mark', () => {
    const [recording] = read(
      '\uFEFFCUSTOMER: hello\r\n  my order is late\r\nRep: sorry\r\n\r\nCaller 1: bye\r\nagent (Ann): bye\r\n',
    );
    expect(said(recording)).toEqual([
      'customer: hello my order is late',
      'agent: sorry',
      'customer: bye',
      'agent: bye',
    ]);
    expect(recording?.header.session).toBe('monday');
    expect(recording?.problems).toEqual([]);
  });

  test('times in front give the offsets; a clock that jumps back does not turn the talk around', () => {
    const [recording] = read(
      '[10:00:05] Agent: hi\n[10:00:07.500] Client: hello\n(09:00) Agent: how can I help',
    );
    expect(recording?.turns.map(({ offsetMs }) => offsetMs)).toEqual([0, 2500, 2500]);
  });

  test('without times, turns follow one another', () => {
    const offsets = read('Agent: hi there\nCustomer: hello')[0]?.turns.map((turn) => turn.offsetMs);
    expect(offsets?.[0]).toBe(0);
    expect(offsets?.[1]).toBeGreaterThan(0);
  });

  test('lines before the first speaker are problems with their numbers', () => {
    const [recording] = read('Call of Monday\n\nCustomer: hi');
    expect(recording?.problems.map(({ line }) => line)).toEqual([1]);
    expect(said(recording)).toEqual(['customer: hi']);
  });
});

describe('sessions', () => {
  const lines = [
    '{"session":"one","pack":"retail"}',
    '{"speaker":"customer","text":"hi","offsetMs":0}',
    'not json',
    '{"speaker":"robot","text":"hi","offsetMs":1}',
    '{"decide":"accept","kind":"reply","offsetMs":1500}',
    '{"speaker":"agent","text":"hello","offsetMs":1000,"durationMs":400}',
    '{"session":"two"}',
    '{"speaker":"agent","text":"second","offsetMs":0}',
  ];

  test('good lines are kept, bad ones named; a second header starts another conversation', () => {
    const recordings = read(lines.join('\n'));
    expect(recordings.map(({ header }) => header.session)).toEqual(['one', 'two']);
    expect(said(recordings[0])).toEqual(['customer: hi', 'agent: hello']);
    expect(recordings[0]?.decisions).toEqual([{ decide: 'accept', kind: 'reply', offsetMs: 1500 }]);
    expect(recordings[0]?.problems.map(({ line }) => line)).toEqual([3, 4]);
  });

  test('what is written reads back the same', () => {
    const [first] = read(lines.filter((_, index) => index !== 2 && index !== 3).join('\n'));
    if (first === undefined) throw new Error('nothing was read');
    expect(read(writeSession(first))).toEqual([first]);
  });
});

describe('call files', () => {
  const call = JSON.stringify({
    sid: 'a1',
    agent_form: { amount: '$5' },
    segments: [
      { speaker: 'agent', offset_ms: 0, duration_ms: 900, text: 'hello', asr_text: 'yellow' },
      { speaker: 'caller', offset_ms: 2000, duration_ms: 1, text: 'two [noise]', asr_text: '' },
      { speaker: 'caller', offset_ms: 1000, duration_ms: 1, text: '<unk>', asr_text: 'one' },
      { speaker: 'ghost', offset_ms: 1, text: 'x' },
    ],
  });

  test('a person’s words or the recogniser’s, in order of time, empty ones left out', () => {
    expect(said(read(call)[0])).toEqual(['agent: hello', 'customer: two']);
    expect(said(read(call, 'asr')[0])).toEqual(['agent: yellow', 'customer: one']);
    expect(read(call)[0]?.problems).toHaveLength(1);
    expect(read(call)[0]?.header.session).toBe('a1');
  });

  test('a broken line costs that call only', () => {
    const [recording, ...others] = read(`${call}\n{"sid":"b2","segments":[]}\n{"sid": `);
    expect(others).toEqual([]);
    expect(recording?.problems.map(({ line }) => line)).toEqual([2, 3, 1]);
  });

  test('the agents’ forms', () => {
    expect(readGoldForms(`${call}\nrubbish\n`)).toEqual([
      { sid: 'a1', agent_form: { amount: '$5' } },
    ]);
  });
});

describe('files that are no recording', () => {
  test.each([
    ['', 'nothing_usable', /is empty/u],
    ['just some notes\nand more', 'nothing_usable', /no conversation/u],
    ['Customer:\nAgent:  ', 'nothing_usable', /no conversation/u],
    ['{"speaker":"customer"}', 'nothing_usable', /line 1/u],
  ])('%j', (input, code, message) => {
    const error = failure(input);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
    expect(error.mend).not.toBe('');
  });

  test('binary files and files over the limit', () => {
    expect(failure(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0)).code).toBe('not_text');
    expect(failure(new Uint8Array(maximumBytes + 1).fill(0x41)).code).toBe('too_large');
  });

  test('bytes that are not UTF-8 are read as Windows-1252 and said so', () => {
    const [recording] = read(Uint8Array.of(...Buffer.from('Customer: caf'), 0xe9));
    expect(said(recording)).toEqual(['customer: café']);
    expect(recording?.problems[0]?.problem).toMatch(/UTF-8/u);
  });

  test('UTF-16 with its mark', () => {
    const text = Buffer.from('\uFEFFCustomer: hi', 'utf16le');
    expect(said(read(text)[0])).toEqual(['customer: hi']);
  });
});
