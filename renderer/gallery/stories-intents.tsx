import type { ReactNode } from 'react';
import type { Training } from '../admin/useTraining.ts';
import { Compare } from '../admin/intents/Compare.tsx';
import { ConfusionList } from '../admin/intents/ConfusionList.tsx';
import { emptyDraft, type Draft } from '../admin/intents/draft.ts';
import { Headline } from '../admin/intents/Headline.tsx';
import { LabelTable } from '../admin/intents/LabelTable.tsx';
import { NewVersion } from '../admin/intents/NewVersion.tsx';
import { SuspectList } from '../admin/intents/SuspectList.tsx';
import { TrainingRun } from '../admin/intents/TrainingRun.tsx';
import { TriedResult } from '../admin/intents/TrySentence.tsx';
import { VersionList } from '../admin/intents/VersionList.tsx';
import { SentimentTrend } from '../console/SentimentTrend.tsx';
import * as fixtures from './fixtures-intents.ts';
import type { Story } from './stories.tsx';

const nothing = (): void => undefined;
const padded = (content: ReactNode): ReactNode => <div className="bg-surface p-4">{content}</div>;
const story = (name: string, content: () => ReactNode): Story => ({
  group: 'intents',
  name,
  render: () => padded(content()),
});

const filled: Draft = {
  name: 'Cards',
  base: 'none',
  paste: 'My card is gone,card_lost\nno label here',
  sources: [
    {
      id: 'paste',
      title: 'Pasted text',
      examples: [
        { text: 'My card is gone', label: 'card_lost' },
        { text: 'My card is gone', label: 'card_stolen' },
        { text: 'Somebody took it', label: 'card_stolen' },
      ],
      problems: [{ line: 2, problem: 'There is no label on this line.' }],
    },
    {
      id: 'file',
      title: 'أسئلة-العملاء.csv',
      examples: fixtures.examples.slice(0, 90),
      problems: Array.from({ length: 9 }, (_, index) => ({
        line: index + 12,
        problem: 'The text is longer than 4,000 characters.',
      })),
    },
  ],
};

const making = (name: string, draft: Draft, offline = false): Story =>
  story(name, () => (
    <NewVersion
      draft={draft}
      onDraft={nothing}
      packIntents={['damaged_item', 'gift_wrapping', 'order_status']}
      packExamples={168}
      offline={offline}
      read={async () => ({ examples: [], problems: [] })}
      onFiles={nothing}
      onTrain={nothing}
    />
  ));

const training = (name: string, change: Partial<Training>): Story =>
  story(name, () => (
    <TrainingRun
      training={{
        order: { pack: 'retail', name: 'Cards', base: 'pack', examples: fixtures.examples },
        ...change,
      }}
      offline={false}
      onCancel={nothing}
      onAgain={nothing}
      onEdit={nothing}
    />
  ));

const trend = (name: string, scores: readonly number[], rest: object): Story => ({
  group: 'trend',
  name,
  render: () =>
    padded(
      <SentimentTrend
        points={scores.map((score, index) => ({ turn: `turn-${index}`, score }))}
        direction="steady"
        {...rest}
      />,
    ),
});

export const intentStories: readonly Story[] = [
  story('versions', () => <VersionList models={fixtures.versions} onOpen={nothing} />),
  story('versions, long', () => <VersionList models={[fixtures.long]} onOpen={nothing} />),
  story('figures', () => <Headline report={fixtures.report} />),
  story('figures, poor, with warnings', () => <Headline report={fixtures.poor.report} />),
  story('labels', () => <LabelTable rows={fixtures.report.byLabel} />),
  story('200 labels', () => <LabelTable rows={fixtures.long.report.byLabel} />),
  story('confusions', () => <ConfusionList confusions={fixtures.report.confusions} />),
  story('confusions, none', () => <ConfusionList confusions={[]} />),
  story('mislabelled', () => (
    <SuspectList suspects={fixtures.report.suspects} disabled={false} onDraft={nothing} />
  )),
  story('mislabelled, long', () => (
    <SuspectList suspects={fixtures.long.report.suspects} disabled={false} onDraft={nothing} />
  )),
  story('mislabelled, none', () => (
    <SuspectList suspects={[]} disabled={false} onDraft={nothing} />
  )),
  story('tried, known', () => <TriedResult tried={{ text: '', ...fixtures.tried }} />),
  story('tried, unknown, long', () => (
    <TriedResult tried={{ text: '', ...fixtures.triedUnknown }} />
  )),
  story('compared', () => (
    <Compare
      comparison={fixtures.comparison}
      candidate={fixtures.candidate}
      other={fixtures.packVersion}
    />
  )),
  story('compared, nothing in common', () => (
    <Compare
      comparison={{ ...fixtures.comparison, n: 0, won: [], lost: [], added: [], dropped: [] }}
      candidate={fixtures.long}
      other={fixtures.packVersion}
    />
  )),
  making('new version, empty', emptyDraft),
  making('new version, filled', filled),
  making('new version, offline', filled, true),
  training('training, starting', {}),
  training('training', { progress: { phase: 'training', done: 3, total: 11 } }),
  training('training failed', {
    failure: { code: 'disconnected', message: 'The connection to Earshot was lost.' },
  }),
  trend('worse', [0.1, 0, -0.4, -0.8], { direction: 'worse' }),
  trend('better, urgent', [-0.8, -0.5, 0.1, 0.4], { direction: 'better', urgency: ['deadline'] }),
  trend('steady', [0.1, 0.1, 0, 0.1], {}),
];
