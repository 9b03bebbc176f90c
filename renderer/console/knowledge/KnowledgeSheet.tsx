import { Activity, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { KnowledgeDocument } from '#domain/knowledge.ts';
import type { ConversationView } from '#domain/view.ts';
import { useEarshot } from '#renderer/data/earshot.tsx';
import { useIndex } from '#renderer/data/useIndex.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Empty, Loading } from '#renderer/ui/Panel.tsx';
import { Sheet } from '#renderer/ui/Sheet.tsx';
import { citationOf, recordWithSource, withCitation, type Item } from './answer.ts';
import { ArticleReader, type Place } from './ArticleReader.tsx';
import type { Source } from '../cards/sources.ts';
import { useCopying, type Copying } from './useCopying.ts';
import { useDocuments, useOpened, type LoadDocument } from './useDocuments.ts';
import { SearchPage } from './SearchPage.tsx';
import { startGroups } from './start.ts';
import { useUsed } from './usedHere.ts';
import { useKnowledgeSearch } from './useKnowledgeSearch.ts';

/** What the sheet was opened for: an article at a place, or a search. */
export type KnowledgeTarget =
  | { readonly kind: 'search' }
  | { readonly kind: 'article'; readonly document: string; readonly place: Place };

export const articleTarget = ({ document, heading, anchor, quote }: Source): KnowledgeTarget => ({
  kind: 'article',
  document,
  place: { heading, anchor, quote },
});

export interface KnowledgeProps {
  readonly target: KnowledgeTarget | undefined;
  readonly onTarget: (target: KnowledgeTarget | undefined) => void;
  readonly pack: string;
  /** The conversation at hand: its talk and its customer count in a search. */
  readonly view?: ConversationView | undefined;
  /** Leads to where articles are brought in. */
  readonly onAdmin?: (() => void) | undefined;
}

function Search(props: KnowledgeProps & { load: LoadDocument; copying: Copying }): ReactNode {
  const { load, onTarget, pack, view } = props;
  const { api } = useEarshot();
  const { copied, copy } = props.copying;
  const [text, setText] = useState('');
  const conversation = view?.conversation.id;
  const ask = useCallback(
    (words: string) =>
      api.knowledge.search({
        pack,
        text: words,
        ...(conversation === undefined ? {} : { conversation }),
      }),
    [api, conversation, pack],
  );
  const { again, ...search } = useKnowledgeSearch(text, ask);
  const used = useUsed(view);
  const usedIds = useMemo(() => new Set<string>(used.map(({ passage }) => passage)), [used]);
  const start = useMemo(() => startGroups(view, used), [used, view]);
  const { index } = useIndex(true);

  const onCopy = (item: Item): void => {
    if (item.kind === 'words') return;
    if (item.kind === 'record') return copy(item.id, recordWithSource(item.record));
    const citation = item.kind === 'hit' ? citationOf(item.hit) : item.citation;
    void load(citation.document).then((article) =>
      copy(item.id, withCitation(citation, article?.url), {
        citation,
        audience: article?.audience,
      }),
    );
  };
  return (
    <SearchPage
      text={text}
      onText={setText}
      search={search}
      onAgain={again}
      start={start}
      used={usedIds}
      index={index?.find((status) => status.pack === pack)}
      copied={copied}
      load={load}
      onOpen={(citation) => onTarget(articleTarget(citation))}
      onCopy={onCopy}
      onAdmin={props.onAdmin}
    />
  );
}

function Reading(props: {
  article: KnowledgeDocument | undefined;
  missing: boolean;
  place: Place;
}) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus({ preventScroll: true }), []);
  return (
    <div
      ref={box}
      className="min-h-0 flex-1 overflow-y-auto px-4 py-4 outline-none focus-visible:outline-2 focus-visible:-outline-offset-2"
      tabIndex={0}
      role="group"
      aria-label="Article"
    >
      {props.missing ? (
        <Empty icon="alert" title="This article is no longer there">
          Its source may have been removed. Search for what holds now.
        </Empty>
      ) : props.article === undefined ? (
        <Loading label="Opening the article" lines={8} />
      ) : (
        <ArticleReader document={props.article} place={props.place} />
      )}
    </div>
  );
}

function Knowledge(props: KnowledgeProps & { target: KnowledgeTarget }): ReactNode {
  const { onTarget, target } = props;
  const load = useDocuments();
  const { article, missing } = useOpened(target, load);
  const copying = useCopying(props.view?.conversation.id);
  const [searched, setSearched] = useState(target.kind === 'search');
  if (!searched && target.kind === 'search') setSearched(true);
  const reading = target.kind === 'article';
  const toSearch = (): void => onTarget({ kind: 'search' });
  const { anchor = '', heading = '', quote = '' } = reading ? target.place : {};
  const copy = (): void => {
    if (article === undefined) return;
    const words = getSelection()?.toString().trim() ?? '';
    const from = { title: article.title, heading, quote: words === '' ? quote : words };
    copying.copy('article', withCitation(from, article.url), { audience: article.audience });
  };
  return (
    <Sheet
      open
      bare
      onClose={() => onTarget(undefined)}
      title={reading ? (article?.title ?? 'Article') : 'Knowledge'}
      width={reading ? 'wide' : 'full'}
      {...(reading && searched ? { onBack: toSearch } : {})}
      actions={
        reading ? (
          <>
            {quote === '' || article === undefined ? null : (
              <Button
                look="quiet"
                icon={copying.copied === 'article' ? 'accept' : 'copy'}
                onClick={copy}
              >
                <span className="max-sm:sr-only">
                  {copying.copied === 'article' ? 'Copied' : 'Copy with citation'}
                </span>
              </Button>
            )}
            {searched ? null : (
              <Button look="quiet" icon="search" onClick={toSearch}>
                Search
              </Button>
            )}
          </>
        ) : undefined
      }
    >
      {/* Kept while an article is read: Back finds the words and the results as they were. */}
      <Activity mode={reading ? 'hidden' : 'visible'}>
        <Search {...props} load={load} copying={copying} />
      </Activity>
      {reading ? (
        <Reading
          key={`${target.document}#${anchor}`}
          article={article}
          missing={missing}
          place={target.place}
        />
      ) : null}
    </Sheet>
  );
}

/** Knowledge: search it, read an article at the cited place. */
export function KnowledgeSheet(props: KnowledgeProps): ReactNode {
  const { target } = props;
  return target === undefined ? null : <Knowledge {...props} target={target} />;
}
