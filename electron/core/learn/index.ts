export { draftArticle, groupQuestions } from './gaps.ts';
export { readExamples, type ReadExamples } from './read-examples.ts';
export { LearnRefusal } from './refusal.ts';
export type { HeadCache } from './shelf.ts';
export {
  createIntentVersions,
  type IntentsInUse,
  type IntentVersions,
  type TrainingInput,
} from './versions.ts';
