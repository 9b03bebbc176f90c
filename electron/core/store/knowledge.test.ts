import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImportJob, KnowledgeSource } from '#domain/knowledge-import.ts';
import { anyWord } from './full-text.ts';
import { article, openAt, passage, temporaryFolder } from './store.fixture.ts';

const model = { name: 'test', version: '1', sha256: 'm1' };
const today = '2026-11-22';
const ids = (passages: readonly { readonly id: string }[]) => passages.map(({ id }) => id);

/** Puts an article with one passage per text, each with a small vector of its own. */
const fill = (
  path: string,
  texts: readonly string[],
  change: Readonly<Record<string, unknown>> = {},
  { knowledge } = openAt(temporaryFolder()),
) => {
  const document = article(path, change);
  const passages = texts.map((text, ordinal) =>
    passage(document, ordinal, text, `Part ${String(ordinal)}`),
  );
  const vectors = texts.map((_, ordinal) => Float32Array.of(ordinal, 0.5, -1));
  knowledge.putDocument(document, passages, vectors, model);
  return { knowledge, document, passages, vectors };
};

const filter = (
  pack = 'retail',
  change: Partial<{ audience: 'agent' | 'customer'; subjects: string[]; today: string }> = {},
) => ({ pack, today, audience: 'agent' as const, ...change });

type Knowledge = ReturnType<typeof openAt>['knowledge'];

/** The passages of a search, best first. */
const find = (
  knowledge: Knowledge,
  query: string,
  limit = 9,
  within = filter(),
  mode: 'any' | 'begun' = 'any',
) =>
  knowledge
    .passages(knowledge.matchText(query, within, limit, mode).map(({ row }) => row))
    .map((each) => each.passage);

const titles = (passages: readonly { readonly title: string }[]) =>
  passages.map(({ title }) => title).toSorted();

