import { describe, expect, it } from 'vitest';
import { withShortChunks } from './model-conf.ts';

const changed = (conf: string): string =>
  new TextDecoder().decode(withShortChunks(new TextEncoder().encode(conf)));

describe('the settings of a model', () => {
  it.each([
    ['with a line feed at their end', '--beam=12.0\n', '--beam=12.0\n--frames-per-chunk=6\n'],
    ['without one', '--beam=12.0', '--beam=12.0\n--frames-per-chunk=6\n'],
    ['that are empty', '', '--frames-per-chunk=6\n'],
    [
      'that only speak of it',
      '# --frames-per-chunk=51\n--beam=12.0\n',
      '# --frames-per-chunk=51\n--beam=12.0\n--frames-per-chunk=6\n',
    ],
  ])('%s get a short chunk', (_which, conf, expected) => {
    expect(changed(conf)).toBe(expected);
  });

  it.each([
    '--frames-per-chunk=51\n--beam=12.0\n',
    '--beam=12.0\r\n  --frames-per-chunk=20',
    '--frames-per-chunk 20',
  ])('that say it themselves stay as they are: %j', (conf) => {
    expect(changed(conf)).toBe(conf);
  });
});
