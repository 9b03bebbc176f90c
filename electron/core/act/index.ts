export { createOutboxRunner, type OutboxRunner, type OutboxRunnerOptions } from './outbox.ts';
export {
  openLocalConnector,
  type LedgerEntry,
  type LocalConnector,
  type LocalConnectorOptions,
} from './connectors/local/connector.ts';
export type { LocalCrmFailure } from './connectors/local/database.ts';
