import { useMemo, useState, type ReactNode } from 'react';
import type { CallAnswer, CallSummary } from '#domain/call.ts';
import type { ConversationView } from '#domain/view.ts';
import type { PackSummary } from '#renderer/data/api.ts';
import { useEarshot } from '#renderer/data/earshot.tsx';
import { useClip } from '#renderer/data/useClip.ts';
import { CallVoice } from '../voice/CallVoice.tsx';
import { AskPanel } from './AskPanel.tsx';
import { checklistOf, intentsOf } from './checklist.ts';
import { ChecklistPanel } from './ChecklistPanel.tsx';
import { FlagList } from './FlagList.tsx';
import { SummaryPanel } from './SummaryPanel.tsx';

const noTicks = {} as const;
const noSuperseded = {} as const;
const noItems = [] as const;
/** More answers than this are scrolled past, not read. */
const keptAnswers = 5;

/** Beside a call: its checklist, questions over it, its summary, its flagged moments. */
export function CallPanel(props: {
  view: ConversationView;
  pack: PackSummary | undefined;
}): ReactNode {
  const { view } = props;
  const { api, attempt, state } = useEarshot();
  const clip = useClip();
  const conversation = view.conversation.id;
  const offline = state !== 'connected';
  const [summary, setSummary] = useState<CallSummary>();
  const [answers, setAnswers] = useState<readonly CallAnswer[]>([]);
  const [busy, setBusy] = useState<'summary' | 'ask'>();
  const [copied, setCopied] = useState(false);
  const items = props.pack?.checklist ?? noItems;
  const ticks = view.checklist ?? noTicks;
  const checklist = useMemo(
    () => checklistOf(items, ticks, intentsOf(view.insights)),
    [items, ticks, view.insights],
  );

  const ask = (question: string): void => {
    setBusy('ask');
    void attempt(() => api.calls.ask({ conversation, question })).then((answer) => {
      setBusy(undefined);
      if (answer !== undefined) setAnswers((all) => [answer, ...all].slice(0, keptAnswers));
    });
  };
  const summarise = (kind: CallSummary['kind']): void => {
    setBusy('summary');
    void attempt(() => api.calls.summary({ conversation, kind })).then((next) => {
      setBusy(undefined);
      if (next !== undefined) setSummary(next);
    });
  };
  const copy = (next: CallSummary): void =>
    void clip(next.text).then((done) => {
      if (!done) return;
      setCopied(true);
      setTimeout(() => setCopied(false), 2000);
    });

  return (
    <>
      <ChecklistPanel
        checklist={checklist}
        locked={offline || view.conversation.state === 'closed'}
        onTick={(item, ticked) =>
          void attempt(() => api.calls.tick({ conversation, item, ticked }))
        }
      />
      <AskPanel
        answers={answers}
        busy={busy === 'ask'}
        offline={offline}
        onAsk={ask}
        onCopy={(text) => void clip(text)}
      />
      <SummaryPanel
        summary={summary}
        turns={view.turns}
        busy={busy === 'summary'}
        offline={offline}
        copied={copied}
        onAsk={summarise}
        onCopy={copy}
      />
      <CallVoice key={conversation} view={view} />
      <FlagList
        flags={view.call?.flags ?? []}
        turns={view.turns}
        superseded={view.superseded ?? noSuperseded}
      />
    </>
  );
}