describe('knowledge', () => {
  it('finds passages by words in any form, best first, title before text', () => {
    const store = openAt(temporaryFolder());
    fill('shipping', ['Parcels arrive in two days.', 'Lost parcels are refunded.'], {}, store);
    fill('refunds', ['Money comes back in five days.'], {}, store);
    const { knowledge } = store;
    const found = find(knowledge, 'I was refunding a parcel?!');
    expect(ids(found)).toEqual(['doc-shipping#1', 'doc-refunds#0', 'doc-shipping#0']);
    expect(ids(find(knowledge, 'refunds'))).toEqual(['doc-refunds#0', 'doc-shipping#1']);
    const scores = knowledge.matchText('refunds', filter(), 5).map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(find(knowledge, 'parcel refund', 1)).toHaveLength(1);
    expect(find(knowledge, 'refund', 5, filter('banking'))).toEqual([]);
    expect(find(knowledge, '')).toEqual([]);
  });

  it('never finds what is outdated, not valid yet or withdrawn', () => {
    const store = openAt(temporaryFolder());
    fill('old', ['refund one'], { validTo: '2026-11-21' }, store);
    fill('last-day', ['refund two'], { validTo: today }, store);
    fill('first-day', ['refund three'], { validFrom: today }, store);
    fill('coming', ['refund four'], { validFrom: '2026-11-23' }, store);
    const { document } = fill('taken-back', ['refund five'], {}, store);
    const { knowledge } = store;
    expect(knowledge.setWithdrawn(document.id, 7)).toBe(true);
    expect(titles(find(knowledge, 'refund'))).toEqual(['first-day', 'last-day']);
    const rows = knowledge.citable(filter());
    expect(titles(knowledge.passages(rows).map(({ passage: one }) => one))).toEqual([
      'first-day',
      'last-day',
    ]);
    expect(knowledge.barred(filter())).toHaveLength(3);
    expect(knowledge.passagesOf(document.id, filter())).toEqual([]);
    expect(knowledge.document(document.id)?.withdrawnAt).toBe(7);
    knowledge.setWithdrawn(document.id, undefined);
    expect(find(knowledge, 'refund')).toHaveLength(3);
    expect(knowledge.document(document.id)).toEqual(document);
    expect(knowledge.setWithdrawn(article('nobody').id, 1)).toBe(false);
  });

  it('keeps what is meant for agents from customers', () => {
    const store = openAt(temporaryFolder());
    fill('internal', ['refund margin'], { audience: 'agent' }, store);
    fill('public', ['refund rules'], {}, store);
    const { knowledge } = store;
    const customer = filter('retail', { audience: 'customer' });
    expect(titles(find(knowledge, 'refund'))).toEqual(['internal', 'public']);
    expect(titles(find(knowledge, 'refund', 9, customer))).toEqual(['public']);
    expect(knowledge.citable(customer)).toHaveLength(1);
    expect(knowledge.barred(customer)).toHaveLength(1);
  });

  it('searches only what is about a subject, in any case', () => {
    const store = openAt(temporaryFolder());
    fill('kettle', ['It boils in two minutes.'], { subject: 'Kettle K2' }, store);
    fill('oven', ['It heats in nine minutes.'], { subject: 'Oven O9' }, store);
    fill('general', ['Both have minutes on the display.'], {}, store);
    const { knowledge } = store;
    const about = filter('retail', { subjects: ['KETTLE k2'] });
    expect(titles(find(knowledge, 'minutes'))).toEqual(['general', 'kettle', 'oven']);
    expect(titles(find(knowledge, 'minutes', 9, about))).toEqual(['kettle']);
    expect(knowledge.citable(about)).toHaveLength(1);
    expect(knowledge.barred(about)).toHaveLength(2);
    expect(knowledge.subjects('retail')).toEqual(['Kettle K2', 'Oven O9']);
  });

  it('reads misspelt words and part numbers as the ones that are there', () => {
    const store = openAt(temporaryFolder());
    fill('part', ['The filter AX-4410-B fits all coffee machines.'], {}, store);
    fill('warranty', ['The guarantee lasts two years.'], {}, store);
    const { knowledge } = store;
    expect(titles(find(knowledge, 'how long is the garantee'))).toEqual(['warranty']);
    expect(titles(find(knowledge, 'guarantie'))).toEqual(['warranty']);
    for (const number of ['AX-4410-B', 'ax4410b', 'AX 4410 B', '4410'])
      expect(titles(find(knowledge, number))).toEqual(['part']);
    // One digit off is another part, and a name is no misspelt word.
    expect(find(knowledge, 'ax4411b')).toEqual([]);
    expect(find(knowledge, 'I am Garantee')).toEqual([]);
    expect(find(knowledge, 'zzzzqqqq')).toEqual([]);
  });

  it('finds while a word is being typed', () => {
    const store = openAt(temporaryFolder());
    fill('warranty', ['The guarantee lasts two years.'], {}, store);
    fill('returns', ['Returns take two weeks.'], {}, store);
    const typed = (text: string) => titles(find(store.knowledge, text, 9, filter(), 'begun'));
    expect(typed('guar')).toEqual(['warranty']);
    expect(typed('two ye')).toEqual(['warranty']);
    expect(typed('two')).toEqual(['returns', 'warranty']);
    // Not all words are there: then any will do.
    expect(typed('two lemons')).toEqual(['returns', 'warranty']);
  });

  it('gives vectors back as they were, in pages, for the model that made them', () => {
    const { knowledge, vectors } = fill('a', ['one', 'two', 'three']);
    const all = knowledge.vectors('retail', 'm1', 0, 10);
    expect(all.map(({ vector }) => vector)).toEqual(vectors);
    const [first, second] = all;
    expect(knowledge.vectors('retail', 'm1', first?.row ?? 0, 1)).toEqual([second]);
    expect(knowledge.vectors('retail', 'm2', 0, 10)).toEqual([]);
    expect(knowledge.vectors('banking', 'm1', 0, 10)).toEqual([]);
  });

  it('takes a vector that is a window into a larger buffer', () => {
    const { knowledge } = openAt(temporaryFolder());
    const document = article('a');
    const window = Float32Array.of(9, 1, 2, 9).subarray(1, 3);
    knowledge.putDocument(document, [passage(document, 0, 'x')], [window], model);
    expect(knowledge.vectors('retail', 'm1', 0, 9)[0]?.vector).toEqual(Float32Array.of(1, 2));
  });

  it('says which passages wait for a vector, and takes it later', () => {
    const { knowledge } = openAt(temporaryFolder());
    const document = article('a');
    const own = ['one', 'two'].map((text, ordinal) => passage(document, ordinal, text));
    knowledge.putDocument(document, own, [Float32Array.of(1), undefined], model);
    const [waiting] = knowledge.unembedded('retail', 'm1', 9);
    expect(waiting?.passage).toEqual(own[1]);
    expect(knowledge.countUnembedded('retail', 'm1')).toBe(1);
    expect(knowledge.countUnembedded('retail', 'm2')).toBe(2);
    const before = knowledge.revision('retail');
    knowledge.putVectors('m1', [
      { row: waiting?.row ?? 0, vector: Float32Array.of(2) },
      // Replaced while its vector was made.
      { row: 99, vector: Float32Array.of(3) },
    ]);
    expect(knowledge.revision('retail')).toBeGreaterThan(before);
    expect(knowledge.unembedded('retail', 'm1', 9)).toEqual([]);
    knowledge.putVectors('m2', [{ row: waiting?.row ?? 0, vector: Float32Array.of(4) }]);
    expect(knowledge.dropOtherVectors('retail', 'm1')).toBe(1);
    expect(knowledge.vectors('retail', 'm1', 0, 9)).toHaveLength(2);
  });

  it('replaces the article of the same path and never uses a row again', () => {
    const store = openAt(temporaryFolder());
    const { knowledge } = store;
    fill('a', ['zebra', 'giraffe'], {}, store);
    const before = knowledge.citable(filter());
    fill('a', ['lion'], { id: 'doc-a-2' }, store);
    expect(find(knowledge, 'zebra giraffe')).toEqual([]);
    expect(find(knowledge, 'lion')).toHaveLength(1);
    expect(Math.min(...knowledge.citable(filter()))).toBeGreaterThan(Math.max(...before));
    expect(knowledge.vectors('retail', 'm1', 0, 9)).toHaveLength(1);
    expect(knowledge.documents('retail')).toEqual([
      { id: 'doc-a-2', source: 'pack', path: 'a', title: 'a', hash: 'a'.repeat(64), version: 1 },
    ]);
    fill('a', ['tiger'], { id: 'doc-a-2' }, store);
    expect(find(knowledge, 'tiger')).toHaveLength(1);
    expect(store.integrity().ok).toBe(true);
  });

  it('keeps sources apart', () => {
    const store = openAt(temporaryFolder());
    const { knowledge } = store;
    fill('a', ['zebra of the pack'], {}, store);
    fill('a', ['zebra of the import'], { id: 'doc-import', source: 'import-1' }, store);
    expect(find(knowledge, 'zebra')).toHaveLength(2);
    expect(knowledge.removeMissing('retail', 'pack', [])).toBe(1);
    expect(ids(find(knowledge, 'zebra'))).toEqual(['doc-import#0']);
    expect(knowledge.removeDocuments('retail', 'import-1', 'b')).toBe(0);
    expect(knowledge.removeDocuments('retail', 'import-1')).toBe(1);
    expect(knowledge.count('retail')).toBe(0);
  });

  it('removes what is no longer in the pack', () => {
    const store = openAt(temporaryFolder());
    const { knowledge } = store;
    const { document } = fill('a', ['zebra'], {}, store);
    fill('b', ['lion'], {}, store);
    expect(knowledge.document(document.id)).toEqual(document);
    expect(knowledge.removeMissing('retail', 'pack', ['b', 'c'])).toBe(1);
    expect(knowledge.document(document.id)).toBeUndefined();
    expect(find(knowledge, 'zebra lion')).toHaveLength(1);
    expect(knowledge.removeMissing('banking', 'pack', [])).toBe(0);
  });

  it('gives a document with its vectors, grows it in parts and removes some of many', () => {
    const store = openAt(temporaryFolder());
    const { knowledge } = store;
    const document = article('a');
    const own = ['one', 'two', 'three'].map((text, ordinal) => passage(document, ordinal, text));
    knowledge.putDocument(document, own.slice(0, 1), [Float32Array.of(1)], model);
    knowledge.putPart(document, own.slice(1), [undefined, Float32Array.of(3)], model);
    expect(knowledge.embedded(document.id, 'm1').map(({ vector }) => vector)).toEqual([
      Float32Array.of(1),
      undefined,
      Float32Array.of(3),
    ]);
    expect(find(knowledge, 'two three')).toHaveLength(2);
    fill('b', ['one lion'], {}, store);
    expect(knowledge.removePassages(document.id, 1)).toBe(1);
    expect(knowledge.embedded(document.id, 'm1')).toHaveLength(2);
    expect(knowledge.removeThese([document.id, article('nobody').id])).toBe(1);
    expect(find(knowledge, 'one')).toHaveLength(1);
    expect(knowledge.count('retail')).toBe(1);
  });

  it('lists in pages, newest first, found by title or path', () => {
    const store = openAt(temporaryFolder());
    for (const [at, path] of ['returns', 'shipping', 'sizes_100%'].entries())
      fill(path, ['x', 'y'], { importedAt: at, owner: 'Care' }, store);
    fill('old', ['x'], { importedAt: 9, validTo: '2020-01-01' }, store);
    const page = (change = {}) =>
      store.knowledge.listing('retail', { offset: 0, limit: 10, ...change }, today);
    expect(page().documents.map(({ title }) => title)).toEqual([
      'old',
      'sizes_100%',
      'shipping',
      'returns',
    ]);
    expect(page({ offset: 1, limit: 2 }).documents).toHaveLength(2);
    expect(page({ offset: 1, limit: 2 }).total).toBe(4);
    expect(page({ text: '100%' })).toMatchObject({
      documents: [{ title: 'sizes_100%', passages: 2, owner: 'Care', citable: true }],
      total: 1,
    });
    expect(page({ text: 'old' }).documents[0]?.citable).toBe(false);
  });

  it('remembers nothing of what was rolled back', () => {
    const store = openAt(temporaryFolder());
    const document = article('a');
    expect(() =>
      store.transaction(() => {
        store.knowledge.putDocument(
          document,
          [passage(document, 0, 'guarantee')],
          [undefined],
          model,
        );
        throw new Error('the disk is full');
      }, 'normal'),
    ).toThrow('the disk is full');
    expect(find(store.knowledge, 'guarantee')).toEqual([]);
    fill('a', ['guarantee'], {}, store);
    expect(find(store.knowledge, 'garantee')).toHaveLength(1);
  });

  it('refuses passages without vectors', () => {
    const { knowledge } = openAt(temporaryFolder());
    const document = article('a');
    expect(() => {
      knowledge.putDocument(document, [passage(document, 0, 'x')], [], model);
    }).toThrow(RangeError);
  });
});

