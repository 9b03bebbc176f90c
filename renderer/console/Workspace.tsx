import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Speaker, Turn } from '#domain/conversation.ts';
import { sentimentTrend } from '#domain/trend.ts';
import { openCards, type ConversationView } from '#domain/view.ts';
import type { PackSummary } from '#renderer/data/api.ts';
import { nothingFollowed, type Followed } from '#renderer/data/conversation.ts';
import { useEarshot } from '#renderer/data/earshot.tsx';
import { cx } from '#renderer/ui/classes.ts';
import { Approvals } from './approvals/Approvals.tsx';
import { CallPanel } from './call/CallPanel.tsx';
import { LearnedNote } from './call/LearnedNote.tsx';
import { CardList } from './cards/CardList.tsx';
import type { Source } from './cards/sources.ts';
import { useCommands } from './commands.ts';
import { ConversationBar } from './ConversationBar.tsx';
import { CustomerPanel } from './customer/CustomerPanel.tsx';
import { FormPanel } from './form/FormPanel.tsx';
import { PartSwitch, type Part, type PartTitle } from './PartSwitch.tsx';
import { SpotlightProvider } from './spotlight.tsx';
import { Composer } from './transcript/Composer.tsx';
import { Transcript } from './transcript/Transcript.tsx';
import { turnElementId } from './transcript/TurnRow.tsx';
import { urgencyNow } from './urgency.ts';
import { useDrafts } from './useDrafts.ts';
import { useShown } from './useShown.ts';
import { WrapUpPanel } from './wrapup/WrapUpPanel.tsx';

export interface WorkspaceProps {
  readonly view: ConversationView;
  readonly partials: Followed['partials'];
  readonly learned: Followed['learned'];
  /** The customer of this call is not heard: what they say has to be typed. */
  readonly unheard: boolean;
  /** This window captures it: its strip has the way to end it. */
  readonly captured: boolean;
  playing: boolean;
  readonly pack: PackSummary | undefined;
  readonly singleKeys: boolean;
  readonly onOpenSource: (source: Source) => void;
  readonly onOpenArticle: (article: string) => void;
  readonly onShortcuts: () => void;
}

const emptyHints = {
  practice: 'Type as the customer below to begin, or as the agent to greet them.',
  recorded: 'The recording is about to begin.',
  call: 'Words appear as they are spoken.',
  chat: 'Messages appear as they arrive.',
  email: 'Messages appear as they arrive.',
} as const;

const noEvidence = [] as const;

