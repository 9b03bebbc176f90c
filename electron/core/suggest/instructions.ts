/**
 * @file Sentences that talk to a machine or tell the reader to get something out of the customer.
 * Articles and customers are data: nothing they say is ever obeyed, because nothing reads commands out
 * of text. What is left is that such a sentence could be quoted to a customer as if we said it, so a
 * drafted reply leaves it out. The article itself still shows it: a person should see what is in it.
 */

const secrets =
  'passwords?|passcodes?|pins?|cvvs?|cvcs?|security codes?|(?:full |whole |complete )?card numbers?|one[- ]time codes?|2fa codes?|seed phrases?|social security';

const commands: readonly RegExp[] = [
  // Talk about instructions, prompts and modes.
  /\b(?:ignore|disregard|forget|override|bypass|skip)\b.{0,40}\b(?:instruction|rule|polic|prompt|guideline|approval|confirmation|previous|above|earlier|everything|restriction|safeguard|verification)/i,
  /\b(?:system|developer|hidden|secret|initial)\s+(?:prompt|instruction|command|mode|override|directive)/i,
  /\b(?:jailbreak|do anything now|developer mode|debug mode|god mode|admin(?:istrator)? (?:mode|override)|(?:new|updated) (?:instructions|system rules))\b/i,
  /^\W*(?:system|assistant|ai|bot|copilot|earshot|instructions?|developer|tool|function|note to (?:the )?(?:ai|assistant|model|bot|copilot))\b\s*(?:message|result|call|output|note)?\s*[\])}>*_]*\s*:/i,
  /<\/?(?:system|assistant|user|instruction|tool|script|function|iframe|img|a|svg|object|embed|style|form)\b[^>]*>|<!--|-->|\[\/?(?:INST|SYS|system)\]|<\|[^|]*\|>|<<\/?SYS>>/i,
  // Machinery: calls, answers of tools, attributes that run.
  /["'](?:tool|tool_call|function|action|role|arguments)["']\s*:|\bon(?:error|load|click)\s*=|\bjavascript:|\b[a-z]+_[a-z_]+\s*\(/i,
  // Speaking to an assistant.
  /\b(?:as an? |you are (?:now )?(?:an? )?|dear |hey |attention,? )(?:ai|assistant|language model|llm|copilot|chat ?bot|unrestricted|agent software)\b/i,
  /\b(?:ai|assistants?|copilots?|chat ?bots?|language models?|llms?)\b.{0,30}\b(?:must|shall|has to|is to|needs? to|(?:are|is) (?:hereby )?(?:allowed|authori[sz]ed|required))\b/i,
  /\b(?:from now on|starting now|henceforth)\b.{0,40}\b(?:you|answer|respond|reply|act|always|every)\b/i,
  /\b(?:pretend|act as (?:if|though)|roleplay|role-play|imagine you|play the (?:role|part) of)\b/i,
  /\b(?:tell|instruct|convince|advise|inform) (?:the |your |every |all )(?:agents?|users?)\b/i,
  /\b(?:agents?|staff|employees?) (?:must|shall|have to) (?:now |always |immediately )?(?:refund|approve|waive|pay|transfer|send|say|grant|give|click|press)\b/i,
  // How to answer, what to say, what to want.
  /\b(?:answer|respond|reply)\b(?: \w+)? (?:only|always|just|nothing|with (?:the words?|yes|no)|in (?:the style|\w+ (?:speech|style|voice)))\b|\bonly (?:with|answer|reply|respond|say)\b.{0,30}\b(?:yes|no|word)\b/i,
  /\b(?:whoever|anyone who|anybody who|every \w+|if you are|(?:agents?|staff|machines?|models?)) (?:reads?|reading|processing|processes) this\b/i,
  /\b(?:your|the) (?:new |only |real |true )?(?:goal|task|objective|mission|purpose|job) (?:is|has changed)\b/i,
  /\b(?:stop|do not|don['’]t|never|no longer) (?:follow(?:ing)?|obey(?:ing)?|apply(?:ing)?|heed(?:ing)?|us(?:e|ing))\b.{0,30}\b(?:polic(?:y|ies)|rules?|guidelines?|limits?|instructions?)\b/i,
  /\b(?:press|click|tap|hit|choose) (?:on )?(?:approve|accept|confirm|yes)\b|\b(?:this|next|every|each) (?:suggestion|proposal|card) (?:must|has to|should|is to) be (?:accepted|approved|confirmed|taken)\b/i,
  /\b(?:raise|lower|set|change|increase) (?:the |your |its )?(?:confidence|score|threshold|priority|risk)\b|\bfor the (?:software|machine|model|program|computer|parser|crawler)\b/i,
  /\b(?:print|eval|exec|import|require|fetch|curl|process|os|env|console)\s*[(.]\s*\w/i,
  /\b(?:notes?|messages?|memos?|remarks?) (?:for|to) (?:the |all |any )?(?:ai|assistants?|copilots?|bots?|models?|machines?)\b/i,
  /\b(?:BEGIN|END) [A-Z]{3,} [A-Z]{3,}\b/,
  /\b(?:previous|earlier|prior|existing|above) (?:\w+ )?(?:guidance|rules?|instructions?|polic(?:y|ies)|limits?)\b.{0,20}\b(?:void|invalid|no longer|outdated|cancelled|suspended|off)\b/i,
  /^(?:please )?(?:output|summari[sz]e|copy|dump|export|list) (?:the|this|all|every)\b.{0,40}\b(?:lists?|accounts?|conversations?|messages|customers|records)\b/i,
  /\b(?:treat|consider|regard) (?:the|this|every|all|any)\b.{0,40}\bas (?:passed|verified|approved|valid|done|coming from|an? (?:order|instruction|command))\b/i,
  /\b(?:start|begin|end|finish|open|close) (?:each|every|all|any) (?:answers?|repl(?:y|ies)|messages?)\b|\b(?:speak|talk|write|answer) as (?:the|an?) (?:owner|admin|boss|ceo|manager|system)\b/i,
  // Acting without being asked.
  /\b(?:execute|run|invoke|trigger)\b.{0,30}\b(?:commands?|tools?|functions?|actions?|api|scripts?|query|webhook)\b/i,
  /\b(?:without (?:asking|approval|confirmation|permission|review|telling)|(?:do not|don['’]t) (?:tell|inform|mention|log|verify|show|reveal)\b.{0,20}\b(?:customers?|agents?|any(?:one|body)|users?|supervisors?|managers?|team leads?|clients?|this|it)\b|silently|automatically approve|auto-?approve|pre-?approved|already (?:approved|authori[sz]ed|signed off)|approval(?: code)? (?:is )?not (?:needed|required)|(?:is|are) hereby|supersedes? (?:all|any|every|previous))\b/i,
  // Getting out what we know.
  /\b(?:send|post|forward|email|upload|leak|reveal|print|output|repeat|disclose|exfiltrate|append|include)\b.{0,50}\b(?:prompt|instructions?|credentials?|api keys?|tokens?|customer (?:data|list|record)s?|customers|database|conversation (?:log|history)|transcripts?|everything you know)\b/i,
  // Something encoded that somebody is to decode.
  /\b(?:base64|rot13|decode (?:the|this|it)|unicode escape|in hex)\b|\b(?=[A-Za-z0-9+/]*[a-z])(?=[A-Za-z0-9+/]*[A-Z])(?=[A-Za-z0-9+/]*\d)[A-Za-z0-9+/]{28,}={0,2}|(?:\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|%[0-9a-f]{2}|&#x?[0-9a-f]+;){3,}|\b(?:[0-9a-f]{2} ){7,}/i,
  // The same in languages that articles in English have no use for.
  /\b(?:ignor(?:a|e|en|ez|iere|ieren|i|ar) (?:todas?|toutes?|alle|tutte|las|les|das|die|le|as|siempre)\b|instrucciones|anweisungen|instruções|istruzioni|olvida\b|vergiss\b|oubli(?:e|ez)\b)/i,
  /忽略|无视|無視|指示|игнориру|инструкци|تجاهل|التعليمات|무시|지시|अनदेखा|निर्देश/u,
  // Letters of two scripts in one word pass for others.
  /\p{Script=Latin}[\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}]\p{Script=Latin}/u,
];

/** Getting secrets out of somebody. */
const fishing: readonly RegExp[] = [
  new RegExp(
    String.raw`\b(?:ask|tell|have|get|request|give|read|send|confirm|reply with|provide|share|collect)\b[^;.]{0,40}\b(?:your|their|his|her|the customer['’]s|the caller['’]s|customers['’]?|us)\b[^,;.]{0,25}\b(?:${secrets})\b`,
    'i',
  ),
  new RegExp(
    String.raw`\b(?:ask (?:for|every|the)|collect|read out)\b.{0,40}\b(?:${secrets})\b`,
    'i',
  ),
];

/** "We never ask for your PIN": a promise to the customer, unless something is hung on to it. */
const promise =
  /^(?:we|nobody\b.{0,20}|no one\b.{0,20}|our (?:staff|agents|people)) (?:will )?never (?:asks?|needs?|wants?)\b/i;
const butYet = /\b(?:but|except|unless|however|today|now|instead)\b/i;

/** What is written to be overlooked: marks without width, tag characters, letters of another shape. */
const unveiled = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/\s+/g, ' ');

/** A text that hides letters between its letters means no good. Joiners of emoji are none of them. */
const hides = (text: string): boolean =>
  /[\u200B\u200C\u2060\u202A-\u202E\u2066-\u2069\uFEFF\u00AD]|[\u{E0000}-\u{E007F}]/u.test(text);

/** Whether a sentence reads like an instruction to a machine or a trick. */
export function looksLikeInstruction(sentence: string): boolean {
  const plain = unveiled(sentence);
  if (hides(sentence)) return true;
  const promised = promise.test(plain) && !butYet.test(plain);
  return (
    commands.some((pattern) => pattern.test(plain)) ||
    (!promised && fishing.some((pattern) => pattern.test(plain)))
  );
}
