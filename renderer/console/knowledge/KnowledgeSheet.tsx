import { useEffect, useState, type ReactNode } from 'react';
import type { KnowledgeDocument } from '#domain/knowledge.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { TextField } from '#renderer/ui/Field.tsx';
import { Empty, Loading } from '#renderer/ui/Panel.tsx';
import { Sheet } from '#renderer/ui/Sheet.tsx';
import { ArticleReader, type Place } from './ArticleReader.tsx';
import { SearchResults, type Found } from './SearchResults.tsx';

/** What the sheet was opened for: an article at a place, or a search. */
export type KnowledgeTarget =
  | { readonly kind: 'search'; readonly text: string }
  | { readonly kind: 'article'; readonly document: string; readonly place: Place };

export interface KnowledgeProps {
  readonly target: KnowledgeTarget | undefined;
  readonly onTarget: (target: KnowledgeTarget | undefined) => void;
  readonly search: (text: string) => Promise<Found | undefined>;
  readonly open: (document: string) => Promise<KnowledgeDocument | undefined>;
}

function Search(props: KnowledgeProps & { text: string }): ReactNode {
  const { search, onTarget } = props;
  const [text, setText] = useState(props.text);
  const [found, setFound] = useState<Found>();
  const wanted = text.trim();
  useEffect(() => {
    if (wanted === '') return setFound(undefined);
    let current = true;
    const timer = setTimeout(() => {
      void search(wanted).then((next) => {
        if (current) setFound(next);
      });
    }, 150);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [search, wanted]);
  return (
    <div role="search" aria-label="Knowledge" className="space-y-3">
      <TextField
        label="Search the articles"
        type="search"
        placeholder="What do you need to know?"
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {found === undefined ? (
        <Empty icon="book" title="Search in the customer's words or in yours">
          Articles are found by their words and by their meaning.
        </Empty>
      ) : found.hits.length === 0 ? (
        <Empty icon="search" title="No article says anything about this">
          Try other words, or another pack.
        </Empty>
      ) : (
        <SearchResults
          found={found}
          onOpen={({ passage }) =>
            onTarget({
              kind: 'article',
              document: passage.document,
              place: { heading: passage.heading, anchor: passage.anchor, quote: passage.text },
            })
          }
        />
      )}
    </div>
  );
}

/** Knowledge: search it, read an article at the cited place. */
export function KnowledgeSheet(props: KnowledgeProps): ReactNode {
  const { target, open, onTarget } = props;
  const [article, setArticle] = useState<KnowledgeDocument>();
  const [missing, setMissing] = useState(false);
  const [searched, setSearched] = useState('');
  const wanted = target?.kind === 'article' ? target.document : undefined;

  useEffect(() => {
    setArticle(undefined);
    setMissing(false);
    if (wanted === undefined) return;
    let current = true;
    void open(wanted).then((document) => {
      if (!current) return;
      setArticle(document);
      setMissing(document === undefined);
    });
    return () => {
      current = false;
    };
  }, [open, wanted]);

  return (
    <Sheet
      open={target !== undefined}
      onClose={() => onTarget(undefined)}
      title={target?.kind === 'article' ? (article?.title ?? 'Article') : 'Knowledge'}
      width="wide"
      actions={
        target?.kind === 'article' ? (
          <Button
            look="quiet"
            icon="search"
            onClick={() => onTarget({ kind: 'search', text: searched })}
          >
            Search
          </Button>
        ) : undefined
      }
    >
      {target?.kind === 'search' ? (
        <Search
          {...props}
          text={target.text}
          search={(text) => {
            setSearched(text);
            return props.search(text);
          }}
        />
      ) : missing ? (
        <Empty icon="alert" title="This article is no longer there">
          It may have been replaced by a newer version. Search for it.
        </Empty>
      ) : article === undefined ? (
        <Loading label="Opening the article" lines={8} />
      ) : (
        <ArticleReader document={article} place={target?.kind === 'article' ? target.place : {}} />
      )}
    </Sheet>
  );
}
