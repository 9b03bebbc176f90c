export { createOutboxRunner, type OutboxRunner, type OutboxRunnerOptions } from './outbox.ts';
export {
  openLocalConnector,
  type LocalConnector,
  type LocalConnectorOptions,
} from './connectors/local/connector.ts';
export type { LocalCrmFailure } from './connectors/local/database.ts';
export type { LedgerEntry } from './connectors/local/ledger.ts';
