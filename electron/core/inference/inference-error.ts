/** An expected failure of inference: full queue, dead worker, closed model. The message is one sentence for a person. */
export class InferenceError extends Error {
  override readonly name = 'InferenceError';
}
