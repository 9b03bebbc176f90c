import { PassageId } from '#domain/ids.ts';
import type { Pack } from '#domain/pack.ts';
import { err, ok } from '#domain/result.ts';
import type { Settings } from '#domain/settings.ts';
import type { ConversationView } from '#domain/view.ts';
import type { Bus } from './bus.ts';
import { messageOf } from './log.ts';
import type { KnowledgeRepository } from './ports.ts';
import type { Retriever } from './retrieve/index.ts';
import { entitiesOf, intentInForce, mannerOf, searchRecords } from './suggest/index.ts';
import type { CoreFailure, KnowledgeDesk } from './surface.ts';

/** Turns of the talk that a search on the page leans on. */
const turnsBefore = 8;
const longestQuote = 280;

/** The agent's own search: articles, and beside them what the CRM says of the customer at hand. */
export function createSearchDesk(parts: {
  /** With this pack's articles indexed. */
  readonly retriever: (pack: string) => Promise<Retriever>;
  readonly knowledge: KnowledgeRepository;
  readonly packs: ReadonlyMap<string, { readonly pack: Pack }>;
  readonly viewOf: (conversation: string) => ConversationView | undefined;
  readonly bus: Bus;
  readonly settings: () => Settings;
}): Pick<KnowledgeDesk, 'search' | 'used'> {
  return {
    search: async ({ pack, text, conversation, history = [], k }) => {
      const opened = parts.packs.get(pack)?.pack;
      if (opened === undefined)
        return err<CoreFailure>({
          code: 'NOT_FOUND',
          message: `There is no pack "${pack}".`,
          mend: `Choose one of: ${[...parts.packs.keys()].join(', ')}.`,
        });
      const view = conversation === undefined ? undefined : parts.viewOf(conversation);
      const matter = view === undefined ? undefined : intentInForce(view, opened);
      const entities = view === undefined ? [] : entitiesOf(view).map(({ display }) => display);
      try {
        const retriever = await parts.retriever(pack);
        const found = await retriever.search({
          pack,
          text,
          turns: [
            ...history,
            ...(view?.turns.slice(-turnsBefore) ?? []).map(({ speaker, text: said }) => ({
              speaker,
              text: said,
            })),
          ],
          ...(matter !== undefined && { intent: matter.insight.title }),
          entities,
          k,
          typed: true,
        });
        return ok({
          hits: [...found.hits],
          records: searchRecords({
            record: view?.record,
            question: text,
            entities: [],
            manner: mannerOf(opened),
          }).map(({ say: _draftedOnly, ...hit }) => hit),
          ...(found.understoodAs !== undefined && { understoodAs: found.understoodAs }),
          ...(found.lookUp !== undefined && { lookUp: found.lookUp }),
          passages: found.passages,
          ms: found.ms,
        });
      } catch (thrown) {
        return err<CoreFailure>({
          code: 'UNAVAILABLE',
          message: `Articles cannot be searched right now: ${messageOf(thrown)}`,
          mend: 'Try again in a moment; earshot doctor says what is missing.',
        });
      }
    },
    used: (conversation, passage, quote) => {
      const view = parts.viewOf(conversation);
      const found = parts.knowledge.passage(PassageId.parse(passage));
      if (view === undefined || found === undefined)
        return err<CoreFailure>({
          code: 'NOT_FOUND',
          message: 'This passage or conversation is not there any more.',
        });
      const { id, document, title, heading, anchor } = found;
      parts.bus.publish(
        {
          type: 'knowledge.used',
          conversation: view.conversation.id,
          citation: {
            passage: id,
            document,
            title,
            heading,
            anchor,
            quote: quote.slice(0, longestQuote),
          },
        },
        parts.settings().agent,
      );
      return ok(null);
    },
  };
}
