import {
  CallAnswer,
  CallSetup,
  CallSummary,
  type ChecklistTick,
  type ConsentMode,
  Flag,
  KeptAudio,
} from '#domain/call.ts';
import { Conversation, Evidence, Turn, type Speaker } from '#domain/conversation.ts';
import { VocabularyTerm } from '#domain/speech.ts';
import type { PackSummary } from '#contract/shapes.ts';
import type { CallSessionState, ChannelState } from '../audio/session.ts';
import { conversation, model, startedAt } from './fixtures.ts';

/** @file One made-up call: what was heard, what runs, what was ticked, kept and asked. */

export const call = Conversation.parse({
  ...conversation,
  channel: 'call',
  title: 'Order arrived damaged, replacement wanted',
});

const spoken: readonly (readonly [Speaker, string, number])[] = [
  ['agent', 'Thanks for calling Halden and Daughters, my name is Dana.', 0.94],
  ['customer', 'Hi, my order #12345 arrived damaged. How do I get a replacement?', 0.91],
  [
    'agent',
    'I am sorry to hear that. Can I have your e-mail address to confirm who you are?',
    0.93,
  ],
  ['customer', 'It is the arrow press, the glass of it is in pieces.', 0.48],
  ['customer', 'You can reach me at rosa.lindgren@example.com.', 0.88],
];

export const heard: readonly Turn[] = spoken.map(([speaker, text, confidence], index) =>
  Turn.parse({
    id: `turn-${index + 1}`,
    conversation: call.id,
    sequence: index + 1,
    speaker,
    kind: 'utterance',
    text,
    at: startedAt + index * 17_000,
    durationMs: 4_200,
    confidence,
    redactions: 0,
  }),
);

export const heardTurn = (index: number, change: Readonly<Record<string, unknown>>): Turn =>
  Turn.parse({ ...heard[index], ...change });

const said = (turn: number, text: string): Evidence => {
  const found = heard[turn - 1];
  const start = found?.text.indexOf(text) ?? -1;
  if (found === undefined || start < 0) throw new Error(`Turn ${turn} does not hold “${text}”.`);
  return Evidence.parse({ turn: found.id, span: { start, end: start + text.length }, text });
};

export const checklistItems: PackSummary['checklist'] = [
  { name: 'greet', title: 'Greet and give your name', mandatory: true, intents: [] },
  { name: 'verify', title: 'Confirm who is calling', mandatory: true, intents: [] },
  { name: 'order', title: 'Find the order', mandatory: false, intents: [] },
  { name: 'repeat', title: 'Repeat the problem in your own words', mandatory: false, intents: [] },
  {
    name: 'photo',
    title: 'Ask for a photo of the damage',
    mandatory: false,
    intents: ['damaged_item'],
  },
  {
    name: 'choice',
    title: 'Offer replacement or refund',
    mandatory: true,
    intents: ['damaged_item'],
  },
  { name: 'when', title: 'Say when it arrives', mandatory: false, intents: [] },
  { name: 'more', title: 'Ask whether there is anything else', mandatory: false, intents: [] },
  { name: 'close', title: 'Thank and say goodbye', mandatory: false, intents: [] },
  {
    name: 'cancel',
    title: 'Ask for the reason of the cancellation',
    mandatory: false,
    intents: ['cancel_subscription'],
  },
];

export const ticks: Readonly<Record<string, ChecklistTick>> = {
  greet: { item: 'greet', ticked: true, by: 'words', evidence: [said(1, 'my name is Dana')] },
  verify: {
    item: 'verify',
    ticked: true,
    by: 'words',
    evidence: [said(3, 'your e-mail address to confirm who you are')],
  },
  order: { item: 'order', ticked: true, by: 'hand', evidence: [] },
};

export const allTicks: Readonly<Record<string, ChecklistTick>> = Object.fromEntries(
  checklistItems
    .filter(({ name }) => name !== 'cancel')
    .map(({ name }) => [
      name,
      ticks[name] ?? { item: name, ticked: true, by: 'hand', evidence: [] },
    ]),
);

