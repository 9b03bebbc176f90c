/**
 * @file libfvad, the voice activity detector of WebRTC (Gaussian mixtures over six bands), as
 * `@echogarden/fvad-wasm` 0.2.0 compiled it. The package's own glue fetches, asks for a window and
 * does not run in an AudioWorklet; the module needs two imports only, so it is instantiated here.
 * The names of imports and exports are those of that build: `fvad.test.ts` notices another one.
 */

interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly start: () => void;
  readonly create: () => number;
  readonly malloc: (bytes: number) => number;
  readonly setMode: (handle: number, mode: number) => number;
  readonly setSampleRate: (handle: number, rate: number) => number;
  readonly process: (handle: number, pointer: number, samples: number) => number;
}

/** Whether 10 ms of sound (160 samples, 16 kHz, mono, -1 to 1) hold voice. */
export type Fvad = (samples: Float32Array, start: number) => boolean;

/** Samples of one frame. */
export const frameSamples = 160;

function exportsOf(instance: WebAssembly.Instance): Exports {
  const all = instance.exports;
  const named = {
    memory: all['c'],
    start: all['d'],
    create: all['e'],
    malloc: all['f'],
    setMode: all['j'],
    setSampleRate: all['k'],
    process: all['l'],
  };
  const { memory, ...functions } = named;
  if (
    !(memory instanceof WebAssembly.Memory) ||
    Object.values(functions).some((one) => typeof one !== 'function')
  )
    throw new Error('The voice detector is another build than this program knows.');
  return named as unknown as Exports;
}

/**
 * A detector for one channel; it adapts to the channel, so every channel has its own.
 * @param module compiled from `fvad.wasm`
 * @param mode 0 (finds most voice) to 3 (finds least noise)
 * @throws when the module is another build, or out of memory
 */
export function createFvad(module: WebAssembly.Module, mode: 0 | 1 | 2 | 3): Fvad {
  const fail = (): never => {
    throw new Error('The voice detector failed.');
  };
  // a: an assertion failed. b: the heap is to grow; it holds one detector, so it never has to.
  const instance = new WebAssembly.Instance(module, { a: { a: fail, b: fail } });
  const fvad = exportsOf(instance);
  fvad.start();
  const handle = fvad.create();
  const pointer = fvad.malloc(frameSamples * 2);
  if (handle === 0 || pointer === 0) fail();
  if (fvad.setMode(handle, mode) !== 0 || fvad.setSampleRate(handle, 16_000) !== 0) fail();
  const frame = new Int16Array(fvad.memory.buffer, pointer, frameSamples);
  return (samples, start) => {
    for (let index = 0; index < frameSamples; index += 1) {
      const value = (samples[start + index] ?? 0) * 32_767;
      frame[index] = Math.max(-32_768, Math.min(32_767, value));
    }
    const answer = fvad.process(handle, pointer, frameSamples);
    if (answer < 0) fail();
    return answer === 1;
  };
}
