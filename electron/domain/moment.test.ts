import { describe, expect, it } from 'vitest';
import type { Flag } from './call.ts';
import { TurnId } from './ids.ts';
import { flagsAfter, turnAt } from './moment.ts';

const turn = (id: string, at: number, supersedes?: string) => ({
  id: TurnId.parse(id),
  at,
  ...(supersedes !== undefined && { supersedes: TurnId.parse(supersedes) }),
});
const flag = (at: number, id?: string): Flag => ({
  id: 'f1',
  at,
  note: '',
  ...(id !== undefined && { turn: TurnId.parse(id) }),
});
/** What the flag stands on after each of the turns was added. */
const follows = (from: Flag, ...turns: ReturnType<typeof turn>[]): (string | undefined)[] => {
  let flags: readonly Flag[] = [from];
  return turns.map((added, index) => {
    flags = flagsAfter(flags, turns.slice(0, index), added);
    return flags[0]?.turn;
  });
};

describe('a moment', () => {
  it('belongs to what began last before it, in whatever order it was written down', () => {
    const turns = [turn('customer', 1_000), turn('later', 9_000), turn('agent', 4_000)];
    expect(turnAt(turns, 5_000)?.id).toBe('agent');
    expect(turnAt(turns, 3_999)?.id).toBe('customer');
    expect(turnAt(turns, 20_000)?.id).toBe('later');
    expect(turnAt(turns, 999)).toBeUndefined();
    expect(turnAt([], 1)).toBeUndefined();
  });
});

describe('a flag', () => {
  it('goes on to the sentence in whose middle it was set', () => {
    expect(follows(flag(5_000), turn('a', 1_000), turn('b', 4_000))).toEqual(['a', 'b']);
  });

  it('stays where it is when something was said later, or is heard late', () => {
    const [, ...after] = follows(
      flag(5_000),
      turn('b', 4_000),
      turn('c', 6_000),
      turn('late', 2_000),
    );
    expect(after).toEqual(['b', 'b']);
  });

  it('stays with words that were put right, however often', () => {
    expect(
      follows(flag(5_000), turn('b', 4_000), turn('b2', 4_000, 'b'), turn('b3', 4_000, 'b2')),
    ).toEqual(['b', 'b2', 'b3']);
    expect(follows(flag(5_000, 'x'), turn('a', 1_000, 'other'))).toEqual(['x']);
  });
});
