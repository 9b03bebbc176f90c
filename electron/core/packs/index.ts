export { listPacks, loadPack } from './load.ts';
export type { CheckPolicies, LoadedPack, PackListing } from './load.ts';
export { PackQuestion, readQuestions } from './questions.ts';
export { builtInEntities } from './references.ts';
