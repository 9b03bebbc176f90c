export { sameValue, scoreForms, type FormAccuracy, type FormPair } from './form-accuracy.ts';
