import { parseArgs } from 'node:util';
import { readGoldForms } from '#core/channels/index.ts';
import { scoreForms } from '#core/measure/form-accuracy.ts';
import type { Form } from '#domain/form.ts';
import { createCliIo, type ExitCode, refuse, usage } from './cli-output.ts';
import { openRecordings, readInput } from './cli-recordings.ts';
import { withReplayCore } from './cli-session.ts';
import { runReplay } from './replay-run.ts';

/** `earshot eval form`: the share of fields that the wrap-up's form filled as the agent did. */
export async function evaluateForm(args: readonly string[]): Promise<ExitCode> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      text: { type: 'string', default: 'human' },
      pack: { type: 'string', default: 'banking' },
      json: { type: 'boolean', default: false },
    },
  });
  const { data, text } = values;
  if (data === undefined) throw usage('Name the calls: earshot eval form --data FILE.');
  if (text !== 'human' && text !== 'asr') throw usage(`--text is human or asr, not "${text}".`);
  const io = createCliIo(values.json);
  const gold = readGoldForms(new TextDecoder().decode(await readInput(data)));
  if (gold.length === 0)
    throw refuse({
      message: `${data} holds no call with an agent_form.`,
      mend: 'Give a file in the shape of harper_valley/dev.jsonl.',
    });
  const recordings = await openRecordings(data, text, io);
  const filled = await withReplayCore(
    { packs: [values.pack], startAt: Date.UTC(2026, 0, 15, 9) },
    async ({ core, clock }) => {
      const forms = new Map<string, Form>();
      for (const recording of recordings) {
        const wrapUp = await runReplay({
          core,
          clock,
          pack: values.pack,
          recording,
          speed: 'instant',
          onEvent: () => undefined,
        });
        if (wrapUp.form !== undefined) forms.set(recording.header.session, wrapUp.form);
      }
      return forms;
    },
  );
  const score = scoreForms(
    gold.map(({ sid, agent_form }) => {
      const form = filled.get(sid);
      return { call: sid, expected: agent_form, ...(form !== undefined && { form }) };
    }),
  );
  io.json(score);
  io.line(
    `${score.correct} of ${score.fields} fields in ${score.calls} calls (${text} text): ${score.accuracy.toFixed(4)}`,
  );
  for (const { call, field, expected, got } of score.wrong)
    io.line(`  ${call} ${field}: expected "${expected}", got "${got}"`);
  return 0;
}
