import { randomBytes } from 'node:crypto';

/** What Earshot asks its `Secrets` for. */
export const secretNames = {
  /** Opens the database. */
  databaseKey: 'database-key',
  /** Signs the heads of the audit. */
  auditKey: 'audit-signing-key',
} as const;

/** The environment variable that stands in for the database key, for CI and pilots. */
export const keyVariable = 'EARSHOT_KEY';

/** 32 random bytes as base64: a database key. */
export const randomKey = (): string => randomBytes(32).toString('base64');
