import { useEffect, useState, type ReactNode } from 'react';
import type { Citation, KnowledgeDocument, PassageHit } from '#domain/knowledge.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { ago, fullTime } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icons.tsx';
import { citationOf, placeTitle, type Item } from './answer.ts';
import { ArticleFacts, ArticleWarning, AudienceChip } from './ArticleFacts.tsx';
import { MatchedText } from './MatchedText.tsx';

export interface PreviewProps {
  readonly item: Item;
  readonly stems: readonly string[];
  readonly others: readonly PassageHit[];
  readonly copied: boolean;
  readonly now: number;
  readonly load: (document: string) => Promise<KnowledgeDocument | undefined>;
  readonly onOpen: (item: Item) => void;
  readonly onOpenCitation: (citation: Citation) => void;
  readonly onCopy: (item: Item) => void;
}

/** Arrows held down pass many results; only the one that is stopped at is loaded. */
const restMs = 90;

function useArticle(id: string, load: PreviewProps['load']): KnowledgeDocument | undefined {
  const [article, setArticle] = useState<KnowledgeDocument>();
  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => {
      void load(id).then((found) => {
        if (current) setArticle(found);
      });
    }, restMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [id, load]);
  return article?.id === id ? article : undefined;
}

/** How a passage was found, for whoever wants to know. */
function Why(props: { hit: PassageHit }): ReactNode {
  const { parts, relevance, similarity } = props.hit;
  const ways = [
    parts.bm25 === undefined ? undefined : `by its words, rank ${parts.bm25}`,
    parts.vector === undefined ? undefined : `by its meaning, rank ${parts.vector}`,
  ].filter((way) => way !== undefined);
  return (
    <p className="text-xs text-subtle tabular-nums">
      Found {ways.join(' and ')}; similarity {similarity.toFixed(2)}, relevance{' '}
      {relevance.toFixed(2)}
    </p>
  );
}

function Otherwise(props: { hit: PassageHit; than: number | undefined; preview: PreviewProps }) {
  const { hit, preview, than } = props;
  const newer =
    than === undefined || hit.updatedAt === undefined || hit.updatedAt === than
      ? undefined
      : hit.updatedAt > than;
  return (
    <div className="rounded-md bg-warn-soft px-2.5 py-1.5 text-sm">
      <p className="font-medium text-warn">
        Says otherwise:{' '}
        <button
          type="button"
          dir="auto"
          className="text-start underline wrap-anywhere"
          onClick={() => preview.onOpenCitation(citationOf(hit))}
        >
          {placeTitle(hit.passage)}
        </button>
        {newer === undefined ? '' : newer ? ', which is newer' : ', which is older'}
      </p>
      <p dir="auto" className="line-clamp-3 wrap-anywhere">
        {hit.passage.text}
      </p>
      {hit.updatedAt === undefined ? null : (
        <p className="text-xs text-muted">Changed {ago(hit.updatedAt, preview.now)}</p>
      )}
    </div>
  );
}

function PassagePreview(props: PreviewProps & { citation: Citation; hit?: PassageHit }): ReactNode {
  const { citation, hit } = props;
  const article = useArticle(citation.document, props.load);
  return (
    <>
      {article === undefined ? null : <ArticleWarning article={article} />}
      <div className="flex flex-wrap items-baseline gap-x-2">
        <h3 className="font-semibold wrap-anywhere" dir="auto">
          {placeTitle(citation)}
        </h3>
        {article === undefined ? null : <AudienceChip audience={article.audience} />}
      </div>
      <p dir="auto" className="wrap-anywhere whitespace-pre-line">
        <MatchedText text={citation.quote} stems={props.stems} />
      </p>
      {props.others.map((other) => (
        <Otherwise key={other.passage.id} hit={other} than={hit?.updatedAt} preview={props} />
      ))}
      {article === undefined ? null : <ArticleFacts article={article} plain />}
      {hit === undefined ? null : <Why hit={hit} />}
    </>
  );
}

function RecordPreview(props: PreviewProps & { item: Extract<Item, { kind: 'record' }> }) {
  const { record } = props.item;
  return (
    <>
      <h3 className="font-semibold wrap-anywhere" dir="auto">
        {record.title}
      </h3>
      <p dir="auto" className="wrap-anywhere whitespace-pre-line">
        <MatchedText text={record.text} stems={props.stems} />
      </p>
      <p className="flex items-start gap-1 text-xs text-subtle">
        <Icon name="customer" className="mt-0.5 size-3.5" />
        From {record.source}, read {ago(record.fetchedAt, props.now)} ({fullTime(record.fetchedAt)})
      </p>
    </>
  );
}

function Body(props: PreviewProps): ReactNode {
  const { item } = props;
  switch (item.kind) {
    case 'hit':
      return <PassagePreview {...props} citation={citationOf(item.hit)} hit={item.hit} />;
    case 'cited':
      return <PassagePreview {...props} citation={item.citation} />;
    case 'record':
      return <RecordPreview {...props} item={item} />;
    case 'words':
      return (
        <p dir="auto" className="wrap-anywhere">
          “{item.text}”
        </p>
      );
  }
}

/** The result under hand: all of its words, how far it holds, what can be done with it. */
export function ResultPreview(props: PreviewProps): ReactNode {
  const { item } = props;
  const opens = item.kind === 'hit' || item.kind === 'cited';
  return (
    <section aria-label="Preview" className="flex min-h-0 flex-1 flex-col">
      <div
        className="min-h-0 flex-1 space-y-2 overflow-y-auto p-3 focus-visible:outline-2 focus-visible:-outline-offset-2"
        tabIndex={0}
        role="group"
        aria-label="Words of the preview"
      >
        <Body {...props} />
      </div>
      <div className="flex flex-wrap gap-1.5 border-t border-line px-3 py-2">
        {item.kind === 'words' ? (
          <Button look="primary" icon="search" onClick={() => props.onOpen(item)}>
            Search for this
          </Button>
        ) : (
          <>
            {opens ? (
              <Button look="primary" icon="article" onClick={() => props.onOpen(item)}>
                Open at this place
              </Button>
            ) : null}
            <Button
              icon={props.copied ? 'accept' : 'copy'}
              aria-keyshortcuts="Control+C"
              onClick={() => props.onCopy(item)}
            >
              {props.copied ? 'Copied' : opens ? 'Copy with citation' : 'Copy with source'}
            </Button>
          </>
        )}
      </div>
    </section>
  );
}
