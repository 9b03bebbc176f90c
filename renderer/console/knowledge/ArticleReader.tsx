import { useEffect, useRef, type ReactNode } from 'react';
import { headingSlug, type KnowledgeDocument } from '#domain/knowledge.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { calendarDay } from '#renderer/ui/format.ts';
import { Markdown } from './Markdown.tsx';

/** A place in an article: the heading and the words a card used. */
export interface Place {
  readonly heading?: string;
  readonly anchor?: string;
  readonly quote?: string;
}

/** An article with the cited place in view and marked. */
export function ArticleReader(props: { document: KnowledgeDocument; place: Place }): ReactNode {
  const { document: article, place } = props;
  const box = useRef<HTMLElement>(null);

  useEffect(() => {
    const within = box.current;
    if (within === null) return;
    const named = place.heading?.split(/\s*[>›]\s*/).at(-1);
    const byId = (id: string | undefined): Element | null =>
      id === undefined || id === '' ? null : within.querySelector(`#${CSS.escape(id)}`);
    const target =
      byId(place.anchor) ??
      byId(named === undefined ? undefined : headingSlug(named)) ??
      within.querySelector('[data-cited]');
    target?.scrollIntoView({ block: 'start' });
  }, [article, place]);

  return (
    <article ref={box} lang={article.language}>
      <div className="mb-4 flex flex-wrap items-center gap-1.5 text-xs text-subtle">
        <Chip tone={article.audience === 'customer' ? 'good' : 'warn'}>
          {article.audience === 'customer' ? 'May be shared with customers' : 'For agents only'}
        </Chip>
        {article.owner === undefined ? null : <span>Kept by {article.owner}</span>}
        {article.validTo === undefined ? null : (
          <span>Valid until {calendarDay(article.validTo)}</span>
        )}
        <span className="font-mono" title={article.hash}>
          {article.path}
        </span>
      </div>
      <div dir="auto" className="max-w-[42rem]">
        <Markdown source={article.body} title={article.title} quote={place.quote} />
      </div>
    </article>
  );
}
