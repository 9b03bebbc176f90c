import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { type CliIo, createCliIo, type ExitCode, refuse, usage } from './cli-output.ts';
import { readInput } from './cli-recordings.ts';
import { withReplayCore } from './cli-session.ts';

type Said = { readonly speaker: 'customer' | 'agent'; readonly text: string };

/** `earshot search`: the passages that answer a question, each with where it stands and why it came. */
export async function search(args: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      history: { type: 'string' },
      pack: { type: 'string', default: 'retail' },
      k: { type: 'string', default: '5' },
      'data-dir': { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const text = positionals.join(' ').trim();
  if (text === '') throw usage('Give the question: earshot search "how long do refunds take".');
  if (!/^[1-9]\d?$/u.test(values.k))
    throw usage(`--k is a whole number from 1 to 99, not "${values.k}".`);
  const k = Number(values.k);
  const io = createCliIo(values.json);
  const history = values.history === undefined ? [] : await talkIn(values.history, io);
  const dataFolder = values['data-dir'];
  const { pack } = values;
  return withReplayCore(
    { packs: [pack], startAt: Date.now(), ...(dataFolder !== undefined && { dataFolder }) },
    async ({ core }) => {
      await core.ready();
      const found = await core.knowledgeDesk.search({ pack, text, history, k });
      if (!found.ok) throw refuse(found.error);
      const { hits, understoodAs, passages, ms } = found.value;
      io.json(
        hits.map(({ passage, score, parts }) => ({
          passage: passage.id,
          document: passage.document,
          title: passage.title,
          heading: passage.heading,
          text: passage.text,
          score,
          parts,
          ms,
        })),
      );
      if (understoodAs !== undefined) io.line(`Understood as: ${understoodAs}`);
      for (const [index, { passage, relevance }] of hits.entries()) {
        io.line(
          `${index + 1}. ${passage.title} › ${passage.heading} (${Math.round(100 * relevance)} %)`,
        );
        io.line(`   ${passage.text.replaceAll(/\s+/g, ' ').slice(0, 200)}`);
      }
      if (hits.length === 0)
        io.line(
          passages === 0
            ? `The pack "${pack}" has no articles yet; earshot kb import brings them.`
            : 'Nothing was found; try other words.',
        );
      return hits.length === 0 ? 1 : 0;
    },
  );
}

/** A talk, oldest first: one turn a line, `customer: …` or `agent: …`; or JSON lines of speaker and text. */
async function talkIn(file: string, io: CliIo): Promise<Said[]> {
  const text = new TextDecoder().decode(await readInput(file));
  return text.split(/\r?\n/).flatMap((line, index): Said[] => {
    if (line.trim() === '') return [];
    const said = /^\s*(customer|agent)\s*:\s*(\S.*)$/i.exec(line);
    if (said !== null)
      return [
        { speaker: said[1]?.toLowerCase() === 'agent' ? 'agent' : 'customer', text: said[2] ?? '' },
      ];
    const turn = jsonTurn(line);
    if (turn === undefined)
      io.complain(
        `${basename(file)}, line ${index + 1}: write "customer: …" or "agent: …"; it was left out.`,
      );
    return turn === undefined ? [] : [turn];
  });
}

function jsonTurn(line: string): Said | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // Not JSON: the caller says how a line looks.
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { speaker, role, text } = value as Readonly<Record<string, unknown>>;
  const who = speaker ?? role;
  if ((who !== 'customer' && who !== 'agent') || typeof text !== 'string') return undefined;
  return { speaker: who, text };
}
