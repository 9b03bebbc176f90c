/** Longer patterns cannot be judged by eye, and a pack's pattern runs on every turn. */
export const maximumPatternLength = 200;

/** More repetitions than this count as "without end" when they are nested. */
const fewRepeats = 10;

/** Repetitions without end in one pattern: each multiplies the time by the length of the text. */
const maximumEndless = 3;

interface Problem {
  readonly what: string;
  readonly mend: string;
}

interface Quantifier {
  readonly minimum: number;
  readonly maximum: number;
  /** Where the pattern goes on. */
  readonly end: number;
}

/** What was seen inside a pair of brackets. */
interface Group {
  /** Something in it may repeat without end. */
  repeats: boolean;
  /** Something in it may match in more than one way: `|`, `?`, `{2,3}`. */
  chooses: boolean;
}

/** The quantifier at `at`; `undefined` if there is none. */
function quantifierAt(pattern: string, at: number): Quantifier | undefined {
  const char = pattern[at];
  const lazy = (end: number): number => (pattern[end] === '?' ? end + 1 : end);
  if (char === '*') return { minimum: 0, maximum: Infinity, end: lazy(at + 1) };
  if (char === '+') return { minimum: 1, maximum: Infinity, end: lazy(at + 1) };
  if (char === '?') return { minimum: 0, maximum: 1, end: lazy(at + 1) };
  const counted = /^\{(\d+)(,(\d*))?\}/.exec(pattern.slice(at));
  if (counted === null) return undefined;
  const [whole, least, comma, most] = counted;
  const minimum = Number(least);
  const maximum = comma === undefined ? minimum : most ? Number(most) : Infinity;
  return { minimum, maximum, end: lazy(at + whole.length) };
}

/**
 * Why a pattern of a pack is refused, in words that finish "the pattern …", or `undefined` if it
 * is fine. It must compile, be short and match something, and its time must not explode: no
 * repetition of a repetition or of a choice (exponential, CWE-1333), and few endless repetitions
 * apart from each other (polynomial). Some harmless patterns are refused; the mend says how to
 * write them.
 */
export function patternProblem(pattern: string): Problem | undefined {
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

/** End of the atom at `at`, which is neither a bracket of a group nor `|`. */
function atomEnd(pattern: string, at: number): number {
  if (pattern[at] === '\\') return at + 2;
  if (pattern[at] !== '[') return at + 1;
  let end = at + 1;
  while (end < pattern.length && pattern[end] !== ']') end += pattern[end] === '\\' ? 2 : 1;
  return end + 1;
}

const characters = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));

/** Whether two atoms can match the same character, so that neighbours may share it out anyhow. */
function overlap(one: string, other: string): boolean {
  const [first, second] = [one, other].map((atom) => new RegExp(`^(?:${atom})$`, 'i'));
  return characters.some((char) => first?.test(char) === true && second?.test(char) === true);
}

function nestedProblem(closed: Group, quantifier: Quantifier): Problem | undefined {
  if (quantifier.maximum <= fewRepeats || !(closed.repeats || closed.chooses)) return undefined;
  return {
    what: `repeats a group that itself ${closed.repeats ? 'repeats' : 'chooses'}, which can take for ever on some text`,
    mend: 'Use one character class such as [a-z0-9-]+ in place of the repeated group.',
  };
}

function repetitionProblem(pattern: string): Problem | undefined {
  const open: Group[] = [{ repeats: false, chooses: false }];
  let endless = 0;
  /** The atom just before that repeats without end. */
  let endlessBefore: string | undefined;
  for (let at = 0; at < pattern.length;) {
    const char = pattern[at];
    const around = open.at(-1) ?? { repeats: false, chooses: false };
    if (char === '(') {
      open.push({ repeats: false, chooses: false });
      at += 1 + (/^\?(?:<?[=!]|:|<\w+>)/.exec(pattern.slice(at + 1))?.[0].length ?? 0);
      continue;
    }
    if (char === '|') {
      around.chooses = true;
      endlessBefore = undefined;
      at += 1;
      continue;
    }
    if (char === '\\' && /[1-9k]/.test(pattern[at + 1] ?? ''))
      return {
        what: 'refers back to an earlier group',
        mend: 'Write it without \\1; a pattern must be fast on every text.',
      };
    const closed = char === ')' ? open.pop() : undefined;
    const end = closed === undefined ? atomEnd(pattern, at) : at + 1;
    const atom = closed === undefined ? pattern.slice(at, end) : '[^]';
    at = end;
    const quantifier = quantifierAt(pattern, at) ?? { minimum: 1, maximum: 1, end: at };
    const into = closed === undefined ? around : (open.at(-1) ?? around);
    const nested = closed === undefined ? undefined : nestedProblem(closed, quantifier);
    if (nested !== undefined) return nested;
    const isEndless = quantifier.maximum === Infinity;
    if (isEndless && char === '.')
      return {
        what: 'repeats "." without end',
        mend: 'Say how far it may reach, as in .{0,40}, and load again.',
      };
    if (isEndless && endlessBefore !== undefined && overlap(endlessBefore, atom))
      return {
        what: 'repeats twice in a row without end',
        mend: 'Put something between the two, or say how often: \\d{1,9}.',
      };
    if (isEndless) endless += 1;
    if (quantifier.maximum > fewRepeats || closed?.repeats === true) into.repeats = true;
    if (quantifier.maximum !== quantifier.minimum || closed?.chooses === true) into.chooses = true;
    // A bracket or something that may be absent leaves two repetitions neighbours.
    if (isEndless) endlessBefore = atom;
    else if (closed === undefined && quantifier.minimum > 0) endlessBefore = undefined;
    at = quantifier.end;
  }
  return endless > maximumEndless
    ? {
        what: `repeats without end ${endless} times, more than ${maximumEndless}`,
        mend: 'Say how often where you can: \\s{1,3} in place of \\s+.',
      }
    : undefined;
}
