import { useEffect, useState, type ReactNode } from 'react';
import type { KnowledgeAnswer } from '#contract/shapes.ts';
import type { IndexStatus } from '#domain/knowledge-import.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { duration, percent } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icons.tsx';
import { Empty, Loading, Problem } from '#renderer/ui/Panel.tsx';
import type { SearchPageProps } from './SearchPage.tsx';
import { longestQuery, type SearchState as Asked } from './useKnowledgeSearch.ts';

/** From here on a question is more of a letter. */
const longText = 1_500;

const some = (n: number, one: string): string => (n === 1 ? `1 ${one}` : `${n} ${one}s`);

/** "5 passages and 1 record in 3.2 ms". */
export function foundText({ hits, ms, records }: KnowledgeAnswer): string {
  const found = [
    ...(hits.length > 0 || records.length === 0 ? [some(hits.length, 'passage')] : []),
    ...(records.length > 0 ? [some(records.length, 'record')] : []),
  ];
  return `${found.join(' and ')} in ${duration(ms)}`;
}

/** What to know about the answer, in one or two quiet lines. */
export function SearchNotes(props: {
  text: string;
  search: Asked;
  index: IndexStatus | undefined;
}): ReactNode {
  const { index, search, text } = props;
  const { answer } = search;
  return (
    <div className="space-y-0.5 text-xs text-subtle">
      {answer === undefined ? null : (
        <p className="tabular-nums" aria-hidden="true">
          {search.busy ? 'Searching…' : foundText(answer)}
        </p>
      )}
      {answer?.understoodAs === undefined ? null : (
        <p dir="auto" className="line-clamp-2 wrap-anywhere">
          Understood as: <span className="text-ink">{answer.understoodAs}</span>
        </p>
      )}
      {text.length < longText ? null : (
        <p className="text-warn">
          {text.length >= longestQuery
            ? 'This is longer than a search can take: the end was left out.'
            : 'A long text: it is searched by the words that say most. A question finds more.'}
        </p>
      )}
      {index === undefined || index.state === 'ready' ? null : (
        <p>
          {index.state === 'embedding'
            ? 'New articles are being read: they are found by their words now, by their meaning when that is done'
            : 'The index is being built: searching takes a little longer meanwhile'}
          {index.progress === undefined ? '' : ` (${percent(index.progress)})`}.
        </p>
      )}
    </div>
  );
}

function Nothing(props: SearchPageProps & { answer: KnowledgeAnswer }): ReactNode {
  const { answer } = props;
  if (answer.passages === 0)
    return (
      <Empty icon="book" title="No articles have been brought in yet">
        <p>
          {props.onAdmin === undefined
            ? 'Whoever looks after Earshot can bring them in on the Knowledge page.'
            : 'Bring in a folder, an export or single files, then search here.'}
        </p>
        {props.onAdmin === undefined ? null : (
          <Button className="mt-2" icon="add" onClick={props.onAdmin}>
            Bring in articles
          </Button>
        )}
      </Empty>
    );
  return (
    <Empty icon="search" title="No article says anything about this">
      <p>
        {answer.lookUp?.needed === false
          ? 'It does not read like a question that articles answer. Ask for a thing, a rule or a step.'
          : 'Neither these words nor their meaning are in an article that is valid today.'}
      </p>
      <p className="mt-1">Try fewer words, or the customer’s own.</p>
    </Empty>
  );
}

/** A search takes milliseconds; from here on something else is in its way. */
const slowMs = 2_500;

function Searching(): ReactNode {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), slowMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      <Loading label="Searching" lines={6} />
      {slow ? (
        <p role="status" className="px-4 text-sm text-subtle">
          This takes longer than usual. After a start or an import articles may still be being read;
          the answer comes by itself.
        </p>
      ) : null}
    </>
  );
}

/** What stands where results would stand. */
export function SearchState(props: SearchPageProps & { typed: boolean }): ReactNode {
  const { search } = props;
  if (!props.typed)
    return (
      <Empty icon="book" title="Search in the customer’s words or in yours">
        Articles are found by their words and by their meaning. In a conversation, “how long does
        that take?” is enough.
      </Empty>
    );
  if (search.failure !== undefined)
    return (
      <Problem
        message={search.failure.message}
        mend={search.failure.mend}
        action={
          <Button icon="refresh" onClick={props.onAgain}>
            Search again
          </Button>
        }
      />
    );
  if (search.answer === undefined) return <Searching />;
  return (
    <>
      <Nothing {...props} answer={search.answer} />
      {search.answer.understoodAs === undefined ? null : (
        <p className="flex justify-center gap-1 px-4 pb-4 text-center text-xs text-subtle">
          <Icon name="help" className="mt-0.5 size-3.5" />
          The talk was used to understand the question. Write it out if that went wrong.
        </p>
      )}
    </>
  );
}
