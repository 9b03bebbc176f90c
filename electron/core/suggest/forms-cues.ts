import type { PackFormField } from '#domain/pack.ts';

/** A cue counts this far before the words it belongs to, UTF-16 units. */
const cueReach = 40;
/** Between a preposition and what it belongs to stand no other words than these. */
const between =
  /^(?:\s*(?:my|the|your|our|his|her|their|a|an|another|other|that|this|own|uh|um|primary|personal|main|joint|of|regular|existing|old|new)\b)*\s*$/iu;
/** Cues that are prepositions, or begin with one and have nothing of their own. */
const preposition =
  /^(?:from|to|into|onto|in|on|at|by|for|around|next|this|out of|until|take it from|off)(?: (?:my|the|your))?$/iu;

/**
 * The field whose cue stands nearest before a mention in the text; `refused` when the nearest one
 * says that it is not the only field that takes it.
 */
export function cuedField(
  fields: readonly PackFormField[],
  text: string,
  start: number,
): PackFormField | 'refused' | undefined {
  const before = text.slice(Math.max(0, start - cueReach), start).toLowerCase();
  let best: { field: PackFormField | 'refused'; end: number } | undefined;
  const look = (cues: readonly string[], field: PackFormField | 'refused'): void => {
    for (const cue of cues) {
      const end = cueEnd(before, cue.toLowerCase());
      if (end !== undefined && (best === undefined || end > best.end)) best = { field, end };
    }
  };
  for (const field of fields) look(field.cues, field);
  // Where two fields share a kind, "not this field's" is said by the other one's cue.
  const only = fields.length === 1 ? fields[0] : undefined;
  if (only !== undefined) look(only.notCues, 'refused');
  return best?.field;
}

/** Where a cue ends last as words of their own, near enough to what follows `text`. */
function cueEnd(text: string, cue: string): number | undefined {
  for (let at = text.lastIndexOf(cue); at >= 0;) {
    const end = at + cue.length;
    const whole =
      !/[\p{L}\p{Nd}]$/u.test(text.slice(0, at)) && !/^[\p{L}\p{Nd}]/u.test(text.slice(end));
    if (whole && (!preposition.test(cue) || between.test(text.slice(end)))) return end;
    if (at === 0) return undefined;
    at = text.lastIndexOf(cue, at - 1);
  }
  return undefined;
}
