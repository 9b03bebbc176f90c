import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { openCards, type ConversationView } from '#domain/view.ts';
import { lastChosenConversation } from '#renderer/data/address.ts';
import { useConversation, useEarshot } from '#renderer/data/earshot.tsx';
import { CardList } from '#renderer/console/cards/CardList.tsx';
import { useCommands } from '#renderer/console/commands.ts';
import { useSingleKeys, useTheme } from '#renderer/console/habits.ts';
import { Notices } from '#renderer/console/Notices.tsx';
import { SpotlightProvider } from '#renderer/console/spotlight.tsx';
import { useShown } from '#renderer/console/useShown.ts';
import { Mark } from '#renderer/ui/icons.tsx';

/** The live conversation to help with: the one last chosen in a console, else the newest. */
function useLiveConversation(): string | undefined {
  const { conversations, refresh } = useEarshot();
  const [chosen, setChosen] = useState(lastChosenConversation);
  useEffect(() => {
    const onStorage = (): void => setChosen(lastChosenConversation());
    window.addEventListener('storage', onStorage);
    const timer = setInterval(refresh, 5000);
    return () => {
      window.removeEventListener('storage', onStorage);
      clearInterval(timer);
    };
  }, [refresh]);
  const live = conversations?.filter(({ state }) => state === 'live') ?? [];
  return (live.find(({ id }) => id === chosen) ?? live[0])?.id;
}

const nothing = (): void => undefined;

function OverlayCards(props: { view: ConversationView }): ReactNode {
  const { view } = props;
  const { info, state } = useEarshot();
  const { id, pack } = view.conversation;
  const [singleKeys] = useSingleKeys();
  const commands = useCommands({ conversation: id, onForm: nothing });
  const cards = useMemo(() => openCards(view), [view]);
  useShown(id, cards);
  return (
    <CardList
      cards={cards}
      silence={view.silence}
      currency={info?.packs.find(({ name }) => name === pack)?.currency ?? 'USD'}
      offline={state !== 'connected'}
      asking={commands.asking}
      singleKeys={singleKeys}
      copied={commands.copied}
      commands={{ ...commands.cards, openSource: nothing }}
      onSuggest={commands.suggest}
      onShortcuts={nothing}
    />
  );
}

/** Only the cards, in a small panel over other windows. */
export function Overlay(): ReactNode {
  const { settings, state } = useEarshot();
  const current = useLiveConversation();
  const { view } = useConversation(current);
  const onJump = useCallback(nothing, []);
  useTheme(settings?.theme);
  return (
    <SpotlightProvider onJump={onJump}>
      <main className="@container/console flex h-full flex-col overflow-hidden rounded-xl border border-line bg-canvas/90 shadow-float backdrop-blur">
        <div className="flex min-h-8 items-center gap-2 px-3 text-xs text-muted">
          <Mark className="size-4" />
          <h1 className="truncate font-medium" dir="auto">
            {view?.conversation.title ?? 'Earshot'}
          </h1>
          {state === 'lost' ? <span className="ml-auto text-warn">Reconnecting…</span> : null}
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto">
          {view === undefined ? (
            <p className="px-3 py-2 text-sm text-subtle">No conversation is live.</p>
          ) : (
            <OverlayCards key={view.conversation.id} view={view} />
          )}
        </div>
        <Notices />
      </main>
    </SpotlightProvider>
  );
}
