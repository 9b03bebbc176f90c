import { HeadlessJob, type HeadlessTold, jobPaths } from '#contract/headless-job.ts';

/** @file The page's side of the talk with the command line that started it. */

export interface HostLink {
  job(): Promise<HeadlessJob>;
  /** A task's recording, whole; the browser keeps a large one on disk. */
  recording(task: string): Promise<Blob>;
  /** Told in order; what is told while something is under way goes together with what comes next. */
  tell(told: HeadlessTold): void;
  /** Resolves when all was told. */
  told(): Promise<void>;
}

/** The token of the run, which the page's address carries behind the #. */
export const tokenIn = (hash: string): string =>
  new URLSearchParams(hash.replace(/^#/, '')).get('token') ?? '';

/** Rejects, and goes on rejecting, when the command line has gone. */
export function createHostLink(token: string, ask: typeof fetch = fetch): HostLink {
  const headers = { Authorization: `Bearer ${token}` };
  const get = async (path: string): Promise<Response> => {
    const response = await ask(path, { headers, cache: 'no-store' });
    if (!response.ok) throw new Error(`The command line answered ${response.status} to ${path}.`);
    return response;
  };
  let waiting: HeadlessTold[] = [];
  let sending: Promise<void> | undefined;
  const send = async (): Promise<void> => {
    while (waiting.length > 0) {
      const body = JSON.stringify(waiting);
      waiting = [];
      const response = await ask(jobPaths.told, { method: 'POST', headers, body });
      if (!response.ok) throw new Error(`The command line answered ${response.status}.`);
    }
    sending = undefined;
  };
  const start = (): Promise<void> => {
    sending ??= send();
    return sending;
  };
  return {
    job: async () => HeadlessJob.parse(await (await get(jobPaths.job)).json()),
    recording: async (task) => (await get(`${jobPaths.file}${encodeURIComponent(task)}`)).blob(),
    tell: (told) => {
      waiting.push(told);
      // Whoever waits for `told` hears of it.
      start().catch(() => undefined);
    },
    told: () => (waiting.length > 0 || sending !== undefined ? start() : Promise.resolve()),
  };
}
