import { expect, it } from 'vitest';
import { decodeText } from './fileText.ts';

it('reads UTF-8 with and without its mark', () => {
  const bytes = new TextEncoder().encode('café,order');
  expect(decodeText(bytes)).toEqual({ text: 'café,order' });
  expect(decodeText(Uint8Array.of(0xef, 0xbb, 0xbf, ...bytes)).text).toBe('café,order');
});

it('reads UTF-16 as spreadsheets write it', () => {
  expect(decodeText(Uint8Array.of(0xff, 0xfe, 0x41, 0, 0xe9, 0))).toEqual({ text: 'Aé' });
  expect(decodeText(Uint8Array.of(0xfe, 0xff, 0, 0x41, 0, 0xe9))).toEqual({ text: 'Aé' });
});

it('reads what is not UTF-8 and says so', () => {
  const { text, note } = decodeText(Uint8Array.of(0x63, 0x61, 0x66, 0xe9));
  expect(text).toBe('café');
  expect(note).toMatch(/not UTF-8/);
});
