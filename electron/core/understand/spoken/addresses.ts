import { wordTable } from '../number-words.ts';
import { givenNames } from '../entities/given-names.ts';
import { runAt } from './digits.ts';
import { saidAt, wordsBefore, type Rewrite, type Scene } from './scene.ts';

/** @file E-mail and web addresses: "jane dot doe at example dot com". */

const topLevel =
  /^(?:com|org|net|edu|gov|io|co|uk|us|de|fr|ca|eu|au|ie|nz|info|biz|me|app|dev|shop|example|test)$/u;
const mailHosts = /^(?:gmail|yahoo|hotmail|outlook|icloud|aol|proton|protonmail|live|msn)$/u;
const signs: Readonly<Record<string, string>> = wordTable({
  ...{ dot: '.', point: '.', period: '.', underscore: '_', dash: '-', hyphen: '-', minus: '-' },
  plus: '+',
});
/** What stands before the address and not in it. */
const stops =
  /^(?:is|it's|its|it|that's|thats|at|to|my|the|email|e-mail|mail|address|be|would|as|so|um|uh|uhm|er|and|or|on|okay|ok|yes|yeah|sure|use|try|send|sent|under|with|website|site|from|for|was|your|you|me|visit|go|an|of|by|have|has|i|in|we|they|our|their|his|her|said|called|confirmation|spelled|there|again|should|can|please|this|code|link)$/u;
const mailCue = /\b(?:e-?mail|e mail|gmail|address|username)\b/u;
const longestLocal = 24;

/** Letters, words and numbers of a part, joined: "j o e", "jane", "nineteen eighty". */
function pieces(scene: Scene, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to;) {
    const said = saidAt(scene, at);
    if (said === 'double' && /^[a-z]$/u.test(saidAt(scene, at + 1))) {
      text += saidAt(scene, at + 1).repeat(2);
      at += 2;
      continue;
    }
    const sign = signs[said];
    const { digits, count } = runAt(scene, at);
    if (sign === undefined && said !== 'o' && count > 0 && at + count <= to) {
      text += digits;
      at += count;
    } else {
      text += sign ?? said;
      at += 1;
    }
  }
  return text;
}

