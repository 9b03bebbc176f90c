import type { RunTally } from './source-run.ts';

/** Shows the job at the first thing that is worth it, with all that was counted before. */
export function showing(tally: RunTally, show: () => void): RunTally {
  let before: (() => void)[] | undefined = [];
  const worth = (tell: () => void): void => {
    if (before !== undefined) {
      const counted = before;
      before = undefined;
      show();
      for (const each of counted) each();
    }
    tell();
  };
  const count = (tell: () => void): void => {
    if (before === undefined) tell();
    else before.push(tell);
  };
  return {
    found: (files) => count(() => tally.found(files)),
    done: () => count(tally.done),
    unchanged: () => count(tally.unchanged),
    imported: (passages, unembedded) => worth(() => tally.imported(passages, unembedded)),
    withdrawn: (documents) => worth(() => tally.withdrawn(documents)),
    problem: (problem) => worth(() => tally.problem(problem)),
  };
}
