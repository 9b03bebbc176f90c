import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findAppFolder } from '../../electron/hosts/app-folder.ts';
import { messages, startTalk, withBenchCore } from './bench-core.ts';
import { type Line, percentileOf } from './report.ts';

const wantedPassages = 10_000;
const perArticle = 20;

const things = [
  'kettle',
  'jacket',
  'router',
  'lamp',
  'desk',
  'phone',
  'blender',
  'backpack',
  'speaker',
  'carpet',
];
const matters = [
  'warranty',
  'cleaning',
  'delivery',
  'return',
  'assembly',
  'battery',
  'repair',
  'sizing',
  'payment',
  'recycling',
];

/** An article of about `perArticle` passages, no two alike. */
function article(index: number): string {
  const thing = things[index % things.length] ?? '';
  const sections = Array.from({ length: perArticle }, (_, section) => {
    const matter = matters[(index + section) % matters.length] ?? '';
    return `## ${matter} of the ${thing} model ${index}-${section}\n\nFor the ${thing} model ${index}-${section} the ${matter} takes ${1 + ((index * 7 + section) % 28)} days. Keep the receipt ${index * 31 + section} at hand and tell the customer which step comes next. The ${matter} team answers between ${8 + (section % 4)} and ${16 + (index % 4)} o'clock, and the case stays open until it is solved.\n`;
  });
  return `---\ntitle: ${thing} ${index}\n---\n${sections.join('\n')}`;
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
          note: `${passages} passages, ${silent} turns without a card not counted`,
        },
      ];
    });
  } finally {
    rmSync(appFolder, { recursive: true, force: true });
  }
}
