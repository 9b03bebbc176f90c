import { join } from 'node:path';
import { createPreparedVectors, type PreparedVectors } from './inference/prepared-vectors.ts';

/**
 * What was made of the packs' own articles and examples when Earshot was built: a first start takes it
 * instead of making it. Whatever is missing or of another day is made as before.
 */
export interface Prepared {
  readonly vectors: PreparedVectors;
  /** Heads of the packs' intents as files. */
  readonly headsFolder?: string;
}

/** What lies in a folder; it may be missing. */
export const preparedIn = (folder: string): Prepared => ({
  vectors: createPreparedVectors(folder),
  headsFolder: join(folder, 'heads'),
});
