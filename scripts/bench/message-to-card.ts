import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSeededRandom } from '../../electron/core/replay-ports.ts';
import { findAppFolder } from '../../electron/hosts/app-folder.ts';
import { messages, startTalk, withBenchCore } from './bench-core.ts';
import { type Line, percentileOf } from './report.ts';

const wantedPassages = 10_000;
const perArticle = 20;

/** Words of the trade: rank decides how often they come (Zipf's law, exponent 1). */
const common =
  'order delivery return refund customer account item parcel payment address size card store receipt exchange carrier warranty repair invoice voucher subscription plan charge bank phone label box stock price discount shipping tracking courier warehouse season colour fabric zip lamp tent jacket boot bottle stove rope map torch blanket backpack kettle pan mug knife filter pump wheel brake saddle helmet glove scarf hat sock belt buckle strap seam sole lace'.split(
    ' ',
  );
const syllables = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu'.split(' ');
const rare = Array.from(
  { length: 4_000 },
  (_, index) =>
    `${syllables[index % 20] ?? ''}${syllables[Math.floor(index / 20) % 20] ?? ''}${syllables[Math.floor(index / 400) % 20] ?? ''}n`,
);
const vocabulary = [...common, ...rare];

/** Draws words as natural text does: a few often, most hardly ever. */
function createWriter(seed: number): () => string {
  const random = createSeededRandom(seed);
  const most = Math.log(vocabulary.length + 1);
  return () => {
    const rank = Math.floor(Math.exp(random.next() * most)) - 1;
    return vocabulary[Math.min(rank, vocabulary.length - 1)] ?? '';
  };
}

/** An article of about `perArticle` passages of some ninety words each. */
function article(index: number): string {
  const word = createWriter(index + 1);
  const sentence = (): string => {
    const words = Array.from({ length: 12 }, word);
    return `The ${words.slice(0, 6).join(' ')} and the ${words.slice(6).join(' ')}.`;
  };
  const sections = Array.from(
    { length: perArticle },
    (_, section) =>
      `## ${word()} ${word()} ${index}-${section}\n\n${Array.from({ length: 7 }, sentence).join(' ')}\n`,
  );
  return `---\ntitle: ${word()} ${index}\n---\n${sections.join('\n')}`;
}

/** The retail pack with enough articles for ten thousand passages. */
function largeResources(): string {
  const app = findAppFolder();
  const folder = mkdtempSync(join(tmpdir(), 'earshot-bench-app-'));
  symlinkSync(join(app, 'models'), join(folder, 'models'));
  cpSync(join(app, 'resources', 'packs', 'retail'), join(folder, 'resources', 'packs', 'retail'), {
    recursive: true,
  });
  cpSync(join(app, 'resources', 'crm'), join(folder, 'resources', 'crm'), { recursive: true });
  const knowledge = join(folder, 'resources', 'packs', 'retail', 'knowledge', 'bench');
  mkdirSync(knowledge, { recursive: true });
  for (let index = 0; index < wantedPassages / perArticle; index += 1)
    writeFileSync(join(knowledge, `article-${index}.md`), article(index));
  return folder;
}

const samples = 400;
const warmUp = 20;

/** From `say` to the first card of that turn, embedded models, ten thousand passages. */
export async function messageToCard(): Promise<Line[]> {
  const appFolder = largeResources();
  try {
    return await withBenchCore({ appFolder }, async ({ core }) => {
      await core.ready();
      const { passages } = await core.knowledgeSize('retail');
      const times: number[] = [];
      let silent = 0;
      for (const [index, text] of messages(samples + warmUp).entries()) {
        const conversation = startTalk(core);
        const frames = core.watch({ conversation, after: 0 });
        if (!frames.ok) throw new Error(frames.error.message);
        const iterator = frames.value[Symbol.asyncIterator]();
        const from = performance.now();
        const said = core.say({ conversation, speaker: 'customer', text, key: `bench-${index}` });
        if (!said.ok) throw new Error(said.error.message);
        for (;;) {
          const step = await iterator.next();
          if (step.done === true) throw new Error('The stream of the conversation ended.');
          const frame = step.value;
          if (frame.kind !== 'event') continue;
          const { type } = frame.recorded.event;
          if (type === 'suggestion.proposed') {
            if (index >= warmUp) times.push(performance.now() - from);
            break;
          }
          if (type === 'silence.kept') {
            if (index >= warmUp) silent += 1;
            break;
          }
        }
        await iterator.return?.();
        await core.settled(conversation);
      }
      return [
        {
          what: 'message accepted to card',
          n: times.length,
          unit: 'ms',
          p50: percentileOf(times, 0.5),
          p99: percentileOf(times, 0.99),
          budget: { p50: 10, p99: 100 },
          note: `${passages} passages of generated text with a Zipf vocabulary, ${silent} turns without a card not counted`,
        },
      ];
    });
  } finally {
    rmSync(appFolder, { recursive: true, force: true });
  }
}
