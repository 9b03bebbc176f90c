import { parseArgs } from 'node:util';
import type { Recording } from '#domain/recording.ts';
import { type CliIo, createCliIo, type ExitCode, usage } from './cli-output.ts';
import { openRecordings } from './cli-recordings.ts';
import { withReplayCore } from './cli-session.ts';
import { replayLine, runReplay, wrapUpLine } from './replay-run.ts';

/** What a recording without a date is taken to have started at: the day does not matter, sameness does. */
const undated = Date.UTC(2026, 0, 15, 9);

/** `earshot replay FILE`: recorded conversations through a fresh core in a temporary data folder. */
export async function replay(args: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      pack: { type: 'string' },
      speed: { type: 'string', default: 'instant' },
      text: { type: 'string', default: 'human' },
      'data-dir': { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0)
    throw usage('Name one recording: earshot replay FILE.');
  const { speed, text } = values;
  if (speed !== 'instant' && speed !== '1' && speed !== '8')
    throw usage(`--speed is instant, 1 or 8, not "${speed}".`);
  if (text !== 'human' && text !== 'asr') throw usage(`--text is human or asr, not "${text}".`);

  const io = createCliIo(values.json);
  const recordings = await openRecordings(file, text, io);
  const pack = values.pack ?? recordings[0]?.header.pack ?? 'retail';
  const startAt = Date.parse(recordings[0]?.header.startedAt ?? '') || undated;
  await withReplayCore(
    {
      packs: [pack],
      startAt,
      ...(values['data-dir'] !== undefined && { dataFolder: values['data-dir'] }),
    },
    async ({ core, clock }) => {
      for (const recording of recordings) {
        const names = new Map<string, string>();
        const wrapUp = await runReplay({
          core,
          clock,
          pack,
          recording,
          speed,
          onEvent: ({ event }) => {
            const line = replayLine(event);
            if (line === undefined) return;
            io.json(line);
            tell(io, line, names);
          },
        });
        io.json(wrapUpLine(wrapUp));
        io.line(`\n== ${title(recording)}: ${wrapUp.disposition ?? 'no disposition'}`);
        for (const { section, text: words } of wrapUp.summary) io.line(`   ${section}: ${words}`);
        io.line('');
      }
    },
  );
  return 0;
}

const title = (recording: Recording): string => recording.header.title ?? recording.header.session;

/** The same lines for a person: who said what, and what Earshot made of it. */
function tell(io: CliIo, line: Record<string, unknown>, names: Map<string, string>): void {
  const event = line as {
    type: string;
    turn?: { id: string; speaker: string; text: string };
    suggestion?: { title: string; score: number; body: { kind: string } } | null;
    silence?: { text: string };
    action?: { id: string; title: string; state: string } | string;
    state?: string;
    reasoning?: string;
    tellCustomer?: string;
  };
  if (event.type === 'turn' && event.turn)
    io.line(`${event.turn.speaker === 'customer' ? 'Customer' : 'Agent'}: ${event.turn.text}`);
  if (event.type === 'suggestion' && event.suggestion)
    io.line(
      `   [${event.suggestion.body.kind}] ${event.suggestion.title} (${event.suggestion.score.toFixed(2)})`,
    );
  if (event.type === 'action' && typeof event.action === 'object') {
    names.set(event.action.id, event.action.title);
    io.line(`   {${event.action.state}} ${event.action.title}: ${event.reasoning ?? ''}`);
  }
  if (event.type === 'outcome' && typeof event.action === 'string')
    io.line(
      `   {${event.state ?? ''}} ${names.get(event.action) ?? event.action} ${event.tellCustomer ?? ''}`,
    );
}
