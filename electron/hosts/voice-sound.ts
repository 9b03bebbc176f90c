/**
 * What a page sent of a voice: base64 of 16-bit samples, little-endian, 16 kHz mono.
 * @returns samples, -1 to 1; a lone last byte is left out
 */
export function samplesOf(sound: string): Float32Array {
  const bytes = Buffer.from(sound, 'base64');
  return Float32Array.from(
    { length: bytes.length >> 1 },
    (_, at) => bytes.readInt16LE(at * 2) / 32_767,
  );
}
