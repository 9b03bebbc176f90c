/** What a recogniser's worker is to the page. */
export interface WorkerPort<To> {
  post(message: To, transfer?: Transferable[]): void;
  terminate(): void;
}

/** Starts a worker; `die` is told why it can do nothing more. */
export type StartWorker<To, From> = (
  hear: (message: From) => void,
  die: (reason: string) => void,
) => WorkerPort<To>;

/** @param make with the worker's address written out, so that the build finds it */
export const startingWith =
  <To, From>(make: () => Worker): StartWorker<To, From> =>
  (hear, die) => {
    const worker = make();
    worker.onmessage = ({ data }: MessageEvent<From>) => hear(data);
    worker.onerror = ({ message }) => die(message || 'the worker failed');
    return {
      post: (message, transfer = []) => worker.postMessage(message, transfer),
      terminate: () => worker.terminate(),
    };
  };
