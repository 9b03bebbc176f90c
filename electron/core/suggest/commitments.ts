import { clausesOf } from './clauses.ts';

/** Something an agent said was done, or would be. */
export interface Commitment {
  readonly kind: 'done' | 'promised';
  /** A short sentence about the customer in the third person. */
  readonly text: string;
  /** When it is due, in the agent's words: "by tomorrow", "within three to five working days". */
  readonly due?: string;
}

const participle = String.raw`(?:\w{2,}ed|sent|kept|held|withdrawn|made|put|set|reset|given|taken|written|paid|cut|begun|gone|undone|rebooked)`;
const adverbs = String.raw`(?:(?:now|just|already|also|successfully|gone ahead and|went ahead and)\s+)*`;

/** Participles that tell of the talk and not of an outcome. */
const idle =
  /^(?:checked|looked|noticed|asked|mentioned|explained|understood|tried|wanted|needed|called|said|told|heard|experienced|talked|received your call|received your message|pulled|located|verified|confirmed your (?:name|identity|account)|waited|enjoyed|appreciated|reached out|stated|listed|loved|hoped|used|lived|reviewed)\b/i;

const donePatterns: readonly RegExp[] = [
  new RegExp(String.raw`^(?:i|we)(?:'ve|ve| have)\s+${adverbs}(?<what>${participle}\b.*)$`, 'i'),
  new RegExp(
    String.raw`^(?:i|we)\s+(?:just|went ahead and|also|already)\s+(?<what>${participle}\b.*)$`,
    'i',
  ),
  new RegExp(
    String.raw`^(?<whole>(?!(?:i|we|you|there|what)\b)\w.{1,80}?(?:'s|s| has| have| is| are)\s+(?:(?:now|just|already|all)\s+)*(?:been\s+)${adverbs}${participle}\b.*)$`,
    'i',
  ),
  new RegExp(
    String.raw`^(?<whole>(?:your|the|that|it|this)\b.{0,60}?\b(?:is|are)\s+(?:now|already)\s+(?:${participle}|active|locked|blocked|closed|on (?:its|the) way)\b.*)$`,
    'i',
  ),
  new RegExp(
    String.raw`^(?<whole>(?:your|the|order|both)\b.{0,60}?\b(?:is|are)\s+(?:changed|updated|cancel+ed|closed|blocked|locked|frozen|ordered|booked|scheduled|reset|refunded|confirmed|registered|credited|transferred|paid|activated|unlocked|replaced|waived)\b.*)$`,
    'i',
  ),
  /^(?<whole>(?:your|the|a|it)\b.{0,60}?\b(?:is|are) on (?:its|the|their) way\b.*)$/i,
];

/** What the agent says to be doing at this moment. */
const doing =
  /^(?:i'm|im|i am|we're|we are)\s+(?:now\s+|just\s+)?(?!(?:going|looking|checking|pulling|calling|asking|hoping|seeing|wondering|having|getting|trying|happy|not|doing|showing|sorry|reading|bringing|typing|waiting|speaking|talking|helping|thinking|assuming|afraid|being)\b)(?<what>\w{3,}ing\b.{4,}?)(?:\s+(?:right now|now|for you|for you now))*$/i;

/** Verbs of the talk itself: saying that one will look is no promise to the customer. */
const conversational =
  /^(?:help|assist|check|look|see|try|need|ask (?:you|for|a)|be (?:happy|glad|able|right|with|sure|more|asking|needing|looking)|have (?:to|you|a look)|do (?:that|this|it|my best|what)|take a look|pull|verify|put you|explain|start|wait|hold|let you|let me|connect|walk|find|confirm (?:your|that|the)|say|tell|show|read|repeat|bring|go (?:through|over)|guess|assume|get (?:that|this|it|you) (?:started|sorted|taken|done|for you|set)|get started|answer|understand|assume|suggest|recommend|require|want|love|just|wrap|speak|talk|better)\b/i;

