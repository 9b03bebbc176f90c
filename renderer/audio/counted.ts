/** Told once for so much of a file: a screen cannot show finer steps. */
const step = 0.02;

/**
 * The same response, whose body tells how much of it has been read.
 *
 * @param bytes of the whole body, as listed: a host need not say how long it is
 * @param onShare 0 to 1, rising; 1 also when more comes than was listed
 */
export function counted(
  response: Response,
  bytes: number,
  onShare: ((share: number) => void) | undefined,
): Response {
  if (onShare === undefined || response.body === null || bytes <= 0) return response;
  let read = 0;
  let told = 0;
  const counter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform: (piece, onwards) => {
      read += piece.byteLength;
      const share = Math.min(1, read / bytes);
      if (share - told >= step || (share === 1 && told < 1)) {
        told = share;
        onShare(share);
      }
      onwards.enqueue(piece);
    },
  });
  return new Response(response.body.pipeThrough(counter), response);
}
