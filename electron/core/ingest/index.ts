export { cleanText, maximumCharacters } from './clean.ts';
export { createIngest, type Envelope, type Ingest, type IngestFailure } from './ingest.ts';
