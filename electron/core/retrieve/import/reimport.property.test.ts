import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DocumentId } from '#domain/ids.ts';
import { openBench, sourceOf, temporaryFolder } from './import.fixture.ts';
import { embeddedText } from './passages.ts';

const section = fc.constantFrom('Alpha one.', 'Beta two.', 'Gamma three.', 'Delta four.');
const body = fc
  .uniqueArray(section, { minLength: 1, maxLength: 3 })
  .map((sections) =>
    sections.map((text) => `## ${text.split(' ')[0] ?? ''}\n\n${text}`).join('\n\n'),
  );
const path = fc.constantFrom('a.md', 'b.md', 'c/d.md', 'c/e.md');
const folder = fc.dictionary(path, body, { minKeys: 1, maxKeys: 4, noNullPrototype: true });

it('after any changes the store holds what the folder holds, and only new texts were embedded', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(folder, { minLength: 2, maxLength: 4 }), async (states) => {
      const bench = openBench();
      const root = temporaryFolder('reimport');
      const versions = new Map<string, { body: string; version: number }>();
      for (const state of states) {
        rmSync(root, { recursive: true });
        for (const [name, text] of Object.entries(state)) {
          mkdirSync(dirname(join(root, name)), { recursive: true });
          writeFileSync(join(root, name), text);
        }
        const { knowledge } = bench.store;
        const model = bench.encoder.model.sha256;
        const known = new Map(
          knowledge
            .documents('shop')
            .map(({ path: at, id }) => [
              at,
              new Set(knowledge.embedded(id, model).map(({ passage }) => embeddedText(passage))),
            ]),
        );
        bench.encoder.texts.length = 0;
        expect((await bench.run(sourceOf(root))).state).toBe('done');

        const fresh: string[] = [];
        for (const [name, text] of Object.entries(state)) {
          const before = versions.get(name);
          const version =
            before === undefined ? 1 : before.version + (before.body === text ? 0 : 1);
          versions.set(name, { body: text, version });
          const listed = knowledge.documents('shop').find((one) => one.path === name);
          expect(listed?.version).toBe(version);
          const stored = knowledge.document(DocumentId.parse(listed?.id));
          expect(stored?.body).toBe(text);
          const held = knowledge.embedded(DocumentId.parse(listed?.id), model);
          expect(held.every(({ vector }) => vector !== undefined)).toBe(true);
          expect(held.map(({ passage }) => passage.ordinal)).toEqual(held.map((_, n) => n));
          for (const { passage } of held)
            if (known.get(name)?.has(embeddedText(passage)) !== true)
              fresh.push(embeddedText(passage));
        }
        for (const name of versions.keys()) if (!(name in state)) versions.delete(name);
        expect(knowledge.documents('shop').map((one) => one.path)).toEqual(
          Object.keys(state).toSorted(),
        );
        expect(bench.encoder.texts.toSorted()).toEqual(fresh.toSorted());
      }
      await bench.imports.close();
    }),
    { numRuns: 12 },
  );
}, 180_000);