export const flags = [
  Flag.parse({
    id: 'flag-1',
    at: startedAt + 40_000,
    turn: 'turn-2',
    note: 'Second time it breaks',
  }),
  Flag.parse({ id: 'flag-2', at: startedAt + 71_000, turn: 'turn-4', note: '' }),
];

export const setupOf = (mode: ConsentMode, change: Readonly<Record<string, unknown>> = {}) =>
  CallSetup.parse({
    consent: {
      mode,
      sentence:
        mode === 'ask'
          ? 'May I have this call written down on my computer, so that I can help you faster?'
          : 'This call is written down on my computer so that I can help you faster.',
    },
    keepsAudio: false,
    comparesVoices: true,
    speech: {
      name: 'earshot-vosk-small',
      title: 'Earshot small English',
      engine: 'vosk',
      files: [{ path: 'model.tar.gz', sha256: model.sha256, bytes: 24_100_000 }],
    },
    ...change,
  });

const channel = (label: string, change: Partial<ChannelState>): ChannelState => ({
  health: 'live',
  speaking: false,
  source: { kind: label.startsWith('Tab') ? 'system' : 'microphone', label },
  ...change,
});

export const runningState = (
  change: Partial<CallSessionState> & {
    readonly you?: Partial<ChannelState>;
    readonly caller?: Partial<ChannelState>;
  } = {},
): CallSessionState => {
  const { caller, you, ...rest } = change;
  return {
    phase: 'running',
    agent: channel('Headset microphone', { speaking: true, ...you }),
    customer: channel('Tab “Softphone”', caller ?? {}),
    recogniser: { state: 'ready' },
    problems: [],
    unsent: 0,
    elapsedMs: 222_000,
    ...rest,
  };
};

export const runningSummary = CallSummary.parse({
  kind: 'running',
  lines: [
    { section: 'who', text: 'Rosa Lindgren, gold customer since 2021.', turns: ['turn-5'] },
    { section: 'issue', text: 'Order #12345 arrived damaged.', turns: ['turn-2', 'turn-4'] },
    { section: 'open', text: 'Replacement or refund is not decided yet.', turns: ['turn-2'] },
  ],
  text: 'Who: Rosa Lindgren…',
  upTo: 'turn-4',
  ms: 9,
});

export const transferSummary = CallSummary.parse({
  ...runningSummary,
  kind: 'transfer',
  lines: [
    ...runningSummary.lines,
    { section: 'facts', text: 'E-mail: rosa.lindgren@example.com.', turns: ['turn-5'] },
    { section: 'flagged', text: 'Second time it breaks.', turns: ['turn-2'] },
  ],
  upTo: 'turn-5',
});

export const answered = CallAnswer.parse({
  question: 'Which order number?',
  quotes: [
    {
      turn: 'turn-2',
      speaker: 'customer',
      text: 'my order #12345 arrived damaged',
      span: { start: 4, end: 35 },
      score: 0.93,
    },
  ],
  value: '#12345',
  ms: 6,
});

export const unanswered = CallAnswer.parse({
  question: 'When did they buy it?',
  quotes: [],
  reason: 'Nobody has said when it was bought.',
  ms: 5,
});

export const learned = [
  VocabularyTerm.parse({ written: 'AeroPress', heard: ['arrow press'], kind: 'learned' }),
  VocabularyTerm.parse({
    written: 'Lindgren',
    heard: ['lind green', 'link green'],
    kind: 'learned',
  }),
];

const day = 86_400_000;

export const keptCalls = [
  KeptAudio.parse({
    conversation: 'conversation-1',
    title: 'Order arrived damaged, replacement wanted',
    at: startedAt,
    seconds: 372,
    bytes: 1_140_000,
    until: startedAt + 30 * day,
  }),
  KeptAudio.parse({
    conversation: 'conversation-3',
    title: 'أين طلبي؟ لقد مر أسبوع',
    at: startedAt - 2 * day,
    seconds: 4_210,
    bytes: 12_800_000,
    until: startedAt + 28 * day,
  }),
];