describe('sources of articles', () => {
  it('keeps sources, runs and what became of gaps', () => {
    const { sources } = openAt(temporaryFolder());
    const source = KnowledgeSource.parse({
      id: 's1',
      pack: 'retail',
      kind: 'folder',
      title: 'Help',
      watched: true,
      defaults: {},
      addedAt: 1,
    });
    sources.put(source);
    sources.put({ ...source, importedAt: 5 });
    expect(sources.all('retail')).toEqual([{ ...source, importedAt: 5 }]);
    expect(sources.all('banking')).toEqual([]);
    sources.remove(source.id);
    expect(sources.get(source.id)).toBeUndefined();

    const counts = { total: 0, done: 0, imported: 0, unchanged: 0, withdrawn: 0, passages: 0 };
    for (let at = 1; at <= 205; at += 1)
      sources.putJob(
        ImportJob.parse({
          id: `job-${String(at).padStart(3, '0')}`,
          source: 's1',
          pack: 'retail',
          title: 'Help',
          state: 'done',
          ...counts,
          problems: [],
          moreProblems: 0,
          startedAt: at,
        }),
      );
    expect(sources.jobs(2).map(({ id }) => id)).toEqual(['job-205', 'job-204']);
    expect(sources.jobs(999)).toHaveLength(200);
    expect(sources.job('job-001')).toBeUndefined();

    expect(sources.gapState('g')).toBeUndefined();
    sources.setGapState('g', 'set_aside');
    sources.setGapState('g', 'written');
    expect(sources.gapState('g')).toBe('written');
  });
});

