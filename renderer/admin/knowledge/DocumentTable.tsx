import type { ReactNode } from 'react';
import type { DocumentListing } from '#domain/knowledge-import.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import { cx } from '#renderer/ui/classes.ts';
import { calendarDay, fullTime } from '#renderer/ui/format.ts';
import { count } from '../amounts.ts';

export interface DocumentTableProps {
  readonly documents: readonly DocumentListing[];
  readonly sourceTitle: (source: string) => string;
  readonly offline: boolean;
  readonly busy: ReadonlySet<string>;
  readonly onOpen: (document: DocumentListing) => void;
  readonly onWithdraw: (document: DocumentListing) => void;
  readonly onRestore: (document: DocumentListing) => void;
}

const dayOf = (at: number): string => calendarDay(new Date(at).toISOString().slice(0, 10));

/** "until Jun 30, 2027", "from …", "always". */
export function validityText({ validFrom, validTo }: DocumentListing): string {
  if (validFrom !== undefined && validTo !== undefined)
    return `${calendarDay(validFrom)} to ${calendarDay(validTo)}`;
  if (validFrom !== undefined) return `from ${calendarDay(validFrom)}`;
  return validTo === undefined ? 'always' : `until ${calendarDay(validTo)}`;
}

const wide = 'hidden @4xl/console:table-cell';
const cell = 'px-2 py-2 align-top';

function Standing(props: { document: DocumentListing }): ReactNode {
  const { document } = props;
  if (document.withdrawnAt !== undefined) return <Chip tone="bad">Withdrawn</Chip>;
  if (!document.citable) return <Chip tone="warn">Not valid today</Chip>;
  return null;
}

function Row(props: DocumentTableProps & { document: DocumentListing }): ReactNode {
  const { busy, document, offline } = props;
  const withdrawn = document.withdrawnAt !== undefined;
  const audience = document.audience === 'agent' ? 'agents only' : 'customers too';
  const changed = document.updatedAt ?? document.importedAt;
  return (
    <tr className="border-t border-line">
      <th scope="row" className={cx(cell, 'max-w-0 text-start font-normal')}>
        <button
          type="button"
          dir="auto"
          onClick={() => props.onOpen(document)}
          className={cx(
            'max-w-full text-start font-medium wrap-anywhere hover:underline',
            withdrawn ? 'text-muted line-through' : 'text-accent',
          )}
        >
          {document.title}
        </button>{' '}
        <Standing document={document} />
        <span className="block font-mono text-2xs wrap-anywhere text-subtle">
          <bdi>{props.sourceTitle(document.source)}</bdi>: <bdi dir="ltr">{document.path}</bdi>
        </span>
        <span className="block text-xs text-muted @4xl/console:hidden">
          Version {count(document.version)}, {dayOf(changed)}; valid {validityText(document)}; for{' '}
          {audience}; {count(document.passages)} passages
        </span>
      </th>
      <td className={cx(cell, wide, 'tabular-nums')} title={fullTime(changed)}>
        {count(document.version)}
        <span className="block text-xs text-subtle">{dayOf(changed)}</span>
      </td>
      <td className={cx(cell, wide)}>{validityText(document)}</td>
      <td className={cx(cell, wide)}>
        {audience}
        {document.owner === undefined ? null : (
          <span className="block text-xs wrap-anywhere text-subtle" dir="auto">
            {document.owner}
          </span>
        )}
      </td>
      <td className={cx(cell, wide, 'text-end tabular-nums')}>{count(document.passages)}</td>
      <td className={cx(cell, 'text-end')}>
        <Button
          disabled={offline || busy.has(document.id)}
          aria-label={`${withdrawn ? 'Put back' : 'Withdraw'} ${document.title}`}
          onClick={() => (withdrawn ? props.onRestore(document) : props.onWithdraw(document))}
        >
          {withdrawn ? 'Put back' : 'Withdraw'}
        </Button>
      </td>
    </tr>
  );
}

/** Articles with how far they hold; a withdrawn one is never cited until it is put back. */
export function DocumentTable(props: DocumentTableProps): ReactNode {
  return (
    <table aria-label="Articles" className="w-full table-fixed text-sm">
      <thead className="text-xs text-subtle">
        <tr>
          <th scope="col" className="px-2 pb-1 text-start font-medium">
            Article
          </th>
          <th scope="col" className={cx('w-27 px-2 pb-1 text-start font-medium', wide)}>
            Version
          </th>
          <th scope="col" className={cx('w-40 px-2 pb-1 text-start font-medium', wide)}>
            Valid
          </th>
          <th scope="col" className={cx('w-36 px-2 pb-1 text-start font-medium', wide)}>
            For
          </th>
          <th scope="col" className={cx('w-20 px-2 pb-1 text-end font-medium', wide)}>
            Passages
          </th>
          <th scope="col" className="w-26 px-2 pb-1 text-end font-medium">
            <span className="sr-only">What can be done</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {props.documents.map((document) => (
          <Row key={document.id} {...props} document={document} />
        ))}
      </tbody>
    </table>
  );
}
