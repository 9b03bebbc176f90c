import { useState, type ReactNode } from 'react';
import type { GapState, KnowledgeGap } from '#domain/knowledge-gap.ts';
import type { Failure } from '#domain/result.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import { Segments } from '#renderer/ui/Field.tsx';
import { ago } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icons.tsx';
import { Empty, Loading, Problem } from '#renderer/ui/Panel.tsx';
import { count, counted } from '../amounts.ts';
import { gapReasonText } from './gapCsv.ts';

export interface GapListProps {
  /** Undefined while they are read. */
  readonly gaps: readonly KnowledgeGap[] | undefined;
  readonly failure: Failure | undefined;
  readonly now: number;
  readonly offline: boolean;
  readonly busy: ReadonlySet<string>;
  readonly onState: (gap: KnowledgeGap, state: GapState) => void;
  readonly onDraft: (gap: KnowledgeGap) => void;
  readonly onExport: () => void;
  readonly onAgain: () => void;
}

const few = 10;

const empties: Readonly<Record<GapState, string>> = {
  open: 'Every question so far had an answer',
  set_aside: 'None was set aside',
  written: 'No article was written from here yet',
};

function GapRow(props: GapListProps & { gap: KnowledgeGap }): ReactNode {
  const { busy, gap, now } = props;
  const off = props.offline || busy.has(gap.id);
  return (
    <li className="py-3 first:pt-0">
      <div className="flex flex-wrap items-baseline gap-x-2">
        <h3 className="min-w-0 font-medium wrap-anywhere" dir="auto">
          {gap.title}
        </h3>
        <Chip tone={gap.count >= 10 ? 'warn' : 'neutral'}>{counted(gap.count, 'time')}</Chip>
        <span className="text-xs text-subtle">
          in {counted(gap.conversations, 'conversation')}, last {ago(gap.lastAt, now)}
        </span>
      </div>
      <details className="group mt-0.5 text-sm">
        <summary className="flex list-none items-center gap-1 rounded-sm text-muted hover:text-ink">
          <Icon
            name="chevron"
            className="size-3 -rotate-90 transition-transform group-open:rotate-0"
          />
          {counted(gap.questions.length, 'question')} as customers asked
        </summary>
        <ul className="mt-1 space-y-1 ps-4">
          {gap.questions.map((question) => (
            <li key={question.turn} className="wrap-anywhere">
              <span dir="auto">“{question.text}”</span>{' '}
              <span className="text-xs text-subtle">
                {gapReasonText[question.reason]}, {ago(question.at, now)}
              </span>
            </li>
          ))}
        </ul>
      </details>
      <div className="mt-1.5 flex flex-wrap gap-1.5">
        <Button
          icon="download"
          disabled={off}
          aria-label={`Download a draft article for “${gap.title}”`}
          onClick={() => props.onDraft(gap)}
        >
          Draft article
        </Button>
        {gap.state === 'open' ? (
          <>
            <Button look="quiet" disabled={off} onClick={() => props.onState(gap, 'written')}>
              Article is written
            </Button>
            <Button look="quiet" disabled={off} onClick={() => props.onState(gap, 'set_aside')}>
              Set aside
            </Button>
          </>
        ) : (
          <Button look="quiet" disabled={off} onClick={() => props.onState(gap, 'open')}>
            Open again
          </Button>
        )}
      </div>
    </li>
  );
}

/** Questions that no article answered, grouped; the most frequent first. */
export function GapList(props: GapListProps): ReactNode {
  const { failure, gaps } = props;
  const [state, setState] = useState<GapState>('open');
  const [all, setAll] = useState(false);
  if (failure !== undefined)
    return (
      <div className="-mx-3">
        <Problem
          message={failure.message}
          mend={failure.mend}
          action={<Button onClick={props.onAgain}>Try again</Button>}
        />
      </div>
    );
  if (gaps === undefined) return <Loading label="Reading the questions" lines={6} />;
  const of = (wanted: GapState): readonly KnowledgeGap[] =>
    gaps.filter((gap) => gap.state === wanted);
  const chosen = of(state);
  const shown = all ? chosen : chosen.slice(0, few);
  return (
    <>
      <div className="mb-3 flex flex-wrap items-end justify-between gap-3">
        <Segments
          label="Which ones"
          value={state}
          options={[
            { value: 'open', title: `Open (${count(of('open').length)})` },
            { value: 'set_aside', title: `Set aside (${count(of('set_aside').length)})` },
            { value: 'written', title: `Written (${count(of('written').length)})` },
          ]}
          onChange={setState}
        />
        <Button icon="download" disabled={gaps.length === 0} onClick={props.onExport}>
          Export all as CSV
        </Button>
      </div>
      {chosen.length === 0 ? (
        <Empty icon="help" title={empties[state]}>
          {state === 'open'
            ? 'Questions that find nothing, or whose cards are dismissed, are collected here.'
            : undefined}
        </Empty>
      ) : (
        <ul aria-label="Knowledge gaps" className="divide-y divide-line">
          {shown.map((gap) => (
            <GapRow key={gap.id} {...props} gap={gap} />
          ))}
        </ul>
      )}
      {chosen.length <= few ? null : (
        <Button look="quiet" onClick={() => setAll(!all)}>
          {all ? `Show ${few} only` : `Show all ${count(chosen.length)}`}
        </Button>
      )}
    </>
  );
}
