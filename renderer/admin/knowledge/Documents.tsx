import type { ReactNode } from 'react';
import type { KnowledgeSource } from '#domain/knowledge-import.ts';
import type { Failure } from '#domain/result.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Choice, TextField } from '#renderer/ui/Field.tsx';
import { Empty, Loading, Problem } from '#renderer/ui/Panel.tsx';
import { count, counted } from '../amounts.ts';
import { DocumentTable, type DocumentTableProps } from './DocumentTable.tsx';

/** Articles on one page of the table. */
export const pageSize = 25;

export interface Listing {
  readonly text: string;
  readonly source: string;
  readonly offset: number;
}

export interface DocumentsProps extends Omit<DocumentTableProps, 'documents' | 'sourceTitle'> {
  /** Undefined while they are read. */
  readonly found:
    { readonly documents: DocumentTableProps['documents']; total: number } | undefined;
  readonly failure: Failure | undefined;
  readonly listing: Listing;
  readonly sources: readonly KnowledgeSource[];
  readonly onListing: (listing: Listing) => void;
  readonly onAgain: () => void;
}

function Pages(props: DocumentsProps & { total: number; shown: number }): ReactNode {
  const { listing, onListing, shown, total } = props;
  const { offset } = listing;
  return (
    <div className="mt-2 flex flex-wrap items-center gap-2 border-t border-line pt-2">
      <p role="status" className="flex-1 text-sm text-subtle tabular-nums">
        {total === 0
          ? 'None'
          : `${count(offset + 1)} to ${count(offset + shown)} of ${counted(total, 'article')}`}
      </p>
      {total <= pageSize ? null : (
        <>
          <Button
            disabled={offset === 0}
            onClick={() => onListing({ ...listing, offset: Math.max(0, offset - pageSize) })}
          >
            Previous
          </Button>
          <Button
            disabled={offset + shown >= total}
            onClick={() => onListing({ ...listing, offset: offset + pageSize })}
          >
            Next
          </Button>
        </>
      )}
    </div>
  );
}

/** All articles of a pack: looked through, opened, withdrawn, put back. */
export function Documents(props: DocumentsProps): ReactNode {
  const { failure, found, listing, onListing, sources } = props;
  const narrowed = listing.text !== '' || listing.source !== '';
  const sourceTitle = (id: string): string =>
    id === 'pack' ? 'pack' : (sources.find((source) => source.id === id)?.title ?? id);
  return (
    <>
      <div className="mb-3 flex flex-wrap items-end gap-3">
        <TextField
          label="Find by title or path"
          type="search"
          className="min-w-52 flex-1"
          maxLength={200}
          value={listing.text}
          onChange={({ target }) => onListing({ ...listing, text: target.value, offset: 0 })}
        />
        <Choice
          label="Source"
          className="w-56 max-w-full"
          value={listing.source}
          options={[
            { value: '', title: 'All sources' },
            { value: 'pack', title: 'Comes with the pack' },
            ...sources
              .filter(({ id }) => id !== 'pack')
              .map(({ id, title }) => ({ value: id, title })),
          ]}
          onChange={(source) => onListing({ ...listing, source, offset: 0 })}
        />
      </div>
      {failure !== undefined ? (
        <div className="-mx-3">
          <Problem
            message={failure.message}
            mend={failure.mend}
            action={<Button onClick={props.onAgain}>Try again</Button>}
          />
        </div>
      ) : found === undefined ? (
        <Loading label="Reading the articles" lines={6} />
      ) : (
        <>
          {found.documents.length > 0 ? (
            <DocumentTable {...props} documents={found.documents} sourceTitle={sourceTitle} />
          ) : narrowed ? (
            <Empty icon="search" title="No article has this in its title or path">
              Use other words, or look in all sources.
            </Empty>
          ) : (
            <Empty icon="book" title="No articles yet">
              Bring in a folder or some files above.
            </Empty>
          )}
          <Pages {...props} total={found.total} shown={found.documents.length} />
        </>
      )}
    </>
  );
}
