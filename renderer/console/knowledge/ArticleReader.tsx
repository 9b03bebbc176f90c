import { useCallback, useEffect, useRef, type ReactNode } from 'react';
import { headingSlug, type KnowledgeDocument } from '#domain/knowledge.ts';
import { ArticleFacts, ArticleWarning } from './ArticleFacts.tsx';
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

  const byId = useCallback((id: string | undefined): HTMLElement | null => {
    if (id === undefined || id === '') return null;
    return box.current?.querySelector(`#${CSS.escape(id)}`) ?? null;
  }, []);
  const onAnchor = useCallback(
    (anchor: string) => {
      const target = byId(anchor);
      target?.scrollIntoView({ block: 'start' });
      target?.focus({ preventScroll: true });
    },
    [byId],
  );

  useEffect(() => {
    const within = box.current;
    if (within === null) return;
    const named = place.heading?.split(/\s*[>›]\s*/).at(-1);
    const heading = byId(place.anchor) ?? byId(named === undefined ? '' : headingSlug(named));
    const cited = within.querySelector('[data-cited]');
    (heading ?? cited)?.scrollIntoView({ block: 'start' });
    // The heading may stand far above the words; those are what one came for.
    if (heading !== null) cited?.scrollIntoView({ block: 'nearest' });
  }, [article, byId, place]);

  return (
    <article ref={box} lang={article.language} aria-label={article.title}>
      <ArticleWarning article={article} />
      <div className="mb-4">
        <ArticleFacts article={article} />
        {article.url?.startsWith('https://') !== true ? null : (
          <a
            href={article.url}
            target="_blank"
            rel="noreferrer noopener"
            className="mt-1 inline-block text-sm text-accent underline"
          >
            Open the original (outside of Earshot)
          </a>
        )}
      </div>
      <div dir="auto" className="max-w-[42rem]">
        <Markdown
          source={article.body}
          title={article.title}
          quote={place.quote}
          anchor={place.anchor}
          onAnchor={onAnchor}
        />
      </div>
    </article>
  );
}
