import { useCallback, type ReactNode } from 'react';
import type { ConversationView } from '#domain/view.ts';
import type { OwnCall } from '#renderer/data/callStore.ts';
import { useCall, useTaken } from '#renderer/data/calls.tsx';
import { useEarshot } from '#renderer/data/earshot.tsx';
import { CallBar } from './CallBar.tsx';
import { FlagButton } from './FlagButton.tsx';
import { QuietCall } from './QuietCall.tsx';
import { StoppedCall } from './StoppedCall.tsx';
import type { CallFlow } from './useCallFlow.ts';

function OwnStrip(props: {
  own: OwnCall;
  flow: CallFlow;
  view: ConversationView | undefined;
  onBack: (conversation: string) => void;
}): ReactNode {
  const { conversations, state } = useEarshot();
  const { flow, own, view } = props;
  const { session } = own;
  const elapsed = useCallback(() => session.state().elapsedMs, [session]);
  const here = view?.conversation.id === own.conversation;
  const title = conversations?.find(({ id }) => id === own.conversation)?.title ?? 'Call';
  const offline = state !== 'connected';
  const { phase } = own.state;
  if ((phase === 'interrupted' || phase === 'ended') && !own.ending)
    return (
      <StoppedCall
        problem={own.state.problems.at(-1) ?? own.state.agent.problem ?? own.state.customer.problem}
        busy={flow.busy}
        onGoOn={flow.again}
        onEnd={() => void flow.finish()}
      />
    );
  return (
    <CallBar
      state={own.state}
      consent={here ? view.call?.consent : undefined}
      mode={own.setup.consent.mode}
      keepsAudio={own.setup.keepsAudio}
      holding={own.holding}
      ending={own.ending}
      offline={offline}
      away={here ? undefined : title}
      elapsed={elapsed}
      onLevels={session.onLevels}
      flag={
        <FlagButton
          open={flow.flagging}
          offline={offline}
          onOpenChange={flow.setFlagging}
          onFlag={flow.flag}
        />
      }
      onPause={flow.pause}
      onResume={flow.resume}
      onEnd={() => void flow.finish()}
      onBack={() => props.onBack(own.conversation)}
      onSound={() => flow.setSoundOpen(true)}
      onRemedy={flow.remedy}
    />
  );
}

function OtherStrip(props: { view: ConversationView; flow: CallFlow }): ReactNode {
  const { flow, view } = props;
  const { state } = useEarshot();
  const { wire } = useCall();
  const { id, pack } = view.conversation;
  const capture = view.call?.capture?.state;
  const taken = useTaken(wire, id, capture === 'running' || capture === 'paused');
  return (
    <QuietCall
      call={view.call}
      taken={taken}
      offline={state !== 'connected'}
      busy={flow.busy}
      onGoOn={() => void flow.goOn(id, pack)}
      onOrder={(order) => wire.send({ do: order, conversation: id })}
    />
  );
}

/** Under the window's bar: the call that is captured here, or why the one on screen is not. */
export function CallStrip(props: {
  flow: CallFlow;
  /** The conversation on screen, if any. */
  view: ConversationView | undefined;
  onBack: (conversation: string) => void;
}): ReactNode {
  const { flow, view } = props;
  const { own } = flow;
  if (own !== undefined)
    return <OwnStrip own={own} flow={flow} view={view} onBack={props.onBack} />;
  const live = view?.conversation.channel === 'call' && view.conversation.state === 'live';
  return live ? <OtherStrip view={view} flow={flow} /> : null;
}
