import type { PackManifest } from '#domain/pack.ts';
import { actionChecks, nextChecks, replyChecks, type ReplyFrom } from './check-actions.ts';
import { entityChecks, formChecks, intentChecks } from './check-language.ts';
import type { PackFailure } from './failure.ts';
import { builtInEntities, duplicate, file, first, missing, type Names } from './references.ts';

/** The first thing in a pack that names something which is not there, or names a thing twice. */
export function crossCheck(
  manifest: PackManifest,
  replies: readonly ReplyFrom[],
  articles: ReadonlySet<string>,
): PackFailure | undefined {
  const names: Names = {
    intents: new Set(manifest.intents.map((intent) => intent.name)),
    actions: new Set(manifest.actions.map((action) => action.kind)),
    entities: new Set([...builtInEntities, ...manifest.entities.map((entity) => entity.name)]),
  };
  return (
    first(intentChecks(manifest)) ??
    first(entityChecks(manifest)) ??
    first(formChecks(manifest, names)) ??
    duplicate(
      'disposition',
      manifest.dispositions.map((disposition) => disposition.name),
    ) ??
    first(
      manifest.dispositions.map(
        (disposition) => () =>
          missing(
            `${file}, disposition ${disposition.name}`,
            'intent',
            disposition.intents,
            names.intents,
          ),
      ),
    ) ??
    first(actionChecks(manifest, names)) ??
    first(nextChecks(manifest, names)) ??
    duplicate(
      'checklist item',
      manifest.checklist.map((item) => item.name),
    ) ??
    first(
      manifest.checklist.map(
        (item) => () =>
          missing(`${file}, checklist item ${item.name}`, 'intent', item.intents, names.intents),
      ),
    ) ??
    first(replyChecks(replies, names, articles))
  );
}
