import type { UrgencyReason } from '#domain/insight.ts';

/**
 * What makes a customer's turn urgent, and by how much. One file, so that a team lead can read and
 * argue with it. Weights are chances that somebody should act before the next customer; several
 * reasons add up as 1 - product of (1 - weight), so they never pass 1.
 */
export interface UrgencyRule {
  readonly reason: UrgencyReason;
  readonly weight: number;
  /** Global and case-insensitive. */
  readonly pattern: RegExp;
}

export const urgencyRules: readonly UrgencyRule[] = [
  // Somebody may be hurt.
  {
    reason: 'safety',
    weight: 0.9,
    pattern:
      /\b(?:on fire|caught fire|smoke|smoking|sparks?|sparking|burn(?:ed|t|ing)? (?:me|my|my hand)|electric shock|shocked me|gas leak|smells? (?:of|like) gas|explod\w+|injur\w+|bleeding|ambulance|emergency|unsafe|dangerous|overheat\w*|carbon monoxide)\b/giu,
  },
  {
    reason: 'safety',
    weight: 0.95,
    pattern: /\b(?:kill myself|suicid\w+|end my life|hurt myself)\b/giu,
  },
  // It must be done by then.
  {
    reason: 'deadline',
    weight: 0.5,
    pattern:
      /\b(?:asap|as soon as possible|urgent(?:ly)?|right (?:now|away)|immediately|straight away|time[- ]sensitive|can(?:'|no)?t wait|running out of time)\b/giu,
  },
  {
    reason: 'deadline',
    weight: 0.45,
    pattern:
      /\b(?:by|before|due|until) (?:today|tonight|tomorrow|the end of (?:the )?(?:day|week)|noon|midnight|close|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2}(?::\d\d)? ?[ap]m)\b/giu,
  },
  {
    reason: 'deadline',
    weight: 0.4,
    pattern:
      /\b(?:deadline|(?:flight|wedding|surgery|interview|exam|presentation|closing|move|moving|travel\w*|leav\w+) (?:is )?(?:today|tonight|tomorrow|in (?:an?|one|two|\d+) (?:hours?|days?)|this (?:morning|afternoon|evening|week)))\b/giu,
  },
  // They have been here before.
  {
    reason: 'repeat_contact',
    weight: 0.35,
    pattern:
      /\b(?:(?:second|third|fourth|fifth|2nd|3rd|4th|5th|tenth) (?:time|call|email|e-mail|message|attempt)|(?:called|contacted|written|emailed|complained|reported|asked|been told|told you|explained)(?: \w+){0,4} (?:again|already|before|twice|yesterday|last week|three times|several times|many times|multiple times|(?:two|three|four|five|\d+) times)|keep(?:s)? (?:calling|getting transferred|happening)|still (?:not|no|haven'?t|hasn'?t|waiting|isn'?t|doesn'?t|broken|down)|again and again|over and over|no one (?:has )?(?:called|got) back|nobody (?:has )?(?:called|got|answers?|replied))\b/giu,
  },
  // They are about to leave.
  {
    reason: 'churn',
    weight: 0.45,
    pattern:
      /\b(?:cancel (?:my |the |this )?(?:subscription|account|contract|plan|service|membership|everything)|close (?:my |the )?account|switch(?:ing)? to (?:another|a different|your competitor|\w+ instead)|(?:go|going|move|moving) (?:to (?:a|another|your) )?(?:competitor|elsewhere)|take my business|last (?:chance|straw)|(?:done|through|finished) with (?:you|this company|your company)|never (?:order|buy|shop|use|again)(?:ing)?\b|leave a (?:bad )?review|lawyer|attorney|sue|small claims|ombudsman|legal action|report you|better business bureau)\b/giu,
  },
  // Many may have it.
  {
    reason: 'outage',
    weight: 0.5,
    pattern:
      /\b(?:outage|(?:internet|service|system|site|website|app|network|line|server|everything|phone|power|connection|dashboard|api) (?:is |has been |went |keeps going |are )?(?:completely |totally |all )?(?:down|out|offline|dead|crashed|not working|unreachable)|no (?:internet|signal|service|dial tone|connection|power)|nothing (?:is )?work(?:s|ing)|whole (?:office|team|company|building|street)|all (?:of )?(?:our|my) (?:users|customers|staff|stores)|can(?:'|no)?t (?:work|take (?:orders|payments)))\b/giu,
  },
  // They need more care than others.
  {
    reason: 'vulnerability',
    weight: 0.45,
    pattern:
      /\b(?:elderly|(?:my |a )?(?:new ?born|baby|infant|toddler)|pregnant|disab(?:led|ility)|wheelchair|dementia|alzheimer'?s?|oxygen|dialysis|insulin|medication|medical(?: equipment| device)?|hospital|cancer|chemo\w*|passed away|(?:has |just )?died|bereave\w*|funeral|widow(?:er)?|lost my job|laid off|homeless|evict\w+|domestic (?:abuse|violence)|can(?:'|no)?t afford|food for my (?:kids|children|family))\b/giu,
  },
  // Money goes while they talk.
  {
    reason: 'money_at_risk',
    weight: 0.6,
    pattern:
      /\b(?:fraud(?:ulent)?|scam(?:med|mer)?|stolen|stole|hacked|identity theft|someone (?:is )?(?:using|used|has|took|else)|unauthori[sz]ed|(?:did not|didn'?t) (?:make|authori[sz]e|recogni[sz]e)|do(?:n'?t| not) recogni[sz]e|phish\w+|cloned|drained|empt(?:y|ied) my account|lost (?:my )?(?:wallet|purse)|block my card|freeze my (?:card|account))\b/giu,
  },
  {
    reason: 'money_at_risk',
    weight: 0.35,
    pattern:
      /\b(?:(?:charged|billed|debited|paid) (?:me )?(?:twice|double|two times|three times|again|too much)|overcharged|double[- ]charged|overdraft|overdrawn|bounced|late fees?|rent is due|(?:missing|lost) (?:money|payment|deposit|paycheck|salary)|losing money|money (?:is )?(?:gone|missing|disappeared))\b/giu,
  },
];

/** Before a match these take it back: "not urgent", "no rush", "it isn't an emergency". */
export const takenBack =
  /\b(?:no|not|isn'?t|wasn'?t|never|without|nothing|don'?t think|not an?|no longer|rather than|if)\s+(?:\w+\s+)?$/iu;
/** Makes the whole turn calm. */
export const noRush =
  /\b(?:no (?:rush|hurry)|not (?:urgent|in a (?:rush|hurry))|whenever you (?:can|get)|take your time|at your convenience)\b/iu;
/** What a `noRush` leaves of the deadline reasons. */
export const noRushFactor = 0.2;
