import type { ReactNode } from 'react';
import { noFaults } from '#domain/connector.ts';
import { ConversationSwitcher } from '../console/bar/ConversationSwitcher.tsx';
import { StatusFlyout } from '../console/bar/StatusFlyout.tsx';
import { ConnectionBanner } from '../console/ConnectionBanner.tsx';
import { ConversationBar } from '../console/ConversationBar.tsx';
import { NoticeRow } from '../console/Notices.tsx';
import { AboutThis } from '../console/settings/AboutThis.tsx';
import { FaultsPanel } from '../console/settings/FaultsPanel.tsx';
import { SettingsForm } from '../console/settings/SettingsForm.tsx';
import type { Notice } from '../data/earshot.tsx';
import { Empty, Loading, Problem } from '../ui/Panel.tsx';
import { conversations, goodHealth, info, offlineHealth, settings } from './fixtures-app.ts';
import { conversation } from './fixtures.ts';
import type { Story } from './stories.tsx';

const nothing = (): void => undefined;
const padded = (content: ReactNode): ReactNode => <div className="bg-surface p-4">{content}</div>;

const switcher = (name: string, title: string | undefined): Story => ({
  group: 'bar',
  name,
  render: () => (
    <div className="flex bg-surface p-2">
      <ConversationSwitcher
        conversations={conversations}
        current="conversation-1"
        currentTitle={title}
        onChoose={nothing}
        onOpen={nothing}
      />
    </div>
  ),
});

const notice = (name: string, tone: Notice['tone'], message: string, mend?: string): Story => ({
  group: 'notice',
  name,
  render: () => (
    <ul className="p-3">
      <NoticeRow
        notice={{ id: 1, tone, message, ...(mend === undefined ? {} : { mend }) }}
        onClose={nothing}
      />
    </ul>
  ),
});

export const barStories: readonly Story[] = [
  switcher('switcher', conversation.title),
  switcher('switcher, nothing chosen', undefined),
  switcher(
    'switcher, long',
    'A conversation about an order that arrived damaged and was sent back twice before',
  ),
  {
    group: 'bar',
    name: 'status, in sync',
    render: () => padded(<StatusFlyout state="connected" health={goodHealth} />),
  },
  {
    group: 'bar',
    name: 'status, CRM offline',
    render: () => padded(<StatusFlyout state="connected" health={offlineHealth} />),
  },
  {
    group: 'bar',
    name: 'status, connecting',
    render: () => padded(<StatusFlyout state="connecting" health={undefined} />),
  },
  {
    group: 'bar',
    name: 'status, lost',
    render: () => padded(<StatusFlyout state="lost" health={goodHealth} />),
  },
  { group: 'bar', name: 'reconnecting', render: () => <ConnectionBanner state="lost" /> },
  notice('good', 'good', 'Copied. Paste it where you answer the customer.'),
  notice('info', 'info', 'No article came close enough.'),
  notice(
    'bad',
    'bad',
    'The connection to Earshot was lost before this was confirmed.',
    'It is safe to repeat it once the connection is back.',
  ),
  {
    group: 'bar',
    name: 'conversation, live',
    render: () => (
      <ConversationBar
        conversation={conversation}
        offline={false}
        playing={false}
        onEnd={nothing}
        onStopReplay={nothing}
      />
    ),
  },
  {
    group: 'bar',
    name: 'conversation, replaying',
    render: () => (
      <ConversationBar
        conversation={{ ...conversation, channel: 'recorded' }}
        offline={false}
        playing={true}
        onEnd={nothing}
        onStopReplay={nothing}
      />
    ),
  },
  {
    group: 'settings',
    name: 'you and Earshot',
    render: () => padded(<SettingsForm settings={settings} onChange={nothing} />),
  },
  {
    group: 'settings',
    name: 'CRM simulation',
    render: () => padded(<FaultsPanel faults={{ ...noFaults, outage: true }} onChange={nothing} />),
  },
  { group: 'settings', name: 'installation', render: () => padded(<AboutThis info={info} />) },
  { group: 'states', name: 'loading', render: () => <Loading label="Loading" lines={5} /> },
  {
    group: 'states',
    name: 'empty',
    render: () => (
      <Empty icon="chat" title="Nothing here yet">
        It comes when somebody speaks.
      </Empty>
    ),
  },
  {
    group: 'states',
    name: 'error',
    render: () => (
      <Problem
        message="This conversation cannot be opened."
        mend="It may have been removed. Choose another one."
      />
    ),
  },
];
