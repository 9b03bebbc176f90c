import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Core } from '../../electron/core/surface.ts';
import { withBenchCore } from './bench-core.ts';
import { createWriter } from './made-up-text.ts';
import type { Line } from './report.ts';

const articles = 1_000;
const wordsEach = 400;
/** A thousand articles a minute. */
const budgetMs = 60_000;
const folders = 20;

/** Markdown as a company has it: a title, headings, a list; about 400 words. */
function article(index: number): string {
  const write = createWriter(index + 1);
  const sentences = (words: number): string => {
    const all: string[] = [];
    for (let left = words; left > 0; left -= 14) all.push(`${write(Math.min(14, left))}.`);
    return all.join(' ');
  };
  const sections = Array.from({ length: 3 }, () =>
    [`## ${write(3)}`, sentences(100), `- ${write(8)}\n- ${write(8)}`].join('\n\n'),
  );
  const front = `---\ntitle: ${write(5)}\nowner: Bench\nvalidFrom: 2026-01-01\n---\n`;
  return `${front}\n${sentences(wordsEach - 3 * 116)}\n\n${sections.join('\n\n')}\n`;
}

async function importOnce(core: Core, path: string): Promise<string> {
  const started = await core.knowledgeDesk.import({
    pack: 'retail',
    path,
    watch: false,
    defaults: { audience: 'agent', language: 'en' },
  });
  if (!started.ok) throw new Error(started.error.message);
  return started.value.id;
}

/** Resolves when every article is stored and found by its words; vectors are still being made. */
async function stored(core: Core, id: string): Promise<void> {
  for await (const jobs of core.knowledgeDesk.watchImports()) {
    const state = jobs.find((job) => job.id === id)?.state;
    if (state === 'failed' || state === 'cancelled') throw new Error(`The import ${state}.`);
    if (state === 'done') return;
  }
}

/** A folder of articles through the core: until the words are found, and until all vectors are there. */
export async function importArticles(): Promise<Line[]> {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-bench-articles-'));
  try {
    for (let n = 0; n < articles; n += 1) {
      const inside = join(folder, String(n % folders));
      mkdirSync(inside, { recursive: true });
      writeFileSync(join(inside, `${n}.md`), article(n));
    }
    return await withBenchCore({}, async ({ core }) => {
      await core.ready();
      await core.knowledgeDesk.settled();
      const timer = setInterval(() => {
        peak = Math.max(peak, process.memoryUsage.rss());
      }, 50);
      const before = process.memoryUsage.rss();
      let peak = before;
      const loop = monitorEventLoopDelay({ resolution: 1 });
      loop.enable();
      const from = performance.now();
      const id = await importOnce(core, folder);
      await stored(core, id);
      const storedMs = performance.now() - from;
      await core.knowledgeDesk.settled();
      const allMs = performance.now() - from;
      loop.disable();
      const again = performance.now();
      await stored(core, await importOnce(core, folder));
      const againMs = performance.now() - again;
      clearInterval(timer);
      const job = core.knowledgeDesk.jobs().find((one) => one.id === id);
      const perMinute = (ms: number): string =>
        `${Math.round((articles * 60_000) / ms).toLocaleString('en')} articles a minute`;
      const passages = job?.passages ?? 0;
      return [
        {
          what: 'import until found by words',
          n: articles,
          unit: 'ms',
          value: storedMs,
          budget: {},
          note: perMinute(storedMs),
        },
        {
          what: 'import until found by meaning',
          n: articles,
          unit: 'ms',
          value: allMs,
          budget: { value: budgetMs },
          note: `${perMinute(allMs)}, ${passages} passages`,
        },
        {
          what: 'the same folder again, unchanged',
          n: articles,
          unit: 'ms',
          value: againMs,
          budget: {},
        },
        {
          what: 'growth of the process at its peak',
          n: 1,
          unit: 'MB',
          value: (peak - before) / 1e6,
          budget: {},
        },
        {
          what: 'event loop beside an import',
          n: loop.count,
          unit: 'ms',
          p50: loop.percentile(50) / 1e6,
          p99: loop.percentile(99) / 1e6,
          value: loop.max / 1e6,
          budget: { value: 50 },
          note: 'value: the longest block',
        },
      ];
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
