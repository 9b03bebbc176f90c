import { Fragment, type ReactNode } from 'react';
import type { DraftSentence, Suggestion } from '#domain/suggestion.ts';
import { placeTitle } from '../knowledge/answer.ts';
import { runsOf, type Numbered, type Source } from './sources.ts';

const look =
  'mx-0.5 inline-grid min-w-4 place-items-center rounded-sm bg-accent-soft px-0.5 align-super font-mono text-2xs leading-none font-medium text-accent';

function Mark(props: { source: Numbered; onOpen: (source: Source) => void }): ReactNode {
  const { source } = props;
  if (source.kind === 'record')
    return (
      <span className={look} title={`${source.record.title}, from ${source.record.source}`}>
        <span aria-hidden="true">{source.number}</span>
        <span className="sr-only">
          (source {source.number}: {source.record.title}, from {source.record.source})
        </span>
      </span>
    );
  const { citation } = source;
  return (
    <button
      type="button"
      aria-label={`Source ${source.number}: ${placeTitle(citation)}`}
      title={`${placeTitle(citation)}: “${citation.quote}”`}
      onClick={() => props.onOpen(citation)}
      className={`${look} underline hover:bg-hover`}
    >
      {source.number}
    </button>
  );
}

/** A reply with a small number behind each sentence that stands on an article or a record. */
export function CitedText(props: {
  text: string;
  sentences: readonly DraftSentence[];
  card: Pick<Suggestion, 'citations' | 'records'>;
  onOpen: (source: Source) => void;
}): ReactNode {
  return runsOf(props.text, props.sentences, props.card).map((run, index) => (
    <Fragment key={index}>
      {run.text}
      {run.sources.map((source) => (
        <Mark key={source.number} source={source} onOpen={props.onOpen} />
      ))}
    </Fragment>
  ));
}
