import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadPack, readQuestions } from '#core/packs/index.ts';
import { isElliptic } from '#core/retrieve/words.ts';
import type { Pack } from '#domain/pack.ts';
import { bedPack, type RetrievalBed, withRetrievalBed } from '#hosts/retrieval-bed.ts';

/**
 * @file The packs' questions asked in the middle of another matter, with floors under today's
 * figures: what was said before must help a follow-up and not decide what a new question finds.
 */

const packs = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'resources', 'packs');

interface Said {
  readonly speaker: 'customer' | 'agent';
  readonly text: string;
}

interface Asked {
  readonly text: string;
  readonly turns: readonly Said[];
  readonly intent?: string;
  readonly right: readonly string[];
}

/** What an agent says when a matter is dealt with. */
const closing: Said = {
  speaker: 'agent',
  text: 'Sure, that is done for you now. Is there anything else?',
};
/** From here a card comes for a turn of unknown intent too. */
const shownFrom = 0.65;

const found = {
  alone: [] as { right: boolean; shown: boolean }[],
  changed: [] as { right: boolean; shown: boolean }[],
  followed: [] as { right: boolean; shown: boolean }[],
  unanswered: [] as { right: boolean; shown: boolean }[],
};

/** Examples of the pack's matters with what they find by themselves. */
async function openersOf({ manifest }: Pack, bed: RetrievalBed) {
  const openers: { text: string; title: string; finds: string | undefined }[] = [];
  for (const { name, title, examples } of manifest.intents) {
    if (!manifest.next.some(({ intents }) => intents.includes(name))) continue;
    for (const text of examples.slice(0, 4)) {
      const { hits } = await bed.retriever.search({ pack: bedPack, text, turns: [], k: 1 });
      const [best] = hits;
      openers.push({ text, title, finds: best && bed.idOf(best.passage.document) });
    }
  }
  return openers;
}

async function measure(name: string): Promise<void> {
  const read = readQuestions(readFileSync(join(packs, name, 'questions.yaml'), 'utf8'));
  const loaded = await loadPack(join(packs, name), () => undefined);
  if (!read.ok || !loaded.ok) throw new Error(`The pack ${name} cannot be read.`);
  const { articles, manifest } = loaded.value;
  const documents = articles.map(({ path, title, body }) => ({ id: path, title, body }));
  await withRetrievalBed(
    documents,
    () => undefined,
    async (bed) => {
      const openers = await openersOf(loaded.value, bed);
      const ask = async (asked: Asked, into: keyof typeof found): Promise<void> => {
        const { hits } = await bed.retriever.search({ pack: bedPack, k: 5, ...asked });
        const [best] = hits;
        found[into].push({
          right: best !== undefined && asked.right.includes(bed.idOf(best.passage.document)),
          shown: (best?.relevance ?? 0) >= shownFrom,
        });
      };
      let at = 0;
      /** An earlier turn about something else, every time another one. */
      const another = (right: readonly string[]) => {
        for (;;) {
          const opener = openers[(at++ * 7) % openers.length];
          if (opener === undefined) throw new Error(`The pack ${name} has no matters.`);
          if (opener.finds === undefined || !right.includes(opener.finds)) return opener;
        }
      };
      for (const { text, history, articles: right, needsKnowledge } of read.value) {
        if (!needsKnowledge || isElliptic(text)) continue;
        if (history.length > 0) {
          if (right.length > 0) await ask({ text, turns: history, right }, 'followed');
          continue;
        }
        if (right.length > 0) await ask({ text, turns: [], right }, 'alone');
        for (const after of [[], [closing]]) {
          const { text: said, title } = another(right);
          const turns: Said[] = [{ speaker: 'customer', text: said }, ...after];
          const kind = right.length > 0 ? 'changed' : 'unanswered';
          await ask({ text, turns, intent: title, right }, kind);
        }
      }
      for (const text of manifest.outOfScope) {
        if (isElliptic(text)) continue;
        const { text: said, title } = another([]);
        const turns: Said[] = [{ speaker: 'customer', text: said }];
        await ask({ text, turns, intent: title, right: [] }, 'unanswered');
      }
    },
  );
}

const share = (
  kind: keyof typeof found,
  test: (each: { right: boolean; shown: boolean }) => boolean,
) => Math.round((1_000 * found[kind].filter(test).length) / found[kind].length) / 1_000;

describe('a question in the middle of another matter', () => {
  beforeAll(async () => {
    for (const name of ['banking', 'retail', 'saas', 'telecom']) await measure(name);
    const figures = Object.keys(found).map((key) => {
      const kind = key as keyof typeof found;
      return `${kind}: n ${found[kind].length}, first right ${share(kind, ({ right }) => right)}, shown right ${share(kind, ({ right, shown }) => right && shown)}, shown wrong ${share(kind, ({ right, shown }) => !right && shown)}`;
    });
    process.stderr.write(`${figures.join('\n')}\n`);
  });

  it('that changes the subject is shown as often as if it were asked alone', () => {
    expect(found.changed.length).toBeGreaterThan(600);
    const alone = share('alone', ({ right, shown }) => right && shown);
    expect(share('changed', ({ right, shown }) => right && shown)).toBeGreaterThan(0.9 * alone);
    expect(share('changed', ({ right }) => right)).toBeGreaterThan(0.36);
    expect(share('changed', ({ right, shown }) => !right && shown)).toBeLessThan(0.07);
  });

  it('that follows up still leans on what was said', () => {
    expect(found.followed.length).toBeGreaterThan(40);
    expect(share('followed', ({ right }) => right)).toBeGreaterThan(0.44);
    expect(share('followed', ({ right, shown }) => right && shown)).toBeGreaterThan(0.14);
  });

  it('that no article answers seldom gets a card of the matter before', () => {
    expect(found.unanswered.length).toBeGreaterThan(250);
    expect(share('unanswered', ({ shown }) => shown)).toBeLessThan(0.1);
  });
});
