import { expect, it } from 'vitest';
import { isSoundFile } from './soundFile.ts';

it.each([
  ['call.WAV', '', true],
  ['call.mp3', 'audio/mpeg', true],
  ['call.webm', 'video/webm', true],
  ['call', 'audio/ogg', true],
  ['call.jsonl', '', false],
  ['wav.txt', 'text/plain', false],
])('%s (%s) is a recording: %s', (name, type, sound) => {
  expect(isSoundFile({ name, type })).toBe(sound);
});
