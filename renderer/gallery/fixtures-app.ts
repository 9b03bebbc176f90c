import { AppInfo, ConversationSummary, Health, TrailEntry } from '#contract/shapes.ts';
import { Settings } from '#domain/settings.ts';
import { checklistItems } from './fixtures-call.ts';
import { conversation, model, rules, startedAt } from './fixtures.ts';

/** @file What surrounds a conversation: the app, its packs, its health, its record. */

const pack = (name: string, title: string) => ({
  name,
  title,
  version: '1.0.0',
  company: 'Halden & Daughters',
  currency: 'USD',
  intents: [{ name: 'damaged_item', title: 'Damaged item' }],
  dispositions: [
    { name: 'replaced', title: 'Replaced' },
    { name: 'refunded', title: 'Refunded' },
    { name: 'information', title: 'Information given' },
    { name: 'transferred', title: 'Transferred to a colleague' },
    { name: 'no_contact', title: 'Customer did not answer' },
  ],
  actions: [
    {
      kind: 'send_replacement',
      title: 'Send a replacement',
      risk: 'medium',
      input: [
        { name: 'order', title: 'Order', type: 'record' },
        { name: 'reason', title: 'Reason', type: 'text' },
      ],
    },
  ],
  replays: [
    { name: 'damaged-order', title: 'Order arrived damaged', turns: 9 },
    { name: 'cancel-subscription', title: 'Cancel a subscription', turns: 14 },
  ],
  checklist: checklistItems,
  articles: 24,
});

export const info = AppInfo.parse({
  version: '0.1.0',
  protocol: 1,
  host: 'node',
  dataFolder: '~/.local/share/earshot',
  models: [
    { task: 'Encoder', model },
    { task: 'Entities', model: rules },
  ],
  secrets: 'a file only you can read',
  packs: [pack('retail', 'Retail'), pack('banking', 'Banking')],
});

export const settings = Settings.parse({ agent: 'Dana Whitfield' });

export const goodHealth = Health.parse({
  waiting: [],
  connector: { name: 'Built-in CRM', reachable: true, syncedAt: Date.now() - 12_000 },
  latency: { n: 214, p50: 6.8, p99: 41 },
});

export const offlineHealth = Health.parse({
  waiting: [
    {
      action: 'action-1',
      title: 'Send a replacement for order 12345',
      conversation: conversation.id,
      attempts: 3,
      nextAttemptAt: Date.now() + 14_000,
      problem: 'The CRM does not answer.',
    },
    {
      action: 'action-9',
      title: 'Save the note of a call',
      conversation: 'conversation-2',
      attempts: 0,
      nextAttemptAt: Date.now(),
    },
  ],
  connector: {
    name: 'Built-in CRM',
    reachable: false,
    syncedAt: Date.now() - 460_000,
    problem: 'The CRM does not answer.',
  },
  latency: { n: 214, p50: 6.8, p99: 41 },
});

const summary = (id: string, title: string, state: string, minutesAgo: number) =>
  ConversationSummary.parse({
    id,
    title,
    pack: 'retail',
    channel: 'practice',
    state,
    startedAt: startedAt - minutesAgo * 60_000,
  });

export const conversations = [
  summary(conversation.id, conversation.title, 'live', 0),
  summary('conversation-2', 'I want to cancel my subscription', 'wrapping', 34),
  summary('conversation-3', 'أين طلبي؟ لقد مر أسبوع', 'closed', 190),
];

export const trail = [
  [
    'conversation.started',
    'Dana Whitfield',
    'A practice conversation was opened.',
    'conversation:conversation-1',
  ],
  [
    'customer.identified',
    'earshot',
    'The words “#12345” name order 12345 of Rosa Lindgren.',
    'customer:customer-77',
  ],
  [
    'suggestion.proposed',
    'earshot',
    'Intent damaged item at 0.91, above 0.55; article “Damaged items › Replacement”.',
    'suggestion:card-reply',
  ],
  [
    'action.changed',
    'Dana Whitfield',
    'The agent accepted the card and asked for approval.',
    'action:action-1',
  ],
  [
    'approval.given',
    'Dana Whitfield',
    'Approved by the agent under retail.replacement.within_30_days.',
    'action:action-1',
  ],
].map(([verb, actor, reasoning, subject], index) =>
  TrailEntry.parse({
    sequence: 118 + index,
    at: startedAt + index * 30_000,
    actor,
    verb,
    subject,
    reasoning,
    hash: `${index}${model.sha256.slice(1)}`,
  }),
);
