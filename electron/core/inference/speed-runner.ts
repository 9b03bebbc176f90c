import { createEngine } from './engine.ts';
import { InstallError } from './install-error.ts';
import type { OpenableModel } from './installed.ts';
import type { SpeedRunner } from './speed.ts';
import type { Clock } from '#core/ports.ts';

/** Three labels, as a zero-shot model would see them; its time grows with their number. */
const labels = [
  { name: 'delivery', description: 'asks where a parcel is' },
  { name: 'invoice', description: 'asks about an invoice or a payment' },
  { name: 'outage', description: 'says that something does not work' },
];

/** Opens a model in an engine of its own, so that the stopwatch measures nothing else. */
export const createSpeedRunner =
  (clock: Clock) =>
  async ({ entry, modelsDir }: OpenableModel): Promise<SpeedRunner> => {
    const engine = createEngine({ modelsDir, clock });
    const close = (): Promise<void> => engine.close();
    try {
      const run = await runOf();
      await engine.load(entry);
      return { run, close };
    } catch (thrown) {
      await close();
      throw thrown;
    }

    async function runOf(): Promise<SpeedRunner['run']> {
      switch (entry.task) {
        case 'embedding': {
          const encoder = await engine.encoder(entry, { cacheSize: 0 });
          return (text) => encoder.embed([text]);
        }
        case 'sentiment': {
          const classifier = await engine.classifier(entry);
          return (text) => classifier.classify([text]);
        }
        case 'entities': {
          const tagger = await engine.tagger(entry);
          return (text) => tagger.tag([text]);
        }
        case 'zero-shot': {
          const nli = await engine.nli(entry);
          return (text) => nli.classify(text, labels);
        }
        case 'reranking': {
          const reranker = await engine.reranker(entry);
          return (text) => reranker.score(text, [text]);
        }
        case 'text-generation': {
          const generator = await engine.generator(entry);
          return (text) => generator.generate({ system: '', user: text }, { maximumTokens: 16 });
        }
        default:
          throw new InstallError(
            'refused',
            `A model for ${entry.task} is not measured on texts.`,
            'Measure it where it is used.',
          );
      }
    }
  };
