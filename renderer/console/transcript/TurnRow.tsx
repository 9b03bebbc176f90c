import { Fragment, memo, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Evidence, Turn } from '#domain/conversation.ts';
import type { Insight } from '#domain/insight.ts';
import { IconButton } from '#renderer/ui/Button.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import { cx } from '#renderer/ui/classes.ts';
import { clockTime, exactTime, percent } from '#renderer/ui/format.ts';
import { MarkedText } from './MarkedText.tsx';
import { marksOf } from './marks.ts';
import { InsightChips } from './TurnChips.tsx';
import { TurnEditor } from './TurnEditor.tsx';
import { useOutOfSight } from './useOutOfSight.ts';

export const speakerTitle = { customer: 'Customer', agent: 'Agent' } as const;

/** The element of a turn, so that a quote can jump to it. */
export const turnElementId = (turn: string): string => `turn-${turn}`;

const bars = { customer: 'border-customer', agent: 'border-agent' } as const;
const names = { customer: 'text-customer', agent: 'text-agent' } as const;

/** Below this the recogniser was guessing as often as not. */
const leastConfidence = 0.6;

/** Stores what was really said; resolves to whether it was. */
export type Correct = (turn: Turn, text: string) => Promise<boolean>;

/** What to know about how a turn came to its words. */
function WordChips(props: { turn: Turn; unsure: boolean }): ReactNode {
  const { turn, unsure } = props;
  const { confidence, redactions, supersedes } = turn;
  return (
    <>
      {unsure ? (
        <Chip title={`The recogniser was ${percent(confidence ?? 0)} sure of these words.`}>
          Unsure
        </Chip>
      ) : null}
      {supersedes === undefined ? null : (
        <Chip title="Put right by hand; the words before it stay in the record.">Corrected</Chip>
      )}
      {redactions === 0 ? null : (
        <Chip tone="warn" title="Card numbers and security codes are never stored.">
          {redactions} removed before storing
        </Chip>
      )}
    </>
  );
}

/** Who said it, and when. */
function RowHead(props: { turn: Turn; continued: boolean }): ReactNode {
  const { turn } = props;
  return (
    <div className={cx('flex items-baseline gap-2', props.continued && 'sr-only')}>
      <span className={cx('text-xs font-semibold', names[turn.speaker])}>
        {speakerTitle[turn.speaker]}
      </span>
      <time
        dateTime={new Date(turn.at).toISOString()}
        title={exactTime(turn.at)}
        className="text-xs text-subtle tabular-nums"
      >
        {clockTime(turn.at)}
      </time>
    </div>
  );
}

function TurnRowPlain(props: {
  turn: Turn;
  /** The same speaker goes on: no name again. */
  continued: boolean;
  superseded: boolean;
  insights: readonly Insight[];
  spotlight: readonly Evidence[];
  pointed: boolean;
  /** Absent where words are not put right. */
  onCorrect?: Correct | undefined;
}): ReactNode {
  const { onCorrect, turn } = props;
  const [editing, setEditing] = useState(false);
  const { ref, height } = useOutOfSight();
  // A row that nobody sees is its words alone, to be searched and read out: a call of two hours
  // has five hundred rows, and one with all its marks and chips takes 70 kB.
  const far = height !== undefined && !editing;
  const unsure =
    turn.supersedes === undefined &&
    turn.confidence !== undefined &&
    turn.confidence < leastConfidence;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (onCorrect === undefined || event.target !== event.currentTarget) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key !== 'e' && event.key !== 'F2') return;
    // The card's own "e" is not meant where a turn has the focus.
    event.preventDefault();
    setEditing(true);
  };
  const leave = (): void => {
    setEditing(false);
    document.getElementById(turnElementId(turn.id))?.focus({ preventScroll: true });
  };
  return (
    <li
      ref={ref}
      id={turnElementId(turn.id)}
      tabIndex={-1}
      data-turn
      {...(onCorrect === undefined ? {} : { onKeyDown, 'aria-keyshortcuts': 'e F2' })}
      className={cx(
        'group relative scroll-my-10 border-l-[3px] py-1 ps-3 pe-2 outline-offset-[-2px]',
        '[contain-intrinsic-block-size:auto_3.5rem] [content-visibility:auto]',
        bars[turn.speaker],
        props.continued ? 'mt-0.5' : 'mt-3 first:mt-0',
        props.pointed && 'rounded-e-md bg-accent-soft',
      )}
      {...(far ? { style: { minHeight: height } } : {})}
    >
      {/* Keyed: with its elements the browser lets go of all that it laid out for them. */}
      <Fragment key={far ? 'far' : 'near'}>
        <RowHead turn={turn} continued={props.continued} />
        {editing && onCorrect !== undefined ? (
          <TurnEditor text={turn.text} onSave={(text) => onCorrect(turn, text)} onClose={leave} />
        ) : (
          <p
            dir="auto"
            className={cx(
              'wrap-anywhere whitespace-pre-wrap',
              props.superseded && 'text-subtle line-through',
              unsure && 'underline decoration-edge decoration-dotted underline-offset-4',
            )}
          >
            {far ? (
              turn.text
            ) : (
              <MarkedText
                text={turn.text}
                marks={marksOf(turn.id, props.insights, props.spotlight)}
              />
            )}
          </p>
        )}
        {far ? null : (
          <div className="mt-1 flex flex-wrap gap-1 empty:hidden">
            {turn.speaker === 'customer' ? <InsightChips insights={props.insights} /> : null}
            <WordChips turn={turn} unsure={unsure} />
          </div>
        )}
        {far || onCorrect === undefined || editing ? null : (
          <IconButton
            icon="edit"
            label="Put these words right (e)"
            // Reached by the arrow keys and "e": a stop at every line would make Tab useless.
            tabIndex={-1}
            onClick={() => setEditing(true)}
            className="absolute end-0 top-0 bg-surface opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100"
          />
        )}
      </Fragment>
    </li>
  );
}

export const TurnRow = memo(TurnRowPlain);
