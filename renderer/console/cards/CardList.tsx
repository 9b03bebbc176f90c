import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Silence, Suggestion } from '#domain/suggestion.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Empty, Panel } from '#renderer/ui/Panel.tsx';
import { useKeepFocus } from '#renderer/ui/useKeepFocus.ts';
import { useSpotlight } from '../spotlight.tsx';
import { Card, type CardCommands, type CardMode } from './Card.tsx';
import { cardName, isForbidden } from './cardText.ts';
import type { KeyCommand } from './keys.ts';
import { SilenceNote } from './SilenceNote.tsx';
import { useCardKeys } from './useCardKeys.ts';

/** A card that moved under the agent's hand is not accepted by a key meant for the one before it. */
const settleMs = 350;

export interface CardListProps {
  readonly cards: readonly Suggestion[];
  readonly silence: Silence | undefined;
  readonly currency: string;
  readonly offline: boolean;
  readonly asking: boolean;
  readonly singleKeys: boolean;
  readonly copied: string | undefined;
  readonly commands: CardCommands;
  readonly onSuggest: () => void;
  readonly onShortcuts: () => void;
}

/** The cards, best first, at most four; keys work on the current one. */
export function CardList(props: CardListProps): ReactNode {
  const { cards, commands } = props;
  const { shine } = useSpotlight();
  const box = useRef<HTMLDivElement>(null);
  useKeepFocus(box, cards);
  const [chosen, setChosen] = useState<string>();
  const [moded, setModed] = useState<{ card: string; mode: CardMode }>();
  const index = Math.max(
    0,
    cards.findIndex(({ id }) => id === chosen),
  );
  const current = cards[index];
  const mode = moded !== undefined && moded.card === current?.id ? moded.mode : 'reading';
  const settled = useRef({ card: current?.id, at: 0, byHand: true });

  const currentId = current?.id;
  useEffect(() => {
    if (settled.current.card !== currentId)
      settled.current = { card: currentId, at: performance.now(), byHand: chosen === currentId };
    shine(current?.trigger ?? []);
    // The trigger belongs to the card: the id says when it is another one.
  }, [currentId]);

  const select = (offset: number): void => {
    const next = cards[Math.min(cards.length - 1, Math.max(0, index + offset))];
    if (next === undefined) return;
    setChosen(next.id);
    document
      .querySelector(`[data-card="${CSS.escape(next.id)}"]`)
      ?.scrollIntoView({ block: 'nearest' });
  };

  const run = (command: KeyCommand): void => {
    if (command.do === 'suggest') return props.onSuggest();
    if (command.do === 'shortcuts') return props.onShortcuts();
    if (current === undefined) return;
    const onMode = (next: CardMode): void => setModed({ card: current.id, mode: next });
    const jumped = !settled.current.byHand && performance.now() - settled.current.at < settleMs;
    if (command.do === 'next') return select(1);
    if (command.do === 'previous') return select(-1);
    if (command.do === 'cancel') return onMode('reading');
    if (command.do === 'copy') return commands.copy(current);
    if (props.offline || jumped) return;
    if (command.do === 'accept') return isForbidden(current) ? undefined : commands.accept(current);
    if (command.do === 'edit')
      return current.body.kind === 'form' || current.body.kind === 'action'
        ? undefined
        : onMode('editing');
    if (command.do === 'dismissFor') return commands.dismiss(current, command.reason);
    onMode('dismissing');
  };

  useCardKeys({ singleKeys: props.singleKeys, dismissing: mode === 'dismissing', run });

  return (
    <Panel
      title="Help now"
      icon="spark"
      className="@container"
      aside={
        <Button
          disabled={props.offline || props.asking}
          onClick={props.onSuggest}
          aria-keyshortcuts="s Control+Space"
          title="Suggest now (s or Ctrl+Space)"
        >
          {props.asking ? 'Looking…' : 'Suggest now'}
        </Button>
      }
    >
      <div className="sr-only" aria-live="polite">
        {cards[0] === undefined ? '' : `New card. ${cardName(cards[0])}`}
      </div>
      <div ref={box} tabIndex={-1} data-cards className="outline-none space-y-2 px-3 pt-1 pb-3">
        {cards.map((card) => (
          <Card
            key={card.id}
            card={card}
            current={card.id === current?.id}
            mode={card.id === current?.id ? mode : 'reading'}
            currency={props.currency}
            offline={props.offline}
            copied={props.copied === card.id}
            commands={commands}
            onMode={(next) => setModed({ card: card.id, mode: next })}
            onSelect={() => setChosen(card.id)}
          />
        ))}
        {cards.length === 0 ? (
          <>
            <p className="text-sm text-subtle @3xl/console:hidden">No card right now.</p>
            <div className="hidden @3xl/console:block">
              <Empty icon="spark" title="No card right now">
                Cards come when something you are told needs an answer, a step or an action.
              </Empty>
            </div>
          </>
        ) : null}
      </div>
      {cards.length === 0 && props.silence !== undefined ? (
        <SilenceNote silence={props.silence} />
      ) : null}
    </Panel>
  );
}
