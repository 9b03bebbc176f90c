import type { AudioPart } from '#domain/call.ts';
import type { Speaker } from '#domain/conversation.ts';

/** @file Kept Opus packets as something a browser plays: one WebM file per side. */

const packetMs = 20;
/** 20 ms of silence as one Opus packet (CELT, full band): what players put where packets are lost. */
const silence = Uint8Array.of(0xf8, 0xff, 0xfe);

/** "OpusHead" of RFC 7845, 5.1: version 1, mono, no pre-skip, recorded at 16 kHz, no gain. */
const opusHead = Uint8Array.of(
  ...new TextEncoder().encode('OpusHead'),
  1,
  1,
  0,
  0,
  0x80,
  0x3e,
  0,
  0,
  0,
  0,
  0,
);

const bytesOf = (base64: string): Uint8Array =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/**
 * The packets of one side on an even 20 ms grid: where nothing was kept (a pause, a card) there is
 * silence, so that both sides stay in step. Parts may come in any order; what overlaps is left out.
 */
export function packetsOf(parts: readonly AudioPart[], side: Speaker): readonly Uint8Array[] {
  const packets: Uint8Array[] = [];
  for (const part of parts
    .filter(({ speaker }) => speaker === side)
    .toSorted((a, b) => a.startMs - b.startMs)) {
    const start = Math.round(part.startMs / packetMs);
    while (packets.length < start) packets.push(silence);
    packets.push(...part.packets.slice(packets.length - start).map(bytesOf));
  }
  return packets;
}

/** One side as a WebM file; undefined when nothing of it was kept. */
export async function webmOf(
  parts: readonly AudioPart[],
  side: Speaker,
): Promise<Blob | undefined> {
  const packets = packetsOf(parts, side);
  if (packets.length === 0) return undefined;
  const { BufferTarget, EncodedAudioPacketSource, EncodedPacket, Output, WebMOutputFormat } =
    await import('mediabunny');
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat(), target });
  const source = new EncodedAudioPacketSource('opus');
  output.addAudioTrack(source);
  await output.start();
  const decoderConfig = {
    codec: 'opus',
    sampleRate: 48_000,
    numberOfChannels: 1,
    description: opusHead,
  };
  const seconds = packetMs / 1000;
  for (const [index, packet] of packets.entries())
    await source.add(new EncodedPacket(packet, 'key', index * seconds, seconds), { decoderConfig });
  await output.finalize();
  return target.buffer === null ? undefined : new Blob([target.buffer], { type: 'audio/webm' });
}
