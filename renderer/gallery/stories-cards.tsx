import type { Suggestion } from '#domain/suggestion.ts';
import { Card, type CardMode } from '../console/cards/Card.tsx';
import { CardList, type CardListProps } from '../console/cards/CardList.tsx';
import * as fixtures from './fixtures-cards.ts';
import type { Story } from './stories.tsx';

const nothing = (): void => undefined;
const commands = { accept: nothing, copy: nothing, dismiss: nothing, openSource: nothing };

const card = (
  name: string,
  suggestion: Suggestion,
  mode: CardMode = 'reading',
  current = true,
): Story => ({
  group: 'card',
  name,
  render: () => (
    <div className="@container p-3">
      <Card
        card={suggestion}
        current={current}
        mode={mode}
        currency="USD"
        offline={name === 'offline'}
        copied={name === 'copied'}
        commands={commands}
        onMode={nothing}
        onSelect={nothing}
      />
    </div>
  ),
});

const list = (name: string, change: Partial<CardListProps>): Story => ({
  group: 'cards',
  name,
  render: () => (
    <CardList
      cards={[]}
      silence={undefined}
      currency="USD"
      offline={false}
      asking={false}
      singleKeys={false}
      copied={undefined}
      commands={commands}
      onSuggest={nothing}
      onShortcuts={nothing}
      {...change}
    />
  ),
});

export const cardStories: readonly Story[] = [
  list('live', { cards: fixtures.cards }),
  list('empty', {}),
  list('silence', { silence: fixtures.silence }),
  list('asking', { asking: true }),
  list('offline', { cards: fixtures.cards.slice(0, 2), offline: true }),
  card('reply', fixtures.replyCard),
  card('draft with a source for each sentence', fixtures.draftCard),
  card('copied', fixtures.replyCard),
  card('editing', fixtures.replyCard, 'editing'),
  card('dismissing', fixtures.replyCard, 'dismissing'),
  card('not current', fixtures.replyCard, 'reading', false),
  card('next best action', fixtures.actionCard),
  card('forbidden action', fixtures.forbiddenCard),
  card('article', fixtures.articleCard),
  card('article that another contradicts', fixtures.contradictedCard),
  card('step', fixtures.stepCard),
  card('form', fixtures.formCard),
  card('offline', fixtures.replyCard),
  card('long text', fixtures.longCard),
  card('right to left', fixtures.rtlCard),
];
