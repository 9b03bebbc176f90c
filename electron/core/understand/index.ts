export { likeness } from './entities/closest.ts';
export { createEntityReader, type EntityReader } from './entities/find-entities.ts';
export { findPersonal, presidioTypes, type PersonalOptions } from './entities/personal.ts';
export { createPackEntityFinder } from './entities/pack-entities.ts';
export { createIntentReader, isFragment, type IntentReader, type LabelScore } from './intent.ts';
export { unreadable, type Unreadable } from './language.ts';
export { type EarlierTurn } from './personal-data/card-recall.ts';
export { audioLagMs } from './personal-data/card-times.ts';
export {
  createCardWatch,
  type CardWatch,
  type ReleasedLine,
  type Watched,
} from './personal-data/card-watch.ts';
export { formOf, openForm } from './personal-data/file-forms.ts';
export { redactLogText } from './personal-data/log-text.ts';
export {
  createPseudonymiser,
  openForgetfulSession,
  vaultSecret,
  type Pseudonymised,
  type Pseudonymiser,
  type PseudonymiserOptions,
  type PseudonymSession,
} from './personal-data/pseudonymiser.ts';
export { placeholderPattern, type RedactionKind } from './personal-data/card-placeholders.ts';
export { type Restorer } from './personal-data/placeholders.ts';
export { Vault, type VaultError } from './personal-data/vault.ts';
export {
  createRedactor,
  redactText,
  type Redacted,
  type Redactor,
} from './personal-data/redactor.ts';
export {
  createSentimentReader,
  createSentimentScorer,
  type ReadSentiments,
  type SentimentClassifier,
  type SentimentReader,
} from './sentiment.ts';
export { lexiconSentiment, polarityOf } from './sentiment-lexicon.ts';
export {
  createUnderstand,
  rulesModel,
  type Understand,
  type UnderstandContext,
  type Understood,
} from './understand.ts';
export { readUrgency, urgencyOf } from './urgency.ts';
export { createWriter, type Writer } from './spoken/writer.ts';
export { vocabularyOf } from './spoken/vocabulary.ts';
