export { AsrSetError, readAsrSet, transcriptsName, type AsrRecording } from './asr-set.ts';
export { entityErrors, type EntityErrorRate, type TranscribedLine } from './entity-errors.ts';
export { sameValue, scoreForms, type FormAccuracy, type FormPair } from './form-accuracy.ts';
export { totalWordErrors, wordErrors, type HeardText, type WordErrors } from './word-errors.ts';
