import fvadUrl from '@echogarden/fvad-wasm/fvad.wasm?url';

/** The voice detector's WebAssembly; undefined when it cannot be had: the level alone decides then. */
export async function fetchFvad(): Promise<ArrayBuffer | undefined> {
  try {
    const answer = await fetch(fvadUrl);
    return answer.ok ? await answer.arrayBuffer() : undefined;
  } catch {
    // Whoever asked says that it is not there.
    return undefined;
  }
}
