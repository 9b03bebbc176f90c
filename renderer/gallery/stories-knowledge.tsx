import type { ReactNode } from 'react';
import type { IndexStatus } from '#domain/knowledge-import.ts';
import { groupsOf, type Group } from '../console/knowledge/answer.ts';
import { ArticleReader, type Place } from '../console/knowledge/ArticleReader.tsx';
import { SearchPage, type SearchPageProps } from '../console/knowledge/SearchPage.tsx';
import { citationOf } from '../console/knowledge/answer.ts';
import { article, hits } from './fixtures-cards.ts';
import * as fixtures from './fixtures-knowledge.ts';
import type { Story } from './stories.tsx';

const nothing = (): void => undefined;
const reading = (content: ReactNode): ReactNode => <div className="bg-surface p-4">{content}</div>;

const embedding: IndexStatus = {
  pack: 'retail' as IndexStatus['pack'],
  passages: 412,
  method: 'exact',
  state: 'embedding',
  progress: 0.43,
  model: 'earshot-encoder 0.1.0',
  dimensions: 256,
};

const start: readonly Group[] = [
  {
    title: 'In the customer’s words',
    items: [{ kind: 'words', id: 'last words', text: 'How long does that take?' }],
  },
  {
    title: 'Used in this conversation',
    items: hits.map((hit) => ({ kind: 'cited', id: hit.passage.id, citation: citationOf(hit) })),
  },
];

const search = (name: string, change: Partial<SearchPageProps>): Story => ({
  group: 'search',
  name,
  render: () => (
    <div className="flex h-[38rem] flex-col bg-surface">
      <SearchPage
        text="how long does that take for a damaged lamp"
        onText={nothing}
        search={{
          answer: fixtures.answer,
          asked: 'how long does that take for a damaged lamp',
          busy: false,
        }}
        onAgain={nothing}
        start={start}
        used={new Set(['a3f1c09d#2'])}
        index={undefined}
        copied={undefined}
        load={async (id) => fixtures.articles[id]}
        onOpen={nothing}
        onCopy={nothing}
        onAdmin={nothing}
        {...change}
      />
    </div>
  ),
});

const reader = (name: string, document: typeof article, place: Place = {}): Story => ({
  group: 'knowledge',
  name,
  render: () => reading(<ArticleReader document={document} place={place} />),
});

export const knowledgeStories: readonly Story[] = [
  search('found', {}),
  search('copied', { copied: 'a3f1c09d#1' }),
  search('a newer search is under way', {
    search: { answer: fixtures.answer, asked: 'damaged', busy: true },
  }),
  search('to begin with', { text: '', search: { busy: false } }),
  search('nothing to begin with', { text: '', search: { busy: false }, start: [] }),
  search('loading', { search: { busy: true } }),
  search('nothing found', {
    text: 'good morning',
    search: { answer: fixtures.nothingFound, asked: 'good morning', busy: false },
  }),
  search('no articles yet', {
    search: { answer: fixtures.nothingThere, asked: 'warranty', busy: false },
  }),
  search('new articles wait for their vectors', { index: embedding }),
  search('error', {
    search: {
      busy: false,
      failure: {
        code: 'internal',
        message: 'Something went wrong inside Earshot.',
        mend: 'Try again; if it stays, the log has the details.',
      },
    },
  }),
  search('long question, long text', {
    text: 'The set arrived and one part of it was broken. '.repeat(60),
    search: { answer: fixtures.longAnswer, asked: 'set part warranty', busy: false },
  }),
  search('right to left', {
    text: 'الاستبدال',
    search: { answer: fixtures.rtlAnswer, asked: 'الاستبدال', busy: false },
  }),
  search('records first', {
    search: {
      answer: {
        ...fixtures.answer,
        records: groupsOf(fixtures.answer)
          .flatMap(({ items }) => items)
          .flatMap((item) => (item.kind === 'record' ? [{ ...item.record, score: 0.99 }] : [])),
      },
      asked: 'order 12345',
      busy: false,
    },
  }),
  reader('article', article, {
    anchor: 'replacement',
    quote: 'A damaged item is replaced free of charge within 30 days',
  }),
  reader('table, list, task, links', fixtures.richArticle, {
    anchor: 'plans',
    quote: 'Plan: Plus; Price: $49.00; Free deliveries: 12',
  }),
  reader('withdrawn', fixtures.withdrawnArticle),
  reader('outdated', fixtures.outdatedArticle),
  reader('right to left', fixtures.rtlArticle, { quote: 'تكفي صورة.' }),
];
