import { type Log, messageOf } from '#core/log.ts';
import type { Clock, Encoder, KnowledgeRepository, PassageRow } from '#core/ports.ts';
import { createBreath } from './breath.ts';
import { embeddedText } from './passages.ts';
import { remakePack } from './remake.ts';
import { soundVector } from './sound-vector.ts';
import type { Splitter } from './splitter.ts';

/** Makes the vectors that passages wait for, behind everything else. */
export interface Embedder {
  /** Passages of the pack may wait; `passages` says how many were added, where that is known. */
  wake(pack: string, passages?: number): void;
  /** Splits and embeds all of a pack anew; what is there answers until it is replaced. */
  remake(pack: string): void;
  /** 0 to 1; undefined when nothing of the pack waits. */
  progress(pack: string): number | undefined;
  /** Why the work stands still, in one sentence. */
  problem(pack: string): string | undefined;
  onChange(listener: (pack: string) => void): () => void;
  /** Resolves when nothing waits, or when it was given up until the next `wake`. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Rows asked for at once, and passages embedded in one call. */
const pageSize = 512;
const batchSize = 64;
/** A busy or restarting encoder is asked again after a while, so often and then not any more. */
const retryMs = [500, 1_000, 5_000, 15_000, 30_000];

interface Work {
  readonly pack: string;
  remake: boolean;
  /** Something came in while it was worked on. */
  again: boolean;
  done: number;
  total: number;
}

export function createEmbedder(parts: {
  readonly knowledge: KnowledgeRepository;
  /** The one in use now; another one from one call to the next is another model. */
  readonly encoder: () => Promise<Encoder>;
  readonly splitter: Splitter;
  /** Vectors of other encoders stay: one of them still answers. */
  readonly keepOthers?: boolean;
  readonly clock: Pick<Clock, 'now' | 'after'>;
  readonly log: Log;
}): Embedder {
  const { knowledge, clock, log } = parts;
  const waiting = new Map<string, Work>();
  const problems = new Map<string, string>();
  const listeners = new Set<(pack: string) => void>();
  const tidied = new Set<string>();
  const abort = new AbortController();
  const { signal } = abort;
  let running: Promise<void> | undefined;

  const tell = (pack: string): void => {
    for (const listener of listeners) listener(pack);
  };
  const step = (work: Work, passages: number): void => {
    work.done += passages;
    work.total = Math.max(work.total, work.done);
    tell(work.pack);
  };

  /** Everything of the pack that has no vector of the encoder in use; again when that changes. */
  const sweep = async (work: Work): Promise<void> => {
    const { pack } = work;
    let after: PassageRow = 0;
    let model = '';
    let embedded = 0;
    for (;;) {
      signal.throwIfAborted();
      const encoder = await parts.encoder();
      if (encoder.model.sha256 !== model) {
        model = encoder.model.sha256;
        after = 0;
        work.total = work.done + knowledge.countUnembedded(pack, model);
      }
      const page = knowledge.unembedded(pack, model, pageSize, after);
      const last = page.at(-1)?.row;
      if (last === undefined) {
        // What came in meanwhile has higher rows; only a look from the start says that none is left.
        if (after === 0) break;
        after = 0;
        continue;
      }
      for (let at = 0; at < page.length; at += batchSize) {
        const batch = page.slice(at, at + batchSize);
        const texts = batch.map(({ passage }) => embeddedText(passage));
        const vectors = await encoder.embed(texts, { priority: 'background', signal });
        knowledge.putVectors(
          model,
          batch.map(({ row }, index) => ({ row, vector: soundVector(vectors[index], encoder) })),
        );
        embedded += batch.length;
        step(work, batch.length);
      }
      after = last;
    }
    // Once in a while without need: whoever embedded them may have died before this.
    if (parts.keepOthers !== true && (embedded > 0 || !tidied.has(pack + model)))
      knowledge.dropOtherVectors(pack, model);
    tidied.add(pack + model);
  };

  const workOn = async (work: Work): Promise<void> => {
    for (let failures = 0; ;) {
      try {
        if (work.remake) {
          const breathe = createBreath();
          await remakePack({ ...parts, breathe }, work.pack, signal, {
            total: (passages) => {
              work.total = work.done + passages;
            },
            done: (passages) => step(work, passages),
          });
          work.remake = false;
        }
        const before = work.done;
        await sweep(work).finally(() => {
          if (work.done > before) failures = 0;
        });
        problems.delete(work.pack);
        return;
      } catch (thrown) {
        if (signal.aborted) return;
        const wait = retryMs[failures];
        failures += 1;
        problems.set(work.pack, `Passages wait for their vectors: ${messageOf(thrown)}`);
        log.warn('Passages could not be embedded.', {
          pack: work.pack,
          reason: messageOf(thrown),
          again: wait !== undefined,
        });
        if (wait === undefined) return;
        tell(work.pack);
        await rest(wait);
        if (signal.aborted) return;
      }
    }
  };

  const rest = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const cancel = clock.after(ms, resolve);
      signal.addEventListener(
        'abort',
        () => {
          cancel();
          resolve();
        },
        { once: true },
      );
    });

  const run = async (): Promise<void> => {
    for (;;) {
      const next = waiting.values().next();
      if (next.done === true || signal.aborted) break;
      const work = next.value;
      do {
        work.again = false;
        await workOn(work);
      } while (work.again && !signal.aborted);
      waiting.delete(work.pack);
      tell(work.pack);
    }
    running = undefined;
  };

  const add = (pack: string, passages: number, remake: boolean): void => {
    if (signal.aborted) return;
    const work = waiting.get(pack);
    if (work === undefined)
      waiting.set(pack, { pack, remake, again: false, done: 0, total: passages });
    else {
      work.total += passages;
      work.remake ||= remake;
      work.again = true;
    }
    running ??= Promise.resolve().then(run);
    tell(pack);
  };

  return {
    wake: (pack, passages = 0) => add(pack, passages, false),
    remake: (pack) => add(pack, 0, true),
    progress: (pack) => {
      const work = waiting.get(pack);
      // Only looking whether something waits is no work worth showing.
      if (work === undefined || (work.total === 0 && !work.remake)) return undefined;
      return work.total === 0 ? 0 : Math.min(1, work.done / work.total);
    },
    problem: (pack) => problems.get(pack),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    settled: async () => {
      while (running !== undefined) await running;
    },
    close: async () => {
      abort.abort(new Error('Earshot closes.'));
      await running;
    },
  };
}
