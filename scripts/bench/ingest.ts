import { messages, startTalk, withBenchCore } from './bench-core.ts';
import { type Line, percentileOf } from './report.ts';

const perSecond = 200;
const seconds = 10;

/**
 * From the moment a message is due (200 a second, over 20 conversations) until a query finds it.
 * Measured from when it was due, not from when the loop came to it, so that waiting counts.
 */
export async function ingestToQueryable(): Promise<Line[]> {
  return withBenchCore({}, async ({ core }) => {
    await core.ready();
    const talks = Array.from({ length: 20 }, () => startTalk(core));
    const texts = messages(perSecond * seconds);
    const times: number[] = [];
    const from = performance.now();
    for (let index = 0; index < texts.length;) {
      const due = from + (index * 1000) / perSecond;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
      // What became due while the core was busy is taken together, as a socket would hand it over.
      for (; index < texts.length; index += 1) {
        const wasDue = from + (index * 1000) / perSecond;
        if (wasDue > performance.now()) break;
        const conversation = talks[index % talks.length] ?? '';
        const text = texts[index] ?? '';
        const said = core.say({ conversation, speaker: 'customer', text, key: `ingest-${index}` });
        if (!said.ok) throw new Error(said.error.message);
        const found = core.view(conversation)?.turns.some(({ id }) => id === said.value.id);
        if (found !== true) throw new Error('A message that was accepted cannot be queried.');
        times.push(performance.now() - wasDue);
      }
    }
    await core.settled();
    return [
      {
        what: 'ingest to queryable at 200 messages/s',
        n: times.length,
        unit: 'ms',
        p50: percentileOf(times, 0.5),
        p99: percentileOf(times, 0.99),
        budget: { p99: 100 },
      },
    ];
  });
}
