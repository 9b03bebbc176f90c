import { useEffect, useRef, type ReactNode } from 'react';
import type { Speaker, Turn } from '#domain/conversation.ts';
import type { Insight } from '#domain/insight.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { cx } from '#renderer/ui/classes.ts';
import { Empty } from '#renderer/ui/Panel.tsx';
import { useSpotlight } from '../spotlight.tsx';
import { speakerTitle, turnElementId, TurnRow } from './TurnRow.tsx';
import { useFollowEnd } from './useFollowEnd.ts';

const none: readonly Insight[] = [];

function PartialRow(props: { speaker: Speaker; text: string }): ReactNode {
  return (
    <li
      className={cx(
        'mt-3 border-l-[3px] border-dashed py-1 ps-3',
        props.speaker === 'customer' ? 'border-customer' : 'border-agent',
      )}
    >
      <span className="text-xs font-semibold text-subtle">
        {speakerTitle[props.speaker]}, speaking
      </span>
      <p dir="auto" className="text-subtle italic">
        {props.text}
      </p>
    </li>
  );
}

/** The conversation so far. Follows the newest turn unless the reader went back. */
export function Transcript(props: {
  turns: readonly Turn[];
  insights: Readonly<Record<string, readonly Insight[]>>;
  partials: Readonly<Partial<Record<Speaker, string>>>;
  emptyHint: string;
}): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const { evidence, pointed } = useSpotlight();
  const { unseen, toEnd } = useFollowEnd(box, props.turns.length);
  const superseded = new Set(props.turns.flatMap(({ supersedes }) => supersedes ?? []));

  useEffect(() => {
    if (pointed === undefined) return;
    const row = document.getElementById(turnElementId(pointed.turn));
    row?.scrollIntoView({ block: 'center' });
    row?.focus({ preventScroll: true });
  }, [pointed]);

  if (props.turns.length === 0 && Object.values(props.partials).every((text) => text === undefined))
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
            />
          ))}
          {(['customer', 'agent'] as const).map((speaker) => {
            const text = props.partials[speaker];
            return text === undefined ? null : (
              <PartialRow key={speaker} speaker={speaker} text={text} />
            );
          })}
        </ol>
      </div>
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
