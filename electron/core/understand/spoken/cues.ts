import { saidAt, wordsBefore, type Scene } from './scene.ts';

/** @file Signs that a number or code is about to be said: the words before it, or what was asked. */

const codeWords =
  'numbers?|code|reference|ref|ticket|case|invoice|tracking|confirmation|pin|zip|zip ?code|post ?code|postal code|policy|serial|id|digits|ending|ends|extension|booking|reservation|claim|sku|username|password|passcode|phone|mobile|cell|dial|fax';
/** A few words may stand between: "my order number is uh". */
const between =
  "(?:(?:is|was|it's|its|of|in|with|at|on|the|my|uh|um|so|be|would|should|that's|ending|number|code|for|as|yes|yeah|okay|starts?|and|then|again) )*";
const codeCue = new RegExp(`\\b(?:${codeWords}) ${between}$`, 'u');
const looseCue = new RegExp(
  `\\b(?:order|account|member|model|card|social|flight|room|case|unit|apartment|version) ${between}$`,
  'u',
);
const callCue =
  /\b(?:call|reach|text|ring|phone)(?: (?:me|us|you|him|her))?(?: back)?(?: (?:at|on))? $/u;
const asksCode =
  /\b(?:number|code|digits|pin|id|reference|postcode|zip|serial|sku|last four|confirmation|extension|spell|password|username|license plate)\b/u;

/** Words that begin an answer: the number follows at once. */
const leadIn =
  /^(?:(?:yes|yeah|yep|sure|okay|ok|uh|um|oh|so|well|hi|it's|it|is|that's|that|the|number|my|one|moment|please|and|again|no|right|i|have|got|let|me|see) )*$/u;

/** Whether a code or number is expected at a word: said before it, or asked for and answered here. */
export function isCued(scene: Scene, at: number): boolean {
  const before = wordsBefore(scene, at, 8);
  if (codeCue.test(before) || callCue.test(before)) return true;
  return asksCode.test(scene.asked) && leadIn.test(wordsBefore(scene, at, scene.tokens.length));
}

/** The same with the words that name a thing as well as its number: "order one two". */
export const isLooselyCued = (scene: Scene, at: number): boolean =>
  isCued(scene, at) || looseCue.test(wordsBefore(scene, at, 8));

/** The line has nothing before this word that matters. */
export const isAnswerStart = (scene: Scene, at: number): boolean =>
  leadIn.test(wordsBefore(scene, at, scene.tokens.length));

const phoneCue =
  /\b(?:phone|mobile|cell|cellphone|telephone|call|reach|text|contact|ring|callback|fax)\b/u;
const otherCue =
  /\b(?:order|account|card|zip|postcode|invoice|ticket|case|reference|tracking|policy|serial|routing|confirmation|claim|booking|iban|member)\b/u;

/** Whether a run of digits is a phone number by what stands around it. */
export function isPhoneCued(scene: Scene, at: number): boolean {
  const before = wordsBefore(scene, at, 8);
  if (phoneCue.test(before)) return true;
  return !otherCue.test(before) && phoneCue.test(scene.asked) && !otherCue.test(scene.asked);
}

const quantityCue =
  /\b(?:size|option|press|extension|room|apartment|flat|suite|gate|channel|page|step|level|version|chapter|line|tier|seat|row|terminal|unit|box|dial|windows|error|ipad|iphone) $/u;

/** "size ten", "press two": a digit by itself is written as a figure. */
export const isNumbered = (scene: Scene, at: number): boolean =>
  quantityCue.test(wordsBefore(scene, at, 1)) && !/^(?:of|or)$/u.test(saidAt(scene, at + 1));
