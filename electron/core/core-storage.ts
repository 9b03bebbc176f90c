import { join } from 'node:path';
import { err, ok, type Failure, type Result } from '#domain/result.ts';
import { openLocalConnector, type LocalConnector } from './act/index.ts';
import {
  type Audit,
  createAudit,
  createSigner,
  newSigningKey,
  type Signer,
} from './audit/index.ts';
import { messageOf } from './log.ts';
import type { Clock, Secrets } from './ports.ts';
import { randomKey, secretNames } from './secrets/names.ts';
import { openStore, type SqliteStore } from './store/index.ts';

/** Everything that lies on disk, opened with the keys that belong to it. */
export interface Storage {
  readonly store: SqliteStore;
  readonly crm: LocalConnector;
  readonly audit: Audit;
  readonly signer: Signer;
  close(): void;
}

/** Opens the database, the local CRM and the audit of a data folder; all or nothing. */
export async function openStorage(options: {
  readonly dataFolder: string;
  readonly secrets: Secrets;
  readonly clock: Clock;
}): Promise<Result<Storage, Failure>> {
  let key: string;
  let signingKey: string;
  try {
    key = await options.secrets.getOrCreate(secretNames.databaseKey, randomKey);
    signingKey = await options.secrets.getOrCreate(secretNames.auditKey, newSigningKey);
  } catch (thrown) {
    const mend = thrown instanceof Error && 'mend' in thrown ? String(thrown.mend) : undefined;
    return err({
      code: 'secrets_unavailable',
      message: messageOf(thrown),
      ...(mend !== undefined && { mend }),
    });
  }
  const store = openStore({ folder: options.dataFolder, key });
  if (!store.ok) return store;
  const crm = openLocalConnector({
    file: join(options.dataFolder, 'crm.db'),
    key,
    clock: options.clock,
  });
  if (!crm.ok) {
    store.value.close();
    return crm;
  }
  const signer = createSigner(signingKey);
  const audit = createAudit({ repository: store.value.audit, clock: options.clock, signer });
  return ok({
    store: store.value,
    crm: crm.value,
    audit,
    signer,
    close: () => {
      try {
        audit.close();
      } finally {
        // On a full disk the last signature cannot be written; the files are closed all the same.
        crm.value.close();
        store.value.close();
      }
    },
  });
}
