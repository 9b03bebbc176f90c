import type { Flag } from './call.ts';
import type { Turn } from './conversation.ts';

/** @file Which words a moment of a call belongs to. */

type Said = Pick<Turn, 'id' | 'at' | 'supersedes'>;

/** What was being said then, or was said last: of the turns that had begun, the one that began last. */
export function turnAt<T extends Said>(turns: readonly T[], at: number): T | undefined {
  return turns.reduce<T | undefined>(
    (last, turn) => (turn.at > at || (last !== undefined && turn.at < last.at) ? last : turn),
    undefined,
  );
}

/**
 * The flags after one more turn. A turn is stored when its last word was said: who flags in the
 * middle of a sentence flags that sentence, though it is written down later. And a correction keeps
 * the flags of what it corrects.
 *
 * @param turns those before
 */
export function flagsAfter(
  flags: readonly Flag[],
  turns: readonly Said[],
  added: Said,
): readonly Flag[] {
  return flags.map((flag) => {
    const { turn: id } = flag;
    if (id !== undefined && id === added.supersedes) return { ...flag, turn: added.id };
    if (added.supersedes !== undefined || added.at > flag.at) return flag;
    const now = turns.find((turn) => turn.id === id);
    return now !== undefined && added.at < now.at ? flag : { ...flag, turn: added.id };
  });
}
