import type { Log } from '#core/log.ts';
import type { TextGenerator } from '#core/ports.ts';
import type { Candidate } from './candidate.ts';
import type { SuggestInput } from './gather.ts';
import { relink, rephrase } from './rephrase.ts';

/**
 * The drafted replies among the cards in a generator's words, where one is installed and what it
 * writes holds. Only when the agent asked: a card that comes by itself does not wait for it.
 */
export async function inBetterWords(
  chosen: readonly Candidate[],
  input: SuggestInput,
  generator: TextGenerator | undefined,
  log: Pick<Log, 'info'> | undefined,
): Promise<readonly Candidate[]> {
  if (generator === undefined || input.origin !== 'pulled') return chosen;
  return Promise.all(
    chosen.map(async (candidate) => {
      const { body, citations } = candidate;
      if (body.kind !== 'reply' || body.sentences === undefined) return candidate;
      const written = await rephrase(generator, {
        text: body.text,
        tone: input.tone,
        cited: [
          ...citations.map(({ quote, title, heading }) => `${title}. ${heading}. ${quote}`),
          ...(candidate.records ?? []).map(({ title, text }) => `${title}. ${text}`),
        ],
        said: input.view.turns.map(({ text }) => text),
      });
      // The reason is ours; what the generator wrote may hold anything and is not logged.
      if (written.problem !== undefined) log?.info('A rephrasing was not used.');
      if (written.problem !== undefined || written.text === body.text) return candidate;
      return {
        ...candidate,
        body: {
          ...body,
          text: written.text,
          sentences: relink(written.text, body.sentences, citations),
          rephrasedBy: generator.model,
        },
      };
    }),
  );
}
