export { createKnowledgeIndexer } from './importer.ts';
export type { ImportProblem, ImportReport, KnowledgeIndexer } from './importer.ts';
export { createRetriever } from './retriever.ts';
export type { Retriever, SearchRequest, SearchResult } from './retriever.ts';
