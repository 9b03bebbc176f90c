/** Longer patterns cannot be judged by eye, and a pack's pattern runs on every turn. */
export const maximumPatternLength = 200;

/** More repetitions than this count as "without end" when they are nested. */
const fewRepeats = 10;

interface Group {
  /** Holds something that may repeat without end. */
  repeats: boolean;
  /** Holds `|`. */
  chooses: boolean;
}

/** Maximum of the quantifier at `at`, and where it ends; `undefined` if there is none. */
function quantifierAt(pattern: string, at: number): { maximum: number; end: number } | undefined {
  const char = pattern[at];
  const lazy = (end: number): number => (pattern[end] === '?' ? end + 1 : end);
  if (char === '*' || char === '+') return { maximum: Infinity, end: lazy(at + 1) };
  if (char === '?') return { maximum: 1, end: lazy(at + 1) };
  const counted = /^\{(\d+)(,(\d*))?\}/.exec(pattern.slice(at));
  if (counted === null) return undefined;
  const [whole, least, comma, most] = counted;
  const maximum = comma === undefined ? Number(least) : most ? Number(most) : Infinity;
  return { maximum, end: lazy(at + whole.length) };
}

/**
 * Why a pattern of a pack is refused, in words that finish "the pattern …", or `undefined` if it
 * is fine: it must compile, be short, match something, and hold no repetition of a repetition or of
 * a choice, the two shapes whose time grows exponentially with the text (CWE-1333).
 */
export function patternProblem(pattern: string): { what: string; mend: string } | undefined {
  if (pattern.length > maximumPatternLength)
    return {
      what: `is ${pattern.length} characters long, more than ${maximumPatternLength}`,
      mend: 'Write a shorter pattern, or two entities.',
    };
  let compiled: RegExp;
  try {
    compiled = new RegExp(pattern, 'i');
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^.*: /, '') : String(error);
    return { what: `does not compile (${reason})`, mend: 'Mend the regular expression.' };
  }
  if (compiled.test(''))
    return { what: 'matches empty text', mend: 'Make at least one character of it necessary.' };
  return repetitionProblem(pattern);
}

function repetitionProblem(pattern: string): { what: string; mend: string } | undefined {
  const open: Group[] = [{ repeats: false, chooses: false }];
  const current = (): Group => open.at(-1) ?? { repeats: false, chooses: false };
  let at = 0;
  while (at < pattern.length) {
    const char = pattern[at];
    let closed: Group | undefined;
    if (char === '\\') {
      if (/[1-9k]/.test(pattern[at + 1] ?? ''))
        return {
          what: 'refers back to an earlier group',
          mend: 'Write it without \\1; a pattern must be fast on every text.',
        };
      at += 2;
    } else if (char === '[') {
      at += 1;
      while (at < pattern.length && pattern[at] !== ']') at += pattern[at] === '\\' ? 2 : 1;
      at += 1;
    } else if (char === '(') {
      open.push({ repeats: false, chooses: false });
      at += 1;
      const prefix = /^\?(?:<?[=!]|:|<\w+>)/.exec(pattern.slice(at));
      at += prefix?.[0].length ?? 0;
      continue;
    } else if (char === ')') {
      closed = open.pop();
      at += 1;
    } else {
      if (char === '|') current().chooses = true;
      at += 1;
    }
    const quantifier = quantifierAt(pattern, at);
    const maximum = quantifier?.maximum ?? 1;
    if (closed !== undefined && maximum > fewRepeats && (closed.repeats || closed.chooses))
      return {
        what: `repeats a group that itself ${closed.repeats ? 'repeats' : 'chooses'}, which can take for ever on some text`,
        mend: 'Use one character class such as [a-z0-9-]+ in place of the repeated group.',
      };
    if (maximum > fewRepeats || closed?.repeats === true) current().repeats = true;
    if (closed?.chooses === true && maximum > 1) current().chooses = true;
    at = quantifier?.end ?? at;
  }
  return undefined;
}