const promisePatterns: readonly {
  readonly pattern: RegExp;
  readonly subject: string;
}[] = [
  {
    pattern:
      /^(?:i|we)(?:'ll|ll| will| am going to|'m going to|m going to|'re going to| are going to| shall)\s+(?:(?:now|just|also|then|personally|definitely|go ahead and|make sure to)\s+)*(?<what>\w+.*)$/i,
    subject: 'Will',
  },
  {
    pattern:
      /^you(?:'ll|ll| will| should| are going to)\s+(?:(?:also|then|soon|shortly|definitely)\s+)*(?<what>(?:receive|get|hear|see|have (?:it|them|the|your|a)|be (?:charged|contacted|refunded|notified|credited|called|sent|able to (?:use|log|access)))\b.*)$/i,
    subject: 'The customer will',
  },
  {
    pattern:
      /^(?<whole>(?:your|the|a|an|our|someone|somebody|they|it|that|one of|both|\$?\d)\b.{0,50}?(?:'ll| will| should)\s+(?:(?:also|then|soon|shortly|now)\s+)*(?:be (?!all\b|happy|glad|able to help)|arrive|come|call|contact|reach|take|show|go|get|receive|expire|start|stay|write)\b.*)$/i,
    subject: '',
  },
];

const span = String.raw`(?:\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|twenty|thirty|few|couple of|next)`;
const unit = String.raw`(?:minutes?|hours?|days?|weeks?|months?|years?)`;
const weekday = String.raw`(?:mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?)`;
const month = String.raw`(?:january|february|march|april|may|june|july|august|september|october|november|december)`;

const duePattern = new RegExp(
  String.raw`\b(?:(?:by|before|within|in|until|on|for|at|after|no later than)\s+(?:the\s+)?(?:next\s+)?)?` +
    String.raw`(?:(?:${span}|\d+)(?:\s+(?:to|or|-|and)\s+${span})?\s+(?:(?:business|working|calendar)\s+)?${unit}` +
    String.raw`|${weekday}|${month}\s+(?:the\s+)?\w+|today|tonight|tomorrow(?:\s+(?:morning|noon|afternoon|evening))?|this (?:morning|afternoon|evening|week|month)|next (?:week|month)|(?:the )?end of (?:the )?(?:day|week|month)|\d{1,2}(?::\d{2})?\s?(?:am|pm|o'clock))\b` +
    String.raw`(?:\s+(?:at|before|by)\s+(?:\w+\s+o'clock|\d{1,2}(?::\d{2}\b|\s?(?:am|pm))|noon|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)?`,
  'i',
);

/** The words of a time in a clause, if it names one. */
export const dueIn = (text: string): string | undefined => duePattern.exec(text)?.[0];

/** Speaks about the customer instead of to them. */
export const aboutCustomer = (text: string): string =>
  text
    .replaceAll(/\byours\b/gi, "the customer's")
    .replaceAll(/\byour\b/gi, "the customer's")
    .replaceAll(/\byou're\b/gi, 'the customer is')
    .replaceAll(/\byou'(?:ll|ve)\b/gi, (short) =>
      short.toLowerCase().endsWith('ll') ? 'the customer will' : 'the customer has',
    )
    .replaceAll(/\byou\b/gi, 'the customer')
    .replaceAll(/\bI'll\b/gi, 'the agent will')
    .replaceAll(/\bI've\b/gi, 'the agent has')
    .replaceAll(/\bI'm\b/gi, 'the agent is')
    .replaceAll(/\bI\b/g, 'the agent')
    .replaceAll(/\bmy\b/gi, "the agent's")
    .replaceAll(/\bme\b/gi, 'the agent');

/** First letter large, one full stop at the end. */
export const asSentence = (text: string): string => {
  const trimmed = text.trim().replace(/[\s,;:.!?]+$/, '');
  return `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}.`;
};

function readDone(clause: string): string | undefined {
  for (const pattern of donePatterns) {
    const groups = pattern.exec(clause)?.groups;
    const words = groups?.['what'] ?? groups?.['whole'];
    if (words === undefined || idle.test(words)) continue;
    // "That has been changed" alone says nothing that can be read later.
    if (words.split(/\s+/).length < 3) continue;
    return asSentence(aboutCustomer(words));
  }
  const now = doing.exec(clause)?.groups?.['what'];
  return now === undefined ? undefined : asSentence(`Started ${aboutCustomer(now)}`);
}

const conditional = /^(?:if|unless|once|as soon as|in case)\b/i;

function readPromise(clause: string): string | undefined {
  // A promise under a condition is only true with it.
  if (conditional.test(clause))
    return /\b(?:i|we|you)(?:'ll| will)\b/i.test(clause)
      ? asSentence(aboutCustomer(clause))
      : undefined;
  for (const { pattern, subject } of promisePatterns) {
    const groups = pattern.exec(clause)?.groups;
    const words = groups?.['what'] ?? groups?.['whole'];
    if (words === undefined) continue;
    if (subject === 'Will' && conversational.test(words)) return undefined;
    if (words.split(/\s+/).length < 2) continue;
    return asSentence(`${subject} ${aboutCustomer(words)}`);
  }
  return undefined;
}

/** What an agent's turn reports as done and what it commits to. Questions are neither. */
export function commitmentsIn(text: string): Commitment[] {
  return clausesOf(text).flatMap(({ text: clause, isQuestion }): Commitment[] => {
    if (isQuestion) return [];
    const done = conditional.test(clause) ? undefined : readDone(clause);
    if (done !== undefined) return [{ kind: 'done', text: done }];
    const promised = readPromise(clause);
    if (promised === undefined) return [];
    const due = dueIn(clause);
    return [
      {
        kind: 'promised',
        text: promised,
        ...(due === undefined ? {} : { due }),
      },
    ];
  });
}
