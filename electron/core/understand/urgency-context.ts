/** @file What takes an urgent word back: denial, a question about what would be, somebody else's words, what is over. */

/**
 * Right before a match, in the same clause: "not urgent", "isn't an emergency", "no signs of fraud".
 * It ends where the customer begins to speak of themselves: "if this isn't sorted I'm leaving".
 */
const denied =
  /\b(?:no|not|isn['’]?t|wasn['’]?t|aren['’]?t|weren['’]?t|hasn['’]?t|haven['’]?t|don['’]?t|doesn['’]?t|didn['’]?t|won['’]?t|wouldn['’]?t|never|without|nothing|hardly|no longer|rather than|instead of|neither|nor)\s+(?:(?!(?:i|we)(?:['’](?:m|re|ll|ve|d))?\s)[\w'’-]+\s+){0,3}$/iu;
/** A denial that is a complaint of its own: "not only unsafe", "don't tell me it is not urgent". */
const notDenied =
  /\b(?:not (?:only|just)|no (?:wonder|doubt|joke|answer|reply|update)|why (?:don|isn)['’]?t)\s+(?:[\w'’-]+\s+){0,3}$/iu;
/** "what happens if …", "in case of …": asked, not suffered. */
const supposed =
  /\b(?:what (?:happens|if|should|do|would|can)\b[^.!?]*\bif|what if|in case(?: of)?|in the event of|even if|if (?:there is|there was|i (?:ever|should)|it (?:ever|should)))\b[^.!?]*$/iu;
const asksWhether =
  /\b(?:do (?:i|you|we)|does|is there|are there|will|can i|could i|how (?:do|does|can|long|much))\b[^.!?]*\bif\b[^.!?]*$/iu;
/** Somebody else says it: a letter, an advert, a message that the customer reads out. */
const reported =
  /\b(?:(?:e-?mail|letter|text|message|advert|ad|sign|subject|note|notice|website|page|recording|poster)(?: \w+){0,2} (?:says?|said|reads?|claims?|states?|titled|called)|it (?:says|said|reads))\b[^.!?]{0,40}$/iu;
const quoted = /["“”]([^"“”]{3,200})["“”]/gu;
/** It was, and is no more. */
const over =
  /\b(?:(?:is|are|was|were|got|has been|have been|it[’']?s|been|all) (?:now |already |finally |all )?(?:fixed|resolved|sorted(?: out)?|solved|restored|refunded|settled|taken care of|back (?:up|on|to normal))|works? (?:fine |again|now|perfectly)|working (?:again|now|fine)|no longer (?:a problem|an issue|needed)|came back on)\b/iu;
const notOver =
  /\b(?:not|n['’]t|never|needs?|want|must|should|get|until|when|if|will|to be)\b[^.!?]{0,25}$/iu;

/** Makes the whole turn calm. */
const noRush =
  /\b(?:no (?:rush|hurry|urgency|pressure)|not? (?:at all )?(?:urgent|in (?:a|any) (?:rush|hurry))|(?:isn['’]?t|not) (?:that |very |really )?urgent|there['’]?s no (?:rush|hurry)|whenever you (?:can|get|have)|when you have (?:a moment|time)|take your time|at your (?:convenience|leisure)|low priority)\b/iu;

/** How much of a reason is left, by what stands around it. Readable, like the weights. */
export const contextFactors = {
  denied: 0,
  supposed: 0.2,
  reported: 0.3,
  over: 0.3,
  /** Of a deadline in a turn that says there is no rush. */
  noRush: 0.2,
} as const;

export interface TurnContext {
  readonly calm: boolean;
  /** The factor for a match at `start`, 0 to 1. */
  factorAt(start: number, end: number): number;
}

const before = 60;

/** Reads once what surrounds the matches of one text. */
export function readContext(text: string): TurnContext {
  const quotes = [...text.matchAll(quoted)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const past = over.exec(text);
  const isOver =
    past !== null && !notOver.test(text.slice(Math.max(0, past.index - 30), past.index));
  return {
    calm: noRush.test(text),
    factorAt: (start, end) => {
      const lead = lastClause(text.slice(Math.max(0, start - before), start));
      const sentence = text.slice(Math.max(0, start - 2 * before), start);
      if (denied.test(lead) && !notDenied.test(lead)) return contextFactors.denied;
      let factor = 1;
      if (supposed.test(sentence) || asksWhether.test(sentence)) factor *= contextFactors.supposed;
      if (
        reported.test(sentence) ||
        quotes.some((quote) => start > quote.start && end <= quote.end)
      )
        factor *= contextFactors.reported;
      // Only what was said before it was put right.
      if (isOver && past.index >= start) factor *= contextFactors.over;
      return factor;
    },
  };
}

/** A denial does not reach over a comma or a "but". */
const lastClause = (text: string): string => {
  const cut = Math.max(
    ...[...text.matchAll(/[.,;:!?]|\b(?:but|and|so|because)\b/giu)].map(
      ({ index, 0: { length } }) => index + length,
    ),
    0,
  );
  return text.slice(cut).trimStart();
};