const isPart = (word: string): boolean => /^[a-z0-9']+$/u.test(word) && word !== '';
const isSign = (word: string): boolean => signs[word] !== undefined;

/** Where the domain that ends before `end` begins: labels joined by "dot" or "dash". */
function domainStart(scene: Scene, dot: number): number | undefined {
  let at = dot - 1;
  if (!isPart(saidAt(scene, at)) || isSign(saidAt(scene, at))) return undefined;
  for (;;) {
    const before = saidAt(scene, at - 1);
    if (/^(?:dot|dash|hyphen)$/u.test(before) && isPart(saidAt(scene, at - 2))) at -= 2;
    else if (/^[a-z]$/u.test(saidAt(scene, at)) && /^[a-z]$/u.test(before)) at -= 1;
    else return at;
  }
}

/** Where the part before "at" begins. Everything since the cue, or what signs and letters join. */
function localStart(scene: Scene, at: number, cued: boolean): number | undefined {
  let from = at;
  const least = Math.max(0, at - longestLocal);
  while (from > least) {
    const word = saidAt(scene, from - 1);
    if (!isPart(word) || word.includes("'")) break;
    const inside = isSign(saidAt(scene, from)) || isSign(word);
    if (stops.test(word) && !(word === 'i' && inside) && !isSign(saidAt(scene, from))) break;
    if (stops.test(word) && /^(?:is|it's|that's|to|my)$/u.test(word)) break;
    const letters = /^[a-z]$/u.test(word) || runAt(scene, from - 1).count > 0;
    const nextLetters =
      from < at && (/^[a-z]$/u.test(saidAt(scene, from)) || runAt(scene, from).count > 0);
    if (from < at && !inside && !cued && !(letters && nextLetters)) break;
    from -= 1;
  }
  while (from < at && isSign(saidAt(scene, from))) from += 1;
  return from < at ? from : undefined;
}

/** The end of an address after its first "dot": "com", "co dot u k"; undefined when it is none. */
function suffixAt(
  scene: Scene,
  dot: number,
): { readonly text: string; readonly end: number } | undefined {
  const one = saidAt(scene, dot + 1);
  const spelt = [0, 1, 2].map((offset) => saidAt(scene, dot + 1 + offset)).join(' ');
  const [text, words] =
    spelt === 'c o m'
      ? ['com', 3]
      : /^u k\b/u.test(spelt)
        ? ['uk', 2]
        : topLevel.test(one)
          ? [one, 1]
          : ['', 0];
  if (words === 0) return undefined;
  const end = dot + 1 + words;
  const more = saidAt(scene, end) === 'dot' ? suffixAt(scene, end) : undefined;
  return more === undefined ? { text, end } : { text: `${text}.${more.text}`, end: more.end };
}

/** "slash help" after a web address. */
function pathAt(scene: Scene, at: number): { readonly text: string; readonly end: number } {
  let [text, end] = ['', at];
  while (/^slash$/u.test(saidAt(scene, end)) && isPart(saidAt(scene, end + 1))) {
    text += `/${saidAt(scene, end + 1)}`;
    end += 2;
  }
  return { text, end };
}

/** All addresses of a line. */
export function writeAddresses(scene: Scene): Rewrite[] {
  const found: Rewrite[] = [];
  for (let index = 0; index < scene.tokens.length; index += 1) {
    const hosted =
      mailHosts.test(saidAt(scene, index - 1)) &&
      saidAt(scene, index) === 'com' &&
      saidAt(scene, index - 2) === 'at';
    const suffix = hosted
      ? { text: 'com', end: index + 1 }
      : saidAt(scene, index) === 'dot'
        ? suffixAt(scene, index)
        : undefined;
    if (suffix === undefined) continue;
    const start = domainStart(scene, index);
    if (start === undefined || found.some(({ at, count }) => at + count > start)) continue;
    const domain = `${pieces(scene, start, index)}.${suffix.text}`;
    const made = mail(scene, start, suffix.end, domain) ?? web(scene, start, suffix.end, domain);
    if (made !== undefined) {
      found.push(made);
      index = made.at + made.count - 1;
    }
  }
  return found;
}

const isMailHost = (domain: string): boolean => mailHosts.test(domain.split('.')[0] ?? '');

function mail(scene: Scene, start: number, end: number, domain: string): Rewrite | undefined {
  const sign = saidAt(scene, start - 1);
  const at =
    sign === 'at'
      ? start - 1
      : sign === 'sign' && saidAt(scene, start - 2) === 'at'
        ? start - 2
        : -1;
  if (at < 1) return undefined;
  const cued = mailCue.test(`${scene.asked} ${wordsBefore(scene, at, 12)}`);
  let from = localStart(scene, at, cued);
  if (from === undefined) return undefined;
  // "john smith at gmail dot com": the given name belongs to it though nothing speaks of mail.
  if (at - from === 1 && isMailHost(domain) && givenNames.has(saidAt(scene, from - 1))) from -= 1;
  // "look at example dot com": a website, when nothing speaks of mail.
  if (
    !cued &&
    at - from === 1 &&
    /^(?:look|available|online|us|found|store|shop|buy|is)$/u.test(saidAt(scene, from)) &&
    !isMailHost(domain)
  )
    return undefined;
  const text = `${pieces(scene, from, at)}@${domain}`;
  return /^[a-z0-9._+-]+@[a-z0-9.-]+$/u.test(text)
    ? { at: from, count: end - from, text, kind: 'email' }
    : undefined;
}

function web(scene: Scene, start: number, end: number, domain: string): Rewrite {
  const triple = saidAt(scene, start - 1) === 'triple' && saidAt(scene, start) === 'w';
  const from = triple ? start - 1 : start;
  const path = pathAt(scene, end);
  const text = triple ? domain.replace(/^w\./u, 'www.') : domain;
  return { at: from, count: path.end - from, text: text + path.text, kind: 'email' };
}
