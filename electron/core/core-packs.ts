import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pack } from '#domain/pack.ts';
import { err, ok, type Failure, type Result } from '#domain/result.ts';
import { createPolicyEngine } from './approve/index.ts';
import { type Log, messageOf } from './log.ts';
import { loadPack } from './packs/index.ts';
import type { PolicyEngine } from './ports.ts';

export interface OpenedPack {
  readonly pack: Pack;
  readonly policy: PolicyEngine;
}

/**
 * Loads the packs asked for, or all of the folder. One that was asked for by name and is wrong
 * stops the start; among "all of them" a wrong one is logged and left out, unless none is left.
 */
export async function openPacks(
  folder: string,
  names: readonly string[] | undefined,
  log: Log,
): Promise<Result<ReadonlyMap<string, OpenedPack>, Failure>> {
  let known: string[];
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    known = entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  } catch (thrown) {
    return err({
      code: 'no_packs',
      message: `The packs in ${folder} cannot be read: ${messageOf(thrown)}.`,
      mend: 'Restore resources/packs from the release.',
    });
  }
  const missing = names?.find((name) => !known.includes(name));
  if (missing !== undefined)
    return err({
      code: 'unknown_pack',
      message: `There is no pack "${missing}".`,
      mend: `Choose one of: ${known.join(', ')}.`,
    });
  const opened = new Map<string, OpenedPack>();
  let first: Failure | undefined;
  for (const name of names ?? known) {
    const one = await openPack(join(folder, name));
    if (one.ok) opened.set(one.value.pack.manifest.name, one.value);
    else if (names !== undefined) return err(inPack(name, one.error));
    else {
      first ??= inPack(name, one.error);
      log.error('A pack was left out.', { pack: name, reason: one.error.message });
    }
  }
  if (opened.size > 0) return ok(opened);
  return err(
    first ?? {
      code: 'no_packs',
      message: `There is no pack in ${folder}.`,
      mend: 'Restore resources/packs from the release.',
    },
  );
}

const inPack = (name: string, failure: Failure): Failure => ({
  ...failure,
  message: `The pack ${name} cannot be used: ${failure.message}`,
});

async function openPack(folder: string): Promise<Result<OpenedPack, Failure>> {
  // The engine is the check: policies are parsed once, when the loader asks whether they are right.
  let policy: PolicyEngine | undefined;
  const pack = await loadPack(folder, (policies) => {
    const engine = createPolicyEngine(policies);
    if (!engine.ok) return engine.error;
    policy = engine.value;
    return undefined;
  });
  if (!pack.ok) return pack;
  if (policy === undefined) throw new Error('The pack loader did not check the policies.');
  return ok({ pack: pack.value, policy });
}
