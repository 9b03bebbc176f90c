import type { ReactNode } from 'react';
import type { KnowledgeDocument } from '#domain/knowledge.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { calendarDay } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icons.tsx';
import { articleWarning } from './answer.ts';

/** Whether an article may be read out or passed on. */
export function AudienceChip(props: { audience: KnowledgeDocument['audience'] }): ReactNode {
  return props.audience === 'customer' ? (
    <Chip tone="good">May be shared with customers</Chip>
  ) : (
    <Chip tone="warn">For agents only</Chip>
  );
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** An article that is withdrawn, outdated or not valid yet says so. */
export function ArticleWarning(props: { article: KnowledgeDocument }): ReactNode {
  const warning = articleWarning(props.article, dayOf(Date.now()));
  return warning === undefined ? null : (
    <div role="note" className="mb-3 flex gap-2 rounded-md bg-bad-soft px-3 py-2 text-sm">
      <Icon name="alert" className="mt-0.5 text-bad" />
      <p>
        <span className="font-medium text-bad">{warning.message}</span> {warning.mend}
      </p>
    </div>
  );
}

/** Who keeps an article, how new it is, how long it holds and where it comes from. */
export function ArticleFacts(props: {
  article: KnowledgeDocument;
  /** The audience stands elsewhere already. */
  plain?: boolean;
}): ReactNode {
  const { article } = props;
  const changed = article.updatedAt ?? article.importedAt;
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-subtle">
      {props.plain === true ? null : <AudienceChip audience={article.audience} />}
      {article.subject === undefined ? null : (
        <Chip label="About">
          <bdi>{article.subject}</bdi>
        </Chip>
      )}
      {article.owner === undefined ? null : (
        <span>
          Kept by <bdi>{article.owner}</bdi>
        </span>
      )}
      <span>
        Version {article.version}, {article.updatedAt === undefined ? 'imported' : 'changed'}{' '}
        {calendarDay(dayOf(changed))}
      </span>
      {article.validFrom === undefined ? null : (
        <span>Valid from {calendarDay(article.validFrom)}</span>
      )}
      {article.validTo === undefined ? null : (
        <span>Valid until {calendarDay(article.validTo)}</span>
      )}
      <span className="font-mono wrap-anywhere" title={`SHA-256 ${article.hash}`}>
        {article.source === 'pack' ? 'comes with the pack: ' : ''}
        <bdi dir="ltr">{article.path}</bdi>
      </span>
    </div>
  );
}