describe('anyWord', () => {
  it('leaves out what stands everywhere, unless there is nothing else', () => {
    const once = (): number => 1;
    expect(anyWord('How do I get a refund?', once)).toBe('"refund"');
    expect(anyWord('How is it?', once)).toBe('"how" OR "is" OR "it"');
    expect(anyWord('?! --', once)).toBeUndefined();
  });

  it('takes the rare words first and stops before the common ones cost too much', () => {
    const rows: Readonly<Record<string, number>> = {
      '"order"': 9_000,
      '"lantern"': 12,
      '"late"': 800,
    };
    const frequency = (word: string): number => rows[word] ?? 0;
    expect(anyWord('order lantern late unheard', frequency)).toBe('"lantern" OR "late"');
    // The only word there is is searched, whatever it costs.
    expect(anyWord('order', frequency)).toBe('"order"');
    expect(anyWord('unheard', frequency)).toBeUndefined();
  });

  it('makes a query of anything that a customer may write', () => {
    const { knowledge } = fill('a', ['NEAR AND OR NOT refund order']);
    const nasty = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc
        .array(
          fc.constantFrom(
            '"',
            "'",
            '*',
            '(',
            ')',
            'NEAR',
            'AND',
            ':',
            '^',
            '-',
            '+',
            'title',
            '\0',
            'refund',
          ),
        )
        .map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(nasty, (text) => {
        knowledge.matchText(text, filter(), 3);
        knowledge.matchText(text, filter(), 3, 'begun');
        if (/\brefund\b/u.test(text))
          expect(knowledge.matchText(text, filter(), 3)).toHaveLength(1);
      }),
      { numRuns: 300 },
    );
  });
});
