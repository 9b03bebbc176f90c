import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import type { Turn } from '#domain/conversation.ts';
import type { Insight } from '#domain/insight.ts';
import type { Partials } from '#renderer/data/conversation.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Empty } from '#renderer/ui/Panel.tsx';
import { useSpotlight } from '../spotlight.tsx';
import { PartialRow } from './PartialRow.tsx';
import { speakerTitle, turnElementId, TurnRow, type Correct } from './TurnRow.tsx';
import { useFollowEnd } from './useFollowEnd.ts';

const none: readonly Insight[] = [];

/** Up and down go from turn to turn where turns can be put right. */
function step(box: HTMLElement, event: KeyboardEvent): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const rows = [...box.querySelectorAll<HTMLElement>('[data-turn]')];
  const from = rows.findIndex((row) => row === event.target);
  if (from < 0 && event.target !== box) return;
  const next = event.key === 'ArrowUp' ? (from < 0 ? rows.at(-1) : rows[from - 1]) : rows[from + 1];
  if (next === undefined || (from < 0 && event.key === 'ArrowDown')) return;
  event.preventDefault();
  next.focus();
}

/** The conversation so far. Follows the newest turn unless the reader went back. */
export function Transcript(props: {
  turns: readonly Turn[];
  insights: Readonly<Record<string, readonly Insight[]>>;
  partials: Partials;
  emptyHint: string;
  /** New turns are read out politely; partial words never are. */
  spoken?: boolean;
  onCorrect?: Correct;
}): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const { evidence, pointed } = useSpotlight();
  const { unseen, toEnd } = useFollowEnd(box, props.turns.length, props.partials);
  const superseded = new Set(props.turns.flatMap(({ supersedes }) => supersedes ?? []));

  useEffect(() => {
    if (pointed === undefined) return;
    const row = document.getElementById(turnElementId(pointed.turn));
    row?.scrollIntoView({ block: 'center' });
    row?.focus({ preventScroll: true });
  }, [pointed]);

  const newest = props.turns.at(-1);
  if (newest === undefined && Object.values(props.partials).every((words) => words === undefined))
    return (
      <Empty icon="chat" title="Nothing has been said yet">
        {props.emptyHint}
      </Empty>
    );
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={box}
        tabIndex={0}
        role="region"
        aria-label="Transcript"
        {...(props.onCorrect === undefined
          ? {}
          : {
              onKeyDown: (event: KeyboardEvent<HTMLDivElement>) => step(event.currentTarget, event),
              'aria-description': 'Up and down go from turn to turn, e puts one right.',
            })}
        className="h-full overflow-y-auto px-3 py-3 outline-offset-[-2px]"
      >
        <ol>
          {props.turns.map((turn, index) => (
            <TurnRow
              key={turn.id}
              turn={turn}
              continued={props.turns[index - 1]?.speaker === turn.speaker}
              superseded={superseded.has(turn.id)}
              insights={props.insights[turn.id] ?? none}
              spotlight={evidence}
              pointed={pointed?.turn === turn.id}
              onCorrect={turn.kind === 'utterance' ? props.onCorrect : undefined}
            />
          ))}
          {(['customer', 'agent'] as const).map((speaker) => {
            const words = props.partials[speaker];
            return words === undefined ? null : (
              <PartialRow key={speaker} speaker={speaker} partial={words} />
            );
          })}
        </ol>
      </div>
      {props.spoken === true && newest !== undefined ? (
        <p className="sr-only" aria-live="polite">
          {speakerTitle[newest.speaker]}: {newest.text}
        </p>
      ) : null}
      {unseen === 0 ? null : (
        <div className="absolute inset-x-0 bottom-2 flex justify-center">
          <Button icon="chevron" className="shadow-float" onClick={toEnd}>
            {unseen === 1 ? '1 new turn' : `${unseen} new turns`}
          </Button>
        </div>
      )}
    </div>
  );
}
