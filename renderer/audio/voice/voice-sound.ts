const full = 32_767;
const chunk = 0x8000;

/**
 * A voice as the core takes it: 16-bit samples, little-endian, in base64.
 * @param samples 16 kHz mono; what goes beyond -1 to 1 is cut
 * @returns base64, 2 bytes a sample
 */
export function soundOf(samples: Float32Array): string {
  const bytes = new Uint8Array(samples.length * 2);
  const view = new DataView(bytes.buffer);
  samples.forEach((sample, at) => {
    view.setInt16(at * 2, Math.round(Math.max(-1, Math.min(1, sample)) * full), true);
  });
  let text = '';
  // In pieces: a call takes no more than some tens of thousands of arguments.
  for (let at = 0; at < bytes.length; at += chunk)
    text += String.fromCharCode(...bytes.subarray(at, at + chunk));
  return btoa(text);
}
