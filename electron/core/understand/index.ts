export { likeness } from './entities/closest.ts';
export { createEntityReader, type EntityReader } from './entities/find-entities.ts';
export { createPackEntityFinder } from './entities/pack-entities.ts';
export { createIntentReader, isFragment, type IntentReader, type LabelScore } from './intent.ts';
export { unreadable, type Unreadable } from './language.ts';
export {
  createRedactor,
  redactText,
  type Redacted,
  type RedactionKind,
  type Redactor,
} from './personal-data/redactor.ts';
export {
  createSentimentReader,
  lexiconSentiment,
  type SentimentScore,
  type SentimentScorer,
} from './sentiment.ts';
export {
  createUnderstand,
  rulesModel,
  type Understand,
  type UnderstandContext,
  type Understood,
} from './understand.ts';
export { readUrgency } from './urgency.ts';
