/**
 * @file WAV files of measurements and tests: 16-bit PCM of any rate and number of channels, G.711
 * µ-law as a telephone system records it.
 */

export interface Sound {
  readonly rate: number;
  /** One per channel, -1 to 1, all of one length. */
  readonly channels: readonly Float32Array[];
}

const bias = 0x84;
const loudest = 32_635;

/** One sample of G.711 µ-law (ITU-T G.711, section 3), complemented as the wire has it. */
function toMuLaw(sample: number): number {
  const pcm = Math.round(sample * 32_767);
  const sign = pcm < 0 ? 0x80 : 0;
  const size = Math.min(Math.abs(pcm), loudest) + bias;
  const exponent = Math.max(0, 31 - Math.clz32(size >> 7));
  const mantissa = (size >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}

function fromMuLaw(byte: number): number {
  const code = ~byte & 0xff;
  const size = (((code & 0x0f) << 3) + bias) << ((code >> 4) & 7);
  return ((code & 0x80 ? -1 : 1) * (size - bias)) / 32_768;
}

/** @returns the bytes of a WAV file; 16-bit PCM, or µ-law with 8 bits a sample */
export function writeWav(sound: Sound, format: 'pcm16' | 'mulaw' = 'pcm16'): Uint8Array {
  const { rate, channels } = sound;
  const bytesEach = format === 'mulaw' ? 1 : 2;
  const frames = channels[0]?.length ?? 0;
  const size = frames * channels.length * bytesEach;
  const bytes = new Uint8Array(44 + size);
  const view = new DataView(bytes.buffer);
  const text = (at: number, letters: string): void => {
    for (const [index, letter] of [...letters].entries())
      view.setUint8(at + index, letter.charCodeAt(0));
  };
  text(0, 'RIFF');
  view.setUint32(4, 36 + size, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, format === 'mulaw' ? 7 : 1, true);
  view.setUint16(22, channels.length, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * channels.length * bytesEach, true);
  view.setUint16(32, channels.length * bytesEach, true);
  view.setUint16(34, bytesEach * 8, true);
  text(36, 'data');
  view.setUint32(40, size, true);
  let at = 44;
  for (let frame = 0; frame < frames; frame += 1)
    for (const channel of channels) {
      const sample = Math.max(-1, Math.min(1, channel[frame] ?? 0));
      if (format === 'mulaw') view.setUint8(at, toMuLaw(sample));
      else view.setInt16(at, Math.round(sample * 32_767), true);
      at += bytesEach;
    }
  return bytes;
}

/**
 * Reads what `writeWav` and speech programs write; a stream whose length nobody knew when it began
 * (espeak-ng on a pipe) is read to its end.
 *
 * @throws when it is no WAV file of 16-bit PCM or µ-law
 */
export function readWav(bytes: Uint8Array): Sound {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.length < 12 || text(0) !== 'RIFF' || text(8) !== 'WAVE')
    throw new Error('This is no WAV file.');
  let format: { kind: number; channels: number; rate: number } | undefined;
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = text(at);
    const size = Math.min(view.getUint32(at + 4, true), bytes.length - at - 8);
    if (name === 'fmt ')
      format = {
        kind: view.getUint16(at + 8, true),
        channels: view.getUint16(at + 10, true),
        rate: view.getUint32(at + 12, true),
      };
    if (name === 'data') {
      if (format === undefined || (format.kind !== 1 && format.kind !== 7)) break;
      const { kind, channels, rate } = format;
      const bytesEach = kind === 7 ? 1 : 2;
      const frames = Math.floor(size / (bytesEach * channels));
      const sample = (index: number): number =>
        kind === 7
          ? fromMuLaw(view.getUint8(at + 8 + index))
          : view.getInt16(at + 8 + index * 2, true) / 32_768;
      return {
        rate,
        channels: Array.from({ length: channels }, (_, channel) =>
          Float32Array.from({ length: frames }, (_, frame) => sample(frame * channels + channel)),
        ),
      };
    }
    at += 8 + size + (size % 2);
  }
  throw new Error('This WAV file has neither 16-bit PCM nor µ-law in it.');
}
