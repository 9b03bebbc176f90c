import type { UrgencyReason } from '#domain/insight.ts';

/**
 * What makes a customer's turn urgent, and by how much. One file, so that a team lead can read and
 * argue with it. A weight is the chance that somebody should act on it before the next customer;
 * several reasons add up as 1 - product of (1 - weight), so they never pass 1. Of one reason only
 * the heaviest words count. What takes a match back is in urgency-context.ts.
 */
export interface UrgencyRule {
  readonly reason: UrgencyReason;
  readonly weight: number;
  /** What a person reads on the card. */
  readonly because: string;
  /** Global and case-insensitive; whole words. */
  readonly pattern: RegExp;
}

/** One phrase a line; a phrase may hold alternatives, and `~` stands for up to three words. */
const phrases = (...lines: readonly string[]): RegExp =>
  new RegExp(
    String.raw`\b(?:${lines.join('|').replaceAll('~', String.raw`(?:[\w'’-]+ ){0,3}`)})(?!\w)`,
    'giu',
  );

/** "can't", "cant", "cannot", "can not", "unable to", "not able to". */
const cannot = String.raw`(?:can(?:['’]?t|not| not)|(?:am|are|is|was|were|been|being|['’](?:re|m)) (?:not able|unable) to|unable to|not able to)`;
const day = String.raw`(?:today|tonight|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|the end of (?:the |this )?(?:day|week|month)|end of (?:day|business|week)|eod|close of business|noon|midnight|this (?:morning|afternoon|evening|weekend)|\d{1,2}(?::\d\d)? ?(?:a\.?m|p\.?m)\b|o['’]?clock)`;
const soon = String.raw`(?:today|tonight|tomorrow|in (?:an?|one|two|three|a few|\d+) (?:minutes?|hours?|days?)|this (?:morning|afternoon|evening|weekend))`;
const service = String.raw`(?:internet|broadband|wi-?fi|service|systems?|site|website|portal|app|application|platform|network|line|servers?|database|everything|phones?|power|electricity|heating|connection|dashboard|api|checkout|store|production)`;

export const urgencyRules: readonly UrgencyRule[] = [
  {
    reason: 'safety',
    weight: 0.95,
    because: 'may hurt themselves',
    pattern: phrases(
      'kill (?:myself|himself|herself)',
      String.raw`suicid\w+`,
      '(?:end|take) my (?:own )?life',
      '(?:hurt|harm)(?:ing)? myself',
      String.raw`(?:do(?:n['’]?t| not) want to) (?:live|be here) anymore`,
    ),
  },
  {
    reason: 'safety',
    weight: 0.9,
    because: 'somebody may be hurt',
    pattern: phrases(
      '(?:is|was|it|caught|on) (?:on )?fire',
      'caught fire',
      "(?:is|was|started|saw|there(?:['’]s| is)) smok(?:e|ing)",
      'smoke (?:is |was )?(?:coming|pouring)',
      '(?:is |are |was |saw )?sparking|(?:saw|throws?|throwing|there (?:are|were)) sparks',
      'burn(?:ed|t|ing|s) (?:me|my|his|her|through|smell)',
      '(?:smells? of|smells? like|smell) (?:gas|burning)',
      String.raw`electric(?:al)? shock|shocked me|electrocut\w+`,
      'gas leak|leaking gas|carbon monoxide',
      String.raw`explod(?:ed|ing|es)|blew up|overheat\w*|melt(?:ed|ing)`,
      String.raw`(?:got|was|were|am|is|been|badly) (?:hurt|injured)|injur(?:y|ies|ed)`,
      'bleeding|ambulance|allergic reaction|poison(?:ed|ing)|choked|choking',
      'unsafe|dangerous|hazard(?:ous)?|not safe|safety (?:issue|concern|risk)',
      "(?:an|this is an|it['’]s an|medical) emergency",
    ),
  },
  {
    reason: 'deadline',
    weight: 0.5,
    because: 'it has to be now',
    pattern: phrases(
      'asap|a\\.s\\.a\\.p|as soon as (?:possible|you can|humanly possible)',
      'urgent(?:ly)?|urgency|immediate(?:ly)?|at once|straight away|without delay|critical(?:ly)?|top priority|high priority',
      '(?:fixed|done|now|help|need|this|it|answer|refund|back|someone) right (?:now|away)',
      'time[- ]sensitive|time[- ]critical|running out of time|no time to (?:lose|waste)',
      `${cannot} wait (?:any ?(?:more|longer)|that long|for (?:days|weeks|hours)|until|another)`,
      "every (?:minute|hour) counts|before it['’]?s too late|before it is too late",
    ),
  },
  {
    reason: 'deadline',
    weight: 0.45,
    because: 'it has to be done by then',
    pattern: phrases(
      `(?:by|before|due|no later than) (?:~)?${day}`,
      `(?:need|needs|needed|want) (?:it|this|them|that|one|my [\\w-]+) (?:~)?(?:${day}|right now|now)`,
      `(?:expires?|runs out|ends|closes|due) (?:on |at )?${soon}`,
    ),
  },
  {
    reason: 'deadline',
    weight: 0.4,
    because: 'something is about to happen',
    pattern: phrases(
      'deadline',
      `(?:flight|train|wedding|surgery|operation|interview|exam|presentation|demo|launch|closing|funeral|event|party|meeting|appointment|trip) (?:is |starts |leaves )?${soon}`,
      `(?:moving|move|travel(?:l?ing)?|leave|leaving|fly|flying|boarding|getting married|launch(?:ing)?) (?:out )?${soon}`,
      '(?:stuck|stranded) (?:at|in|on|here|abroad)',
    ),
  },
  {
    reason: 'repeat_contact',
    weight: 0.35,
    because: 'they have been here before',
    pattern: phrases(
      '(?:second|third|fourth|fifth|sixth|2nd|3rd|4th|5th|6th|tenth|hundredth|umpteenth|nth) (?:time|call|e-?mail|message|attempt|ticket|agent|person)',
      "(?:called|call|phoned|rang|contacted|written|wrote|e-?mailed|messaged|complained|reported|asked|told you|explained|chatted|spoke|spoken|tried)(?: [\\w'’]+){0,6} (?:again|already|before|twice|thrice|yesterday|last (?:week|month)|(?:three|several|many|multiple|countless|so many|two|four|five|six|ten|\\d+) (?:\\w+ )?times)",
      '(?:keep|keeps|kept) (?:on )?(?:calling|getting transferred|being transferred|happening|hanging up|telling me|asking|going around)',
      '(?:been|got|was|were) (?:transferred|passed around|bounced|cut off)',
      "still (?:not|no|haven['’]?t|have not|hasn['’]?t|has not|waiting|isn['’]?t|doesn['’]?t|don['’]?t|broken|down|nothing|without|unresolved|pending|unable)",
      'again and again|over and over|time and (?:time )?again|recurring (?:issue|problem)|same (?:issue|problem|story) (?:again|as before|every)|happened again|yet again|once again',
      '(?:no ?one|nobody|no-one) (?:has |ever |is )?(?:called|calls|got back|gets back|answers?|answered|answering|replied|replies|responds|responded|helps|helped|picks up)',
      '(?:never|not) (?:called|got|gets?|heard|received) (?:me )?(?:a )?(?:back|an? (?:answer|reply|response)|repl(?:y|ies)|anything)',
      '(?:days|weeks|months|hours) (?:later )?(?:and (?:still )?(?:no|nothing|counting)|on hold|without (?:an? )?(?:answer|reply|response))',
      'on hold (?:for|since)|waiting (?:for )?(?:over |more than |almost )?(?:an? |two |three |\\d+ )?(?:hours?|days|weeks|months)',
      'promised (?:me )?(?:a )?(?:call ?back|to call|that)',
    ),
  },
  {
    reason: 'churn',
    weight: 0.45,
    because: 'they are about to leave',
    pattern: phrases(
      'cancel(?:ling|ing)? (?:~)?(?:subscription|account|contract|plan|service|membership|everything|policy)',
      'clos(?:e|ing) (?:my |our |the )?accounts?',
      "(?:i['’]m|i am|we['’]re|we are) (?:(?:going to|gonna) (?:cancel|leave)|leaving you)",
      'switch(?:ing|ed)? (?:over )?(?:to (?:another|a different|your competitor|someone else)|providers?|banks?|carriers?|companies)',
      '(?:go|going|move|moving|leave|leaving|went) (?:to |for )?(?:(?:a|another|your|the) )?(?:competitors?|elsewhere|competition|somewhere else)',
      '(?:take|taking) my (?:business|money|custom) (?:elsewhere|away|somewhere)|lo(?:se|sing|st) (?:me as )?a (?:\\w+ )?customer|lost my business',
      'last (?:chance|straw)|(?:done|through|finished) with (?:you|this (?:company|bank|airline|provider)|your (?:company|service))',
      'never (?:ever )?(?:order|buy|shop|book|fly|stay|bank)(?:ing)? (?:~)?again|never (?:use|using) (?:you|your|this company|them) (?:~)?again|never again',
      'looking (?:at|for|into) (?:another|a different|other) (?:provider|bank|carrier|company|options)',
    ),
  },
  {
    reason: 'churn',
    weight: 0.5,
    because: 'they will take it further',
    pattern: phrases(
      "lawyers?|attorney|(?:will|to|shall|['’]ll|gonna|could) sue|small claims|ombudsman|legal action|take you to court|trading standards|better business bureau|consumer (?:protection|rights)",
      '(?:report|reporting) (?:you|this) to|formal complaint|escalate (?:this|it)|(?:speak|talk) (?:to|with) (?:a|your|the) (?:manager|supervisor)',
      'leave (?:you )?a (?:bad|negative|one[- ]star|1[- ]star) review|go(?:ing)? to the (?:press|media|news)|charge ?back',
    ),
  },
  {
    reason: 'outage',
    weight: 0.5,
    because: 'it is down, and maybe for many',
    pattern: phrases(
      'outages?|blackout|downtime',
      `${service} (?:is |are |has been |have been |was |were |went |keeps? going |appears? to be |seems? to be |is currently )?(?:completely |totally |all |still |currently |back )?(?:down|out|offline|dead|crashed|crashing|not working|not responding|unreachable|unavailable|inaccessible|failing)`,
      'no (?:internet|signal|dial tone|connection|power|electricity|heating|hot water|water|connectivity)',
      `(?:nothing|none of (?:it|them)) (?:is )?work(?:s|ing)|lost (?:all )?(?:connection|connectivity|power|signal)`,
      '(?:whole|entire) (?:office|team|company|building|street|area|department|floor|neighbou?rhood)',
      'all (?:of )?(?:our|my|the) (?:users|customers|staff|stores|employees|sites|clients|devices|team)',
      `${cannot} (?:work|operate|take (?:orders|payments)|sell|access (?:anything|any of)|do our jobs?)`,
      '(?:affect|impact|block|halt|disrupt|paralys|paralyz|cripp?l)(?:s|ed|ing|e|es|ling|led) (?:~)(?:business|operations?|users|team|customers|work|productivity|production|services?|staff)',
    ),
  },
  {
    reason: 'vulnerability',
    weight: 0.45,
    because: 'they may need more care than others',
    pattern: phrases(
      "elderly|(?:my|our|a|with a|the) (?:new ?born|infant|toddler|baby)(?= (?:is|has|needs|at home|in the house|and|who|with)|[.,!?]|$)|(?:is|am|['’]m) pregnant|pregnan(?:t|cy)",
      "disab(?:led|ility)|wheelchair|blind|deaf|dementia|alzheimer['’]?s?|autis(?:m|tic)|special needs",
      'oxygen|dialysis|insulin|medications?|medicines?|prescription|medical(?: (?:equipment|device|condition|reasons))|pacemaker|ventilator',
      '(?:in|from|to|at) (?:the )?hospital|hospitali[sz]ed|cancer|chemo\\w*|stroke|heart (?:attack|condition)',
      'passed away|(?:has |have |just |recently |mother |father |husband |wife |son |daughter |mum |mom |dad )died|death of my|bereave\\w*|funeral|widow(?:er|ed)?|my late (?:husband|wife|mother|father)',
      'lost my job|laid off|unemployed|homeless|evict\\w+|foreclos\\w+|bankrupt(?:cy)?|disconnection notice',
      `domestic (?:abuse|violence)|${cannot} afford|food for my (?:kids|children|family)|feed my (?:kids|children|family)`,
      '(?:single (?:mother|mom|mum|parent|father|dad)|(?:she|he|my (?:mother|father|grandmother|grandfather|mom|mum|dad|grandma|grandpa)) is (?:[789]\\d|alone|sick|ill))',
    ),
  },
  {
    reason: 'money_at_risk',
    weight: 0.6,
    because: 'money or data may be going while they talk',
    pattern: phrases(
      'fraud(?:ulent(?:ly)?|ster)?|scam(?:s|med|mer|mers)?|stolen|stole|hacked|hackers?|identity theft|phish\\w*|ransomware|malware',
      '(?:someone|somebody|another person)(?: else)?(?: (?:is|has|was))? (?:~)?(?:using|used|took|taken|opened|spent|withdrew|got into|logged (?:in|into)|accessed|cloned|stole)',
      'unauthori[sz]ed|compromised|data (?:breach|leak|loss)|security (?:breach|incident)|breach(?:ed)?|leaked',
      "(?:did(?:n['’]?t| not)|never) (?:make|made|authori[sz]ed?|recogni[sz]e|approved?) (?:~)?(?:this|that|it|these|those|charges?|payments?|transactions?|purchases?|withdrawals?|transfers?|order)|do(?:n['’]?t| not) recogni[sz]e",
      'cloned|(?:drained|emptied|empty) (?:my|our) (?:\\w+ )?account|lost my (?:wallet|purse|(?:\\w+ )?card)|(?:block|freeze|lock) (?:my|the|this) (?:\\w+ )?(?:card|account)',
    ),
  },
  {
    reason: 'money_at_risk',
    weight: 0.35,
    because: 'money is missing or was taken wrongly',
    pattern: phrases(
      '(?:charged|billed|debited|paid|charging|billing)(?: (?:me|us))? (?:~)?(?:twice|double|two times|three times|again|too much|the wrong amount)',
      'overcharged?|overcharging|double[- ](?:charged?|billed)|(?:in|into) (?:my |an )?(?:unarranged )?overdraft|overdrawn|bounced|late fees?|rent is due',
      '(?:missing|lost|losing|lose) (?:~)?(?:money|payment|deposit|pay ?cheque|paycheck|salary|wages|revenue|sales|business|income)',
      'money (?:is |has )?(?:gone|missing|disappeared|vanished|been taken)|cost(?:s|ing) (?:me|us) (?:~)?(?:money|thousands|hundreds|sales|customers)',
    ),
  },
];
