import type { AudioPart } from '#domain/call.ts';

/** What was kept of one channel: root mean square of every packet, with its place in ms. */
export async function decodeParts(
  parts: readonly AudioPart[],
  speaker: AudioPart['speaker'],
): Promise<{ readonly ms: number; readonly rms: number }[]> {
  const found: { ms: number; rms: number }[] = [];
  /** A decoder counts on by itself; where a packet lies is what the part says. */
  const places: number[] = [];
  const decoder = new AudioDecoder({
    output: (data) => {
      const samples = new Float32Array(data.numberOfFrames);
      data.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
      const sum = samples.reduce((total, value) => total + value * value, 0);
      found.push({ ms: places[found.length] ?? -1, rms: Math.sqrt(sum / samples.length) });
      data.close();
    },
    error: (error) => {
      throw error;
    },
  });
  decoder.configure({ codec: 'opus', sampleRate: 48_000, numberOfChannels: 1 });
  for (const part of parts) {
    if (part.speaker !== speaker) continue;
    for (const [index, packet] of part.packets.entries()) {
      places.push(part.startMs + index * 20);
      decoder.decode(
        new EncodedAudioChunk({
          type: 'key',
          timestamp: (part.startMs + index * 20) * 1000,
          duration: 20_000,
          data: Uint8Array.from(atob(packet), (char) => char.charCodeAt(0)),
        }),
      );
    }
  }
  await decoder.flush();
  return found;
}