/** One conversation: the talk, the help beside it, the customer and the form. */
export function Workspace(props: WorkspaceProps): ReactNode {
  const { view } = props;
  const { conversation } = view;
  const { api, attempt, state } = useEarshot();
  const live = conversation.state === 'live';
  const [speaking, setSpeaking] = useState<Speaker>('customer');
  const [part, setPart] = useState<Part>(live ? 'talk' : 'help');
  const drafts = useDrafts(conversation.id);
  const practice = conversation.channel === 'practice' && live;
  const calling = conversation.channel === 'call' && live;
  const [typing, setTyping] = useState<boolean>();
  const composing = practice || (calling && (typing ?? props.unheard));
  const beside =
    conversation.channel === 'call' || view.call !== undefined || view.checklist !== undefined;
  const { write } = drafts;
  const insert = useCallback(
    (text: string) => {
      write('agent', text);
      setSpeaking('agent');
      setPart('talk');
    },
    [write],
  );
  const onForm = useCallback(() => setPart('form'), []);
  const onJump = useCallback(() => setPart('talk'), []);
  const search = useCallback(
    (text: string) => attempt(() => api.customers.search({ text })),
    [api, attempt],
  );
  const commands = useCommands({
    conversation: conversation.id,
    insert: practice ? insert : undefined,
    onForm,
    onSource: props.onOpenSource,
  });
  const cards = useMemo(() => openCards(view), [view]);
  useShown(conversation.id, cards);
  const { insights, turns } = view;
  const trend = useMemo(() => sentimentTrend(turns, insights), [turns, insights]);
  const urgency = useMemo(() => urgencyNow(turns, insights), [turns, insights]);

  const correct = useCallback(
    async (turn: Turn, text: string) => {
      const next = await attempt(() =>
        api.calls.correct({ conversation: conversation.id, turn: turn.id, text }),
      );
      if (next === undefined) return false;
      // The new turn takes the former one's place, and the focus that was in it.
      setTimeout(() => document.getElementById(turnElementId(next.id))?.focus(), 50);
      return true;
    },
    [api, attempt, conversation.id],
  );

  // The wrap-up comes forward the moment the talk ends, the talk when it goes on.
  const [wasLive, setWasLive] = useState(live);
  if (wasLive !== live) {
    setWasLive(live);
    setPart(live ? 'talk' : 'help');
  }

  const offline = state !== 'connected';
  const currency = props.pack?.currency ?? 'USD';
  const awaiting = view.actions.filter((action) => action.state === 'awaiting').length;
  const helpColumn = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // A new request comes into view, but never takes the focus.
    if (awaiting > 0 && helpColumn.current !== null) helpColumn.current.scrollTop = 0;
  }, [awaiting]);
  const shown: Part = live && part === 'help' ? 'talk' : part;
  const saved = view.actions.find(({ id }) => id === view.wrapUp?.saved);
  const parts: readonly PartTitle[] = [
    ...(live ? [] : [{ part: 'help', title: 'Wrap-up', count: awaiting } as const]),
    { part: 'talk', title: 'Talk' },
    ...(beside ? [{ part: 'call', title: 'Call' } as const] : []),
    { part: 'customer', title: 'Customer' },
    {
      part: 'form',
      title: 'Form',
      count: view.form?.fields.filter((field) => field.state === 'filled').length ?? 0,
    },
  ];
  const forget = (learned: Followed['learned']): void => {
    if (learned === undefined) return;
    const { pack, term } = learned;
    void attempt(() => api.calls.forgetWord({ pack, written: term.written }));
  };
  const only = (wanted: Part): string => (shown === wanted ? '' : 'hidden @3xl/console:flex');

  return (
    <SpotlightProvider onJump={onJump}>
      <main className="flex min-h-0 flex-1 flex-col overflow-y-auto @3xl/console:grid @3xl/console:overflow-clip @3xl/console:grid-cols-[minmax(0,1fr)_24rem] @3xl/console:grid-rows-[minmax(0,3fr)_minmax(0,2fr)] @6xl/console:grid-cols-[minmax(0,1fr)_25rem_20rem] @6xl/console:grid-rows-1">
        <h1 className="sr-only">{conversation.title}</h1>
        {live ? null : <PartSwitch parts={parts} current={shown} onChoose={setPart} />}
        <div
          ref={helpColumn}
          className={cx(
            'relative flex min-h-0 flex-col overflow-y-auto @3xl/console:col-start-2 @3xl/console:row-start-1 @3xl/console:max-h-none @3xl/console:border-s @3xl/console:border-line',
            live
              ? cx('shrink-0', awaiting > 0 ? 'max-h-[62%]' : 'max-h-[52%]')
              : cx('flex-1', only('help')),
            // Clear of the bar with the two answers, see DecisionBar.
            awaiting > 0 && 'scroll-pb-32',
          )}
        >
          <Approvals
            actions={view.actions}
            titlesOf={(kind) =>
              props.pack?.actions.find((action) => action.kind === kind)?.input ?? []
            }
            currency={currency}
            customer={view.record?.customer}
            offline={offline}
            busy={commands.busy}
            commands={{ ...commands.approvals, onOpenArticle: props.onOpenArticle }}
          />
          {live ? (
            <CardList
              cards={cards}
              silence={view.silence}
              currency={currency}
              offline={offline}
              asking={commands.asking}
              singleKeys={props.singleKeys}
              copied={commands.copied}
              commands={{ ...commands.cards, openSource: props.onOpenSource }}
              onSuggest={commands.suggest}
              onShortcuts={props.onShortcuts}
            />
          ) : (
            <WrapUpPanel
              wrapUp={view.wrapUp}
              state={conversation.state}
              turns={view.turns}
              dispositions={props.pack?.dispositions ?? []}
              saved={saved}
              offline={offline}
              {...commands.wrapUp}
            />
          )}
        </div>
        {live ? <PartSwitch parts={parts} current={shown} onChoose={setPart} /> : null}
        <section
          aria-label="Conversation"
          className={cx(
            'flex min-h-60 flex-1 flex-col bg-surface @3xl/console:col-start-1 @3xl/console:min-h-0 @3xl/console:row-span-full',
            only('talk'),
          )}
        >
          <ConversationBar
            conversation={conversation}
            offline={offline}
            playing={props.playing}
            trend={trend}
            urgency={urgency}
            onEnd={commands.end}
            onStopReplay={commands.stopReplay}
            captured={props.captured}
            {...(calling ? { typing: composing, onTyping: setTyping } : {})}
          />
          <Transcript
            turns={view.turns}
            insights={view.insights}
            partials={live ? props.partials : nothingFollowed.partials}
            emptyHint={
              calling && composing
                ? 'Type below what the customer says.'
                : emptyHints[conversation.channel]
            }
            spoken={calling}
            {...(conversation.state === 'closed' ? {} : { onCorrect: correct })}
          />
          {props.learned === undefined ? null : (
            <LearnedNote
              position={props.learned.position}
              term={props.learned.term}
              offline={offline}
              onForget={() => forget(props.learned)}
            />
          )}
          {composing ? (
            <Composer
              pane={speaking}
              onPane={setSpeaking}
              drafts={drafts.texts}
              onDraft={drafts.write}
              onSend={drafts.send}
              busy={drafts.busy}
              offline={offline}
            />
          ) : null}
        </section>
        <div
          className={cx(
            'min-h-0 flex-1 flex-col overflow-y-auto bg-surface @3xl/console:col-start-2 @3xl/console:row-start-2 @3xl/console:flex @3xl/console:border-s @3xl/console:border-t @3xl/console:border-line @6xl/console:col-start-3 @6xl/console:row-start-1 @6xl/console:border-t-0',
            shown === 'customer' || shown === 'form' || shown === 'call' ? 'flex' : 'hidden',
          )}
        >
          {beside ? (
            <div
              className={cx(
                'shrink-0 flex-col @3xl/console:border-b @3xl/console:border-line',
                shown === 'call' ? 'flex' : 'hidden @3xl/console:flex',
              )}
            >
              <CallPanel view={view} pack={props.pack} />
            </div>
          ) : null}
          <div
            className={cx(
              'flex-col @6xl/console:shrink-0',
              // Beside a call the column scrolls as one: three parts that scroll are too small.
              !beside && '@6xl/console:overflow-y-auto',
              !beside && view.form !== undefined && '@6xl/console:max-h-[56%]',
              shown === 'customer' ? 'flex' : 'hidden @3xl/console:flex',
            )}
          >
            <CustomerPanel
              record={view.record}
              evidence={view.recordEvidence ?? noEvidence}
              search={search}
              onChoose={commands.chooseCustomer}
            />
          </div>
          <div
            className={cx(
              'flex-col @3xl/console:border-t @3xl/console:border-line',
              beside
                ? '@6xl/console:shrink-0'
                : '@6xl/console:min-h-0 @6xl/console:overflow-y-auto',
              shown === 'form' ? 'flex' : 'hidden @3xl/console:flex',
            )}
          >
            <FormPanel form={view.form} offline={offline} onDecide={commands.decide} />
          </div>
        </div>
      </main>
    </SpotlightProvider>
  );
}
