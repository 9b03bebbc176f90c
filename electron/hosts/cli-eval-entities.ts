import { parseArgs } from 'node:util';
import { joinNeighbours, scoreEntities, type TypedSpan } from '#core/measure/entity-accuracy.ts';
import { readEntitySet } from '#core/measure/entity-sets.ts';
import type { TokenTagger } from '#core/ports.ts';
import { findPersonal, presidioTypes } from '#core/understand/index.ts';
import { createCliIo, type ExitCode, refuse, usage } from './cli-output.ts';
import { readInput } from './cli-recordings.ts';

/**
 * `earshot eval entities`: exact spans of personal data against a reference set in the shape of
 * pii_presidio. `joined` scores the same with neighbouring spans of one type as one.
 */
export async function evaluateEntities(
  args: readonly string[],
  /** The installed tagger; rules alone when absent. */
  tagger?: Pick<TokenTagger, 'tag' | 'model'>,
): Promise<ExitCode> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      test: { type: 'string' },
      region: { type: 'string', default: 'US' },
      mistakes: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  if (values.test === undefined)
    throw usage('Name the set: earshot eval entities --test FILE [--mistakes] [--json].');
  const io = createCliIo(values.json);
  let set;
  try {
    set = readEntitySet(new TextDecoder().decode(await readInput(values.test)));
  } catch (thrown) {
    if (thrown instanceof Error && thrown.name === 'EntitySetError')
      throw refuse({
        message: `${values.test}: ${thrown.message}`,
        mend: 'Give JSON lines in the shape of pii_presidio/dev.jsonl.',
      });
    throw thrown;
  }
  const tags = await tagger?.tag(
    set.map(({ text }) => text),
    { priority: 'background' },
  );
  const texts = set.map(({ text, expected, asked }, index) => ({
    text,
    expected,
    found: findPersonal(text, {
      region: values.region,
      asked,
      ...(tags?.[index] !== undefined && { tags: tags[index] }),
    }).flatMap(({ entity, start, end }): TypedSpan[] => {
      const type = presidioTypes[entity];
      return type === undefined ? [] : [{ type, start, end }];
    }),
  }));
  const score = scoreEntities(texts);
  const joined = scoreEntities(
    texts.map(({ text, expected, found }) => ({
      text,
      expected: joinNeighbours(text, expected),
      found: joinNeighbours(text, found),
    })),
  );
  const model =
    tagger === undefined ? 'rules' : `rules + ${tagger.model.name} ${tagger.model.version}`;
  io.json({ ...score, joined, model });
  const line = (name: string, { precision, recall, f2, n }: (typeof score)['overall']): void =>
    io.line(
      `${name.padEnd(20)} precision ${precision.toFixed(3)}  recall ${recall.toFixed(3)}  F2 ${f2.toFixed(3)}  n ${n}`,
    );
  for (const [type, one] of Object.entries(score.byType)) line(type, one);
  line('all, exact spans', score.overall);
  line('all, joined', joined.overall);
  io.line(`${score.n} texts; micro-averaged over the types of the set; ${model}.`);
  if (values.mistakes)
    for (const { text, expected, found } of texts) {
      const key = ({ type, start, end }: TypedSpan): string => `${type} ${start}-${end}`;
      const [wanted, got] = [new Set(expected.map(key)), new Set(found.map(key))];
      const show = (mark: string, span: TypedSpan): void =>
        io.line(`  ${mark} ${span.type} ${JSON.stringify(text.slice(span.start, span.end))}`);
      const missed = expected.filter((span) => !got.has(key(span)));
      const extra = found.filter((span) => !wanted.has(key(span)));
      if (missed.length + extra.length === 0) continue;
      io.line(JSON.stringify(text));
      for (const span of missed) show('-', span);
      for (const span of extra) show('+', span);
    }
  return 0;
}
