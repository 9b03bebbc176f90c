import type { Failure, Result } from '#domain/result.ts';
import type { Log } from './log.ts';
import type { Clock, Ids, Notifier, Random, Secrets } from './ports.ts';
import type { Core } from './surface.ts';

export interface CoreOptions {
  /** Holds the database, the local CRM, the logs and the secrets. */
  readonly dataFolder: string;
  /** `packs/` and `crm/` as they come with the product. */
  readonly resourcesFolder: string;
  /** `registry.json` and `weights/`. */
  readonly modelsFolder: string;
  /** Which packs to load; all when absent. */
  readonly packs?: readonly string[];
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly secrets: Secrets;
  readonly notifier: Notifier;
  readonly log: Log;
}

/** The composition root: opens the parts and wires the stages on the bus. */
export async function createCore(_options: CoreOptions): Promise<Result<Core, Failure>> {
  return { ok: false, error: { code: 'unfinished', message: 'The lead is wiring this right now.' } };
}
