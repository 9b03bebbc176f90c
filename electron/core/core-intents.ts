import { err, ok } from '#domain/result.ts';
import { LearnRefusal, readExamples, type IntentVersions } from './learn/index.ts';
import { messageOf } from './log.ts';
import type { CoreFailure, IntentDesk } from './surface.ts';

/** The admin's intents as hosts ask for them: refusals become answers, bugs stay exceptions. */
export function createIntentDesk(parts: {
  readonly intents: IntentVersions;
  /** Who is written down as the one who switched. */
  readonly actor: () => string;
}): IntentDesk {
  const { intents } = parts;

  const refused = (thrown: unknown) => {
    if (thrown instanceof LearnRefusal) {
      const { code, message, mend } = thrown;
      return err<CoreFailure>({ code, message, mend });
    }
    if (isExpected(thrown))
      return err<CoreFailure>({
        code: 'UNAVAILABLE',
        message: `The intents cannot be worked on: ${messageOf(thrown)}`,
        mend: 'Try again in a moment; earshot doctor says what is missing.',
      });
    throw thrown;
  };
  const later = async <T>(run: () => Promise<T>) => {
    try {
      return ok(await run());
    } catch (thrown) {
      return refused(thrown);
    }
  };
  const atOnce = <T>(run: () => T) => {
    try {
      return ok(run());
    } catch (thrown) {
      return refused(thrown);
    }
  };

  return {
    list: (pack) => later(() => intents.list(pack)),
    examples: (model) => atOnce(() => intents.examples(model)),
    read: readExamples,
    train: (input, signal) => atOnce(() => intents.train(input, signal)),
    compare: (model) => later(() => intents.compare(model)),
    try: (model, text) => later(() => intents.try(model, text)),
    use: (model) => later(() => intents.use(model, parts.actor())),
    remove: (model) => later(() => intents.remove(model)),
  };
}

/** What `inference/` throws for a person to read: a busy encoder, a damaged model. */
const isExpected = (thrown: unknown): boolean =>
  thrown instanceof Error && /^(?:Encoder|Model|Inference)Error$/u.test(thrown.name);
