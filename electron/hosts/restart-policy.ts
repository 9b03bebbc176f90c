/**
 * @file When a core that died is started again. Pure, so that the Node supervisor and Electron's
 * main process decide alike and a test needs no process.
 */

export interface RestartState {
  /** Deaths in a row, each soon after its start. */
  readonly quick: number;
  readonly everReady: boolean;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
  /** It was usable at least once, in this life or an earlier one. */
  readonly everReady: boolean;
  readonly livedMs: number;
  /** The last line it wrote to its standard error. */
  readonly lastError: string;
}

export type RestartDecision =
  | {
      readonly kind: 'restart';
      readonly waitMs: number;
      readonly sentence: string;
      readonly state: RestartState;
    }
  | { readonly kind: 'give-up'; readonly sentence: string; readonly state: RestartState };

export const startState: RestartState = { quick: 0, everReady: false };

/** A life shorter than this counts as quick. */
const quickMs = 10_000;
const maximumQuick = 5;
const firstWaitMs = 100;
const longestWaitMs = 5_000;

/**
 * Restarts at once after a first death, then waits twice as long each time. Gives up after five
 * quick deaths in a row, and at once when a core that was never usable ended by its own decision:
 * it has said why (a locked folder, a port in use) and trying again cannot help.
 */
export function afterExit(state: RestartState, exit: Exit): RestartDecision {
  const quick = exit.livedMs < quickMs ? state.quick + 1 : 1;
  const next: RestartState = { quick, everReady: exit.everReady };
  const how = exit.signal === null ? `exit code ${exit.code ?? 'unknown'}` : exit.signal;
  const reason = exit.lastError.trim() || `The core ended (${how}) without saying why.`;
  if (!exit.everReady && exit.signal === null && exit.code !== 0)
    return { kind: 'give-up', sentence: reason, state: next };
  if (quick > maximumQuick)
    return {
      kind: 'give-up',
      sentence: `The core died ${quick} times in a row (${how}), so it is not started again. Its last words: ${reason}`,
      state: next,
    };
  const waitMs = Math.min(longestWaitMs, firstWaitMs * 2 ** (quick - 1));
  return {
    kind: 'restart',
    waitMs,
    sentence: `The core ended (${how}); it is started again in ${waitMs} ms.`,
    state: next,
  };
}
