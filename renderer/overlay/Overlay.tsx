import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { awaitingActions, openCards, type ConversationView } from '#domain/view.ts';
import { lastChosenConversation } from '#renderer/data/address.ts';
import { openCallWire, type CallWire } from '#renderer/data/callWire.ts';
import { useConversation, useEarshot } from '#renderer/data/earshot.tsx';
import { Indicator } from '#renderer/console/call/Indicator.tsx';
import { CardList } from '#renderer/console/cards/CardList.tsx';
import type { Source } from '#renderer/console/cards/sources.ts';
import { useCommands } from '#renderer/console/commands.ts';
import { useSingleKeys, useTheme } from '#renderer/console/habits.ts';
import {
  articleTarget,
  KnowledgeSheet,
  type KnowledgeTarget,
} from '#renderer/console/knowledge/KnowledgeSheet.tsx';
import { Notices } from '#renderer/console/Notices.tsx';
import { SpotlightProvider } from '#renderer/console/spotlight.tsx';
import { useShown } from '#renderer/console/useShown.ts';
import { IconButton } from '#renderer/ui/Button.tsx';
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
  const { info, notify, state } = useEarshot();
  const { id, pack } = view.conversation;
  const [knowledge, setKnowledge] = useState<KnowledgeTarget>();
  const waiting = awaitingActions(view).length;
  const [singleKeys] = useSingleKeys();
  const openSource = (source: Source): void => setKnowledge(articleTarget(source));
  const commands = useCommands({
    conversation: id,
    onForm: () => notify({ tone: 'info', message: 'The form is in the console, beside the talk.' }),
    onSource: openSource,
  });
  const cards = useMemo(() => openCards(view), [view]);
  useShown(id, cards);
  return (
    <>
      {waiting === 0 ? null : (
        <p role="status" className="mx-3 rounded-md bg-warn-soft px-2.5 py-1.5 text-sm text-warn">
          {waiting === 1 ? 'One action waits' : `${waiting} actions wait`} for your decision in the
          console.
        </p>
      )}
      <CardList
        cards={cards}
        silence={view.silence}
        currency={info?.packs.find(({ name }) => name === pack)?.currency ?? 'USD'}
        offline={state !== 'connected'}
        asking={commands.asking}
        singleKeys={singleKeys}
        copied={commands.copied}
        commands={{ ...commands.cards, openSource }}
        onSuggest={commands.suggest}
        onShortcuts={nothing}
      />
      <KnowledgeSheet target={knowledge} onTarget={setKnowledge} pack={pack} view={view} />
    </>
  );
}

/** That the call is listened to, and pause; the console that captures it obeys. */
function OverlayCall(props: { view: ConversationView; wire: CallWire }): ReactNode {
  const { call, conversation } = props.view;
  const now = call?.capture?.state;
  const startedAt = call?.capture?.startedAt;
  // The call's own clock is in the window that captures; it began then, and a pause does not stop it.
  const elapsed = useCallback(
    () => (startedAt === undefined ? 0 : Date.now() - startedAt),
    [startedAt],
  );
  if (now !== 'running' && now !== 'paused') return null;
  const paused = now === 'paused';
  return (
    <span className="ml-auto flex items-center gap-1">
      <Indicator state={now} {...(startedAt === undefined ? {} : { elapsed })} />
      <IconButton
        icon={paused ? 'replay' : 'pause'}
        label={paused ? 'Go on listening' : 'Pause listening'}
        onClick={() =>
          props.wire.send({ do: paused ? 'resume' : 'pause', conversation: conversation.id })
        }
      />
    </span>
  );
}

/** Only the cards, in a small panel over other windows. */
export function Overlay(): ReactNode {
  const { settings, state } = useEarshot();
  const current = useLiveConversation();
  const { view } = useConversation(current);
  const [wire] = useState(openCallWire);
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
          {view === undefined ? null : <OverlayCall view={view} wire={wire} />}
          {state === 'lost' ? <span className="ml-auto text-warn">Reconnecting…</span> : null}
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto">
          {view === undefined ? (
            <p className="px-3 py-2 text-sm text-subtle">No conversation is live.</p>
          ) : (
            <OverlayCards key={view.conversation.id} view={view} />
          )}
        </div>
        <Notices place="bottom" />
      </main>
    </SpotlightProvider>
  );
}
