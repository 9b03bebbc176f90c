/** @file Remembers the vectors of the last texts, in memory only. */

export class VectorCache {
  // A Map keeps the order of insertion: the first key is the one not used for longest.
  readonly #vectors = new Map<string, Float32Array>();
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  has(text: string): boolean {
    return this.#vectors.has(text);
  }

  get(text: string): Float32Array | undefined {
    const vector = this.#vectors.get(text);
    if (vector === undefined) return undefined;
    this.#vectors.delete(text);
    this.#vectors.set(text, vector);
    return vector;
  }

  put(text: string, vector: Float32Array): void {
    if (this.#size === 0) return;
    this.#vectors.delete(text);
    this.#vectors.set(text, vector);
    if (this.#vectors.size <= this.#size) return;
    const oldest = this.#vectors.keys().next();
    if (oldest.done !== true) this.#vectors.delete(oldest.value);
  }
}
