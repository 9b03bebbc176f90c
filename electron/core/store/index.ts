export { openStore } from './open.ts';
export type { OpenStoreOptions, SqliteStore } from './open.ts';
export { StoreFailure, type StoreFailureCode } from './failures.ts';
export type { RawEvent, SqliteEventLog } from './events.ts';
