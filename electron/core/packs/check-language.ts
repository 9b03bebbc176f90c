import type { PackManifest } from '#domain/pack.ts';
import { invalid } from './failure.ts';
import { patternProblem } from './pattern.ts';
import { builtInEntities, duplicate, file, missing, type Check, type Names } from './references.ts';

/** @file Cross-checks of what a pack listens for: intents, entities, forms. */

export function* intentChecks(manifest: PackManifest): Iterable<Check> {
  yield () =>
    duplicate(
      'intent',
      manifest.intents.map((intent) => intent.name),
    );
  const owner = new Map<string, string>();
  for (const intent of manifest.intents)
    yield () => {
      for (const example of intent.examples) {
        const key = example.trim().toLowerCase();
        const other = owner.get(key);
        if (other !== undefined)
          return invalid(
            `${file}, intent ${intent.name}`,
            `the example "${example}" is there twice${other === intent.name ? '' : `, also for ${other}`}`,
            'Keep it in one place; a model cannot learn from an example of two intents.',
          );
        owner.set(key, intent.name);
      }
      return undefined;
    };
  yield () => {
    const both = manifest.outOfScope.find((text) => owner.has(text.trim().toLowerCase()));
    return both === undefined
      ? undefined
      : invalid(
          `${file}, outOfScope`,
          `"${both}" is also an example of ${owner.get(both.trim().toLowerCase()) ?? 'an intent'}`,
          'Take it out of one of the two.',
        );
  };
}

export function* entityChecks(manifest: PackManifest): Iterable<Check> {
  const names = manifest.entities.map((entity) => entity.name);
  yield () => duplicate('entity', names);
  for (const entity of manifest.entities) {
    const where = `${file}, entity ${entity.name}`;
    yield () =>
      builtInEntities.includes(entity.name)
        ? invalid(where, 'this name is built in', 'Give the entity another name.')
        : undefined;
    yield () =>
      (entity.pattern === undefined) === (entity.values === undefined)
        ? invalid(
            where,
            'an entity has either a pattern or values',
            'Write one of the two, and not both.',
          )
        : undefined;
    yield () => {
      const problem = entity.pattern === undefined ? undefined : patternProblem(entity.pattern);
      return problem && invalid(where, `the pattern ${problem.what}`, problem.mend);
    };
    yield () =>
      duplicate(
        'way to say it',
        Object.values(entity.values ?? {})
          .flat()
          .map((said) => said.toLowerCase()),
        where,
      );
  }
}

export function* formChecks(manifest: PackManifest, names: Names): Iterable<Check> {
  yield () =>
    duplicate(
      'form',
      manifest.forms.map((form) => form.name),
    );
  for (const form of manifest.forms) {
    const where = `${file}, form ${form.name}`;
    yield () => missing(where, 'intent', form.intents, names.intents);
    yield () =>
      duplicate(
        'field',
        form.fields.map((field) => field.name),
        where,
      );
    for (const field of form.fields)
      yield () =>
        missing(`${where}, field ${field.name}`, 'entity', field.entities, names.entities);
  }
}
