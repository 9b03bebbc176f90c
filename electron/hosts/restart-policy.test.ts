import { describe, expect, it } from 'vitest';
import { afterExit, type Exit, startState } from './restart-policy.ts';

const death: Exit = { code: null, signal: 'SIGKILL', everReady: true, livedMs: 50, lastError: '' };

describe('after a core died', () => {
  it('waits twice as long each time and then gives up with its last words', () => {
    const waits: number[] = [];
    let state = startState;
    for (;;) {
      const decision = afterExit(state, { ...death, lastError: 'Out of memory.' });
      if (decision.kind === 'give-up') {
        expect(decision.sentence).toContain('Out of memory.');
        break;
      }
      waits.push(decision.waitMs);
      state = decision.state;
    }
    expect(waits).toEqual([100, 200, 400, 800, 1600]);
  });

  it('forgets quick deaths once a core has lived', () => {
    const decision = afterExit({ quick: 4, everReady: true }, { ...death, livedMs: 60_000 });
    expect(decision).toMatchObject({ kind: 'restart', waitMs: 100 });
  });

  it('does not try again when a core that was never usable said why', () => {
    const decision = afterExit(startState, {
      code: 1,
      signal: null,
      everReady: false,
      livedMs: 300,
      lastError: 'Port 80 may not be used by this account.',
    });
    expect(decision).toMatchObject({
      kind: 'give-up',
      sentence: 'Port 80 may not be used by this account.',
    });
  });

  it('tries again when it was killed while it started', () => {
    expect(afterExit(startState, { ...death, everReady: false }).kind).toBe('restart');
  });

  it('always has a sentence', () => {
    const decision = afterExit(startState, { ...death, code: 9, signal: null, everReady: false });
    expect(decision.sentence).toBe('The core ended (exit code 9) without saying why.');
  });
});
