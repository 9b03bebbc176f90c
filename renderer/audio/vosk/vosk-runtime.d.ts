/** @file What `scripts/parts/vosk-runtime.mjs` makes of the package `vosk-browser`. */

declare module 'virtual:vosk-runtime' {
  /** Kaldi in WebAssembly keeps what it made until `delete` is called. */
  export interface VoskModel {
    delete(): void;
  }

  export interface VoskRecognizer {
    /** Word times and confidences in results. */
    SetWords(wanted: boolean): void;
    /**
     * @param address of 32-bit floats from -32768 to 32767 in the heap
     * @returns whether an utterance ended
     */
    AcceptWaveform(address: number, samples: number): boolean;
    /** Each a JSON document. `FinalResult` ends the utterance; recognition goes on after it. */
    Result(): string;
    PartialResult(): string;
    FinalResult(): string;
    delete(): void;
  }

  export interface VoskRuntime {
    readonly FS: {
      mkdirTree(path: string): void;
      writeFile(path: string, content: Uint8Array, options: { readonly canOwn: boolean }): void;
      unlink(path: string): void;
    };
    /** Replaced when the heap grows: never keep it. */
    readonly HEAPF32: Float32Array;
    readonly Model: new (path: string) => VoskModel;
    readonly Recognizer: new (model: VoskModel, sampleRate: number) => VoskRecognizer;
    _malloc(bytes: number): number;
    SetLogLevel(level: number): void;
  }

  export interface VoskRuntimeParts {
    readonly instantiateWasm: (
      imports: WebAssembly.Imports,
      done: (instance: WebAssembly.Instance) => void,
    ) => object;
    readonly print: (line: string) => void;
    readonly printErr: (line: string) => void;
  }

  export type LoadVosk = (parts: VoskRuntimeParts) => Promise<VoskRuntime>;
  export const loadVosk: LoadVosk;
}

declare module 'virtual:vosk-wasm' {
  /** Where the WebAssembly lies, absolute. */
  export const wasmUrl: string;
}
