export { listPacks, loadPack } from './load.ts';
export type { CheckPolicies, LoadedPack, PackListing } from './load.ts';
export { builtInEntities } from './references.ts';
