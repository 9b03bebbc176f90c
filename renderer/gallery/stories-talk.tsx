import type { ReactNode } from 'react';
import { Turn } from '#domain/conversation.ts';
import { Composer, type ComposerProps } from '../console/transcript/Composer.tsx';
import { Transcript } from '../console/transcript/Transcript.tsx';
import { WrapUpPanel, type WrapUpProps } from '../console/wrapup/WrapUpPanel.tsx';
import { info } from './fixtures-app.ts';
import { wrapUp } from './fixtures-beside.ts';
import { conversation, insights, makeAction, turns } from './fixtures.ts';
import type { Story } from './stories.tsx';

const nothing = (): void => undefined;

const turn = (sequence: number, change: Readonly<Record<string, unknown>>): Turn =>
  Turn.parse({
    id: `extra-${sequence}`,
    conversation: conversation.id,
    sequence,
    speaker: 'customer',
    kind: 'message',
    text: '',
    at: conversation.startedAt,
    redactions: 0,
    ...change,
  });

function Talk(props: { turns: readonly Turn[]; speaking?: string }): ReactNode {
  return (
    <div className="flex h-96 flex-col bg-surface">
      <Transcript
        turns={props.turns}
        insights={insights}
        partials={
          props.speaking === undefined ? {} : { customer: { text: props.speaking, holding: false } }
        }
        emptyHint="Type as the customer below to begin."
      />
    </div>
  );
}

const composer = (name: string, change: Partial<ComposerProps>): Story => ({
  group: 'composer',
  name,
  render: () => (
    <Composer
      pane="customer"
      onPane={nothing}
      drafts={{ customer: '', agent: '' }}
      busy={{ customer: false, agent: false }}
      offline={false}
      onDraft={nothing}
      onSend={nothing}
      {...change}
    />
  ),
});

const wrap = (name: string, change: Partial<WrapUpProps>): Story => ({
  group: 'wrap-up',
  name,
  render: () => (
    <WrapUpPanel
      wrapUp={wrapUp}
      state="wrapping"
      turns={turns}
      dispositions={info.packs[0]?.dispositions ?? []}
      saved={undefined}
      offline={false}
      onEditLine={nothing}
      onChoose={nothing}
      onSave={nothing}
      onClose={nothing}
      {...change}
    />
  ),
});

const words = { customer: 'My order #12345 arrived damaged.', agent: '' };

export const talkStories: readonly Story[] = [
  { group: 'transcript', name: 'live', render: () => <Talk turns={turns} /> },
  { group: 'transcript', name: 'empty', render: () => <Talk turns={[]} /> },
  {
    group: 'transcript',
    name: 'speaking',
    render: () => <Talk turns={turns.slice(0, 2)} speaking="and it was a gift for" />,
  },
  {
    group: 'transcript',
    name: 'long, right to left, redacted, corrected',
    render: () => (
      <Talk
        turns={[
          turn(1, { text: 'طلبي رقم 12345 وصل مكسورًا. كيف أحصل على بديل؟' }),
          turn(2, {
            text: 'My card is [card number removed] and the code is [code removed].',
            redactions: 2,
          }),
          turn(3, { text: 'I live in Kirk Lane.' }),
          turn(4, { text: 'I live in Church Lane.', supersedes: 'extra-3' }),
          turn(5, {
            speaker: 'agent',
            text: `${'I will look into every single one of these. '.repeat(12)}${'x'.repeat(90)}`,
          }),
        ]}
      />
    ),
  },
  composer('empty', {}),
  composer('typing', { drafts: words }),
  composer('sending', { drafts: words, busy: { customer: true, agent: false } }),
  composer('offline', { drafts: words, offline: true }),
  wrap('ready', {}),
  wrap('loading', { wrapUp: undefined }),
  wrap('waits for approval', { saved: makeAction({ state: 'awaiting' }) }),
  wrap('saved', { saved: makeAction({ state: 'succeeded' }) }),
  wrap('not saved', { saved: makeAction({ state: 'rejected' }) }),
  wrap('closed', { state: 'closed' }),
  wrap('offline', { offline: true }),
];
