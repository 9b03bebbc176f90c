import type { z } from 'zod';
import { damagedRow } from './failures.ts';

/** A row that carries its object as JSON; other columns are generated from it. */
export interface BodyRow {
  readonly body: string;
}

/** Turns a stored row into a domain object, or says that it is damaged. */
export function decode<T>(schema: z.ZodType<T>, what: string, row: BodyRow): T {
  try {
    return schema.parse(JSON.parse(row.body));
  } catch (error) {
    throw damagedRow(what, error);
  }
}

/**
 * The JSON to store. It is checked on the way in, so that what was written can be read: a wrong
 * shape is a bug of the writer and throws there, not months later in a reader.
 */
export const encode = <T>(schema: z.ZodType<T>, value: T): string =>
  JSON.stringify(schema.parse(value));
