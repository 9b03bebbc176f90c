/** Base64 of a packet, without a detour over strings of code points where the browser can. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  // Opus packets of 20 ms at 24 kbit/s have about 60 bytes.
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
