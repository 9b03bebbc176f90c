import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createSigner, exportAudit, verifyAudit, verifyExport } from '#core/audit/index.ts';
import { createFileSecrets } from '#core/secrets/file-secrets.ts';
import { secretNames } from '#core/secrets/names.ts';
import { openStore } from '#core/store/index.ts';
import { systemClock } from '#core/system-ports.ts';
import { createCliIo, type ExitCode, refuse, usage } from './cli-output.ts';
import { defaultDataFolder } from './data-folder.ts';

/** A secret that must exist: asking about a record never makes a key. */
const existing = (what: string) => (): never => {
  throw refuse({
    message: `The ${what} of this data folder is missing, so its record cannot be read.`,
    mend: 'Restore the secrets folder from a backup, or name another folder with --data-dir.',
  });
};

/** `earshot audit verify|export`: reads beside a running Earshot and changes nothing. */
export async function audit(args: readonly string[]): Promise<ExitCode> {
  const [what, ...rest] = args;
  if (what !== 'verify' && what !== 'export')
    throw usage(`earshot audit verify or earshot audit export, not "${what ?? ''}".`);
  const { values } = parseArgs({
    args: rest,
    options: {
      'data-dir': { type: 'string' },
      file: { type: 'string' },
      'public-key': { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const io = createCliIo(values.json);
  if (what === 'verify' && values.file !== undefined) {
    const text = await readFile(values.file, 'utf8').catch(() => {
      throw refuse({ message: `${values.file ?? ''} cannot be read.`, mend: 'Check the path.' });
    });
    const publicKey = values['public-key'];
    if (publicKey === undefined)
      io.complain(
        'Without --public-key the file is believed about who signed it; earshot doctor on the machine it came from prints the key.',
      );
    return tellVerdict(io, verifyExport(text, publicKey === undefined ? {} : { publicKey }));
  }
  const dataFolder = values['data-dir'] ?? defaultDataFolder();
  if (!existsSync(join(dataFolder, 'earshot.db')))
    throw refuse({
      message: `There is no record in ${dataFolder} yet.`,
      mend: 'Start Earshot once, or name another folder with --data-dir.',
    });
  const secrets = createFileSecrets(join(dataFolder, 'secrets'));
  const key = await secrets.getOrCreate(secretNames.databaseKey, existing('database key'));
  const store = openStore({ folder: dataFolder, key, readOnly: true });
  if (!store.ok) throw refuse(store.error);
  try {
    const signer = createSigner(
      await secrets.getOrCreate(secretNames.auditKey, existing('signing key')),
    );
    if (what === 'export') {
      for (const line of exportAudit(store.value.audit, signer, systemClock))
        process.stdout.write(line);
      return 0;
    }
    const verdict = verifyAudit(store.value.audit, {
      events: store.value.events,
      publicKey: signer.publicKey,
    });
    return tellVerdict(io, verdict);
  } finally {
    store.value.close();
  }
}

function tellVerdict(
  io: ReturnType<typeof createCliIo>,
  verdict: ReturnType<typeof verifyExport>,
): ExitCode {
  io.json(verdict);
  if (verdict.ok) {
    io.line(
      `The record is whole: ${verdict.entries} entries, ${verdict.heads} signed heads, newest hash ${verdict.head}.`,
    );
    return 0;
  }
  io.complain(`The record is bad at entry ${verdict.sequence}: ${verdict.problem}`);
  return 1;
}
