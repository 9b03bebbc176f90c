import fc from 'fast-check';
import { ALL_FORMATS, BlobSource, EncodedPacketSink, Input } from 'mediabunny';
import { describe, expect, it } from 'vitest';
import type { AudioPart } from '#domain/call.ts';
import { packetsOf, webmOf } from './keptSound.ts';

/** A packet that can be told from others and from silence. */
const packet = (mark: number): string => btoa(String.fromCharCode(0x48, mark % 200));
const markOf = (bytes: Uint8Array): number | undefined =>
  bytes[0] === 0x48 ? bytes[1] : undefined;

const part = (startMs: number, count: number, from = 0): AudioPart => ({
  speaker: 'agent',
  startMs,
  packets: Array.from({ length: count }, (_, index) => packet(from + index)),
});

describe('packetsOf', () => {
  it('puts every packet where it was heard, with silence where nothing was kept', () => {
    const gaps = fc.array(fc.tuple(fc.nat(80), fc.integer({ min: 1, max: 20 })), { maxLength: 12 });
    fc.assert(
      fc.property(gaps, (given) => {
        let at = 0;
        let mark = 0;
        const expected: (number | undefined)[] = [];
        const parts = given.map(([gap, count]) => {
          for (let index = 0; index < gap; index += 1) expected.push(undefined);
          const made = part((at + gap) * 20 + 3, count, mark);
          for (let index = 0; index < count; index += 1) expected.push((mark + index) % 200);
          at += gap + count;
          mark += count;
          return made;
        });
        const packets = packetsOf([...parts].reverse(), 'agent');
        expect(packets.map(markOf)).toEqual(expected);
        expect(packetsOf(parts, 'customer')).toEqual([]);
      }),
    );
  });

  it('leaves out what overlaps, so that the sides stay in step', () => {
    const packets = packetsOf([part(0, 4), part(40, 4, 10)], 'agent');
    expect(packets.map(markOf)).toEqual([0, 1, 2, 3, 12, 13]);
  });
});

describe('webmOf', () => {
  it('is a WebM file with the packets as they were kept, each at its time', async () => {
    const parts = [part(0, 50), part(2_000, 50, 50)];
    const file = await webmOf(parts, 'agent');
    if (file === undefined) throw new Error('There is no file.');
    const input = new Input({ formats: ALL_FORMATS, source: new BlobSource(file) });
    const track = await input.getPrimaryAudioTrack();
    if (track === null) throw new Error('There is no track.');
    const packets = await Array.fromAsync(new EncodedPacketSink(track).packets());
    expect(packets).toHaveLength(150);
    expect(packets.at(-1)?.timestamp).toBeCloseTo(2.98, 3);
    const second = packets.find(({ timestamp }) => Math.abs(timestamp - 2) < 0.005);
    expect(markOf(second?.data ?? Uint8Array.of())).toBe(50);
    expect(await webmOf(parts, 'customer')).toBeUndefined();
  });
});
