import { KnowledgeGap } from '#domain/knowledge-gap.ts';
import {
  DocumentListing,
  ImportJob,
  IndexStatus,
  KnowledgeSource,
} from '#domain/knowledge-import.ts';

/** @file What the knowledge page of an admin shows, in every state. */

const minute = 60_000;
const day = 24 * 60 * minute;
const now = Date.now();

const job = (change: Readonly<Record<string, unknown>>): ImportJob =>
  ImportJob.parse({
    id: 'job-1',
    source: 'import-1',
    pack: 'retail',
    title: 'Handbook',
    state: 'done',
    total: 412,
    done: 412,
    imported: 398,
    unchanged: 12,
    withdrawn: 0,
    passages: 2_904,
    problems: [],
    moreProblems: 0,
    startedAt: now - 50 * minute,
    endedAt: now - 49 * minute,
    ...change,
  });

export const done = job({});
export const reading = job({
  id: 'job-2',
  title: 'Help Center of November',
  state: 'reading',
  total: 1_240,
  done: 517,
  imported: 505,
  unchanged: 0,
  passages: 3_411,
  startedAt: now - 40_000,
  endedAt: undefined,
  problems: [
    {
      path: 'attachments/price list 2019.pdf',
      message: 'The PDF has no text, only pictures. Export it with text recognition and try again.',
    },
    {
      path: 'attachments/contract.pdf',
      message: 'The PDF is locked with a password. Save a copy without one.',
    },
  ],
});
export const waiting = job({
  id: 'job-3',
  title: 'faq.csv',
  state: 'waiting',
  total: 0,
  done: 0,
  imported: 0,
  unchanged: 0,
  passages: 0,
  endedAt: undefined,
});
export const cancelled = job({ id: 'job-4', title: 'Old wiki', state: 'cancelled', done: 130 });
export const failed = job({
  id: 'job-5',
  title: 'Shared drive',
  state: 'failed',
  done: 77,
  imported: 77,
  failure: 'The folder was not there any more. Connect the drive and go on.',
});
export const troubled = job({
  id: 'job-6',
  title:
    'A folder with a name that somebody made very long to say everything about it at once, scanned',
  problems: Array.from({ length: 100 }, (_, index) => ({
    path: `scans/2019/a-very-long-folder-name-without-any-place-to-break/page-${index + 1}.pdf`,
    message: 'The PDF has no text, only pictures. Export it with text recognition and try again.',
  })),
  moreProblems: 1_311,
});
export const rtlJob = job({ id: 'job-7', title: 'دليل خدمة العملاء' });

export const jobs: readonly ImportJob[] = [waiting, reading, done, cancelled, failed];

const source = (change: Readonly<Record<string, unknown>>): KnowledgeSource =>
  KnowledgeSource.parse({
    id: 'import-1',
    pack: 'retail',
    kind: 'folder',
    title: 'Handbook',
    location: '/srv/handbook',
    watched: true,
    defaults: { audience: 'agent', language: 'en', owner: 'Returns desk' },
    addedAt: now - 30 * day,
    importedAt: now - 49 * minute,
    ...change,
  });

export const sources: readonly KnowledgeSource[] = [
  source({}),
  source({
    id: 'import-2',
    kind: 'zendesk',
    title: 'Help Center of November',
    location: undefined,
    watched: false,
    defaults: { audience: 'customer', language: 'en' },
    importedAt: undefined,
  }),
];

export const longSources: readonly KnowledgeSource[] = [
  ...sources,
  source({
    id: 'import-3',
    kind: 'site',
    title: troubled.title,
    location: `/srv/${'a-very-long-folder-name/'.repeat(8)}`,
  }),
  source({ id: 'import-4', kind: 'files', title: 'دليل خدمة العملاء', location: undefined }),
];

const listing = (change: Readonly<Record<string, unknown>>): DocumentListing =>
  DocumentListing.parse({
    id: 'document-1',
    source: 'import-1',
    path: 'returns/damaged-items.md',
    title: 'Damaged items',
    audience: 'customer',
    language: 'en',
    owner: 'Returns desk',
    version: 1,
    importedAt: now - 50 * minute,
    updatedAt: now - 20 * day,
    passages: 4,
    citable: true,
    ...change,
  });

export const documents: readonly DocumentListing[] = [
  listing({ validFrom: '2026-01-01', validTo: '2027-06-30' }),
  listing({
    id: 'document-4',
    path: 'plans/prices.md',
    title: 'Plans and prices',
    audience: 'agent',
    version: 3,
  }),
  listing({
    id: 'document-5',
    path: 'plans/prices-2025.md',
    title: 'Plans and prices of 2025',
    withdrawnAt: now - 2 * day,
    citable: false,
  }),
  listing({
    id: 'document-2',
    source: 'pack',
    path: 'shops/returns.md',
    title: 'Returns in the shops',
    validTo: '2026-03-31',
    citable: false,
    updatedAt: undefined,
    owner: undefined,
  }),
  listing({
    id: 'document-rtl',
    path: 'العودة/التالفة.md',
    title: 'البضائع التالفة',
    language: 'ar',
  }),
];

export const manyDocuments: readonly DocumentListing[] = [
  ...documents,
  ...Array.from({ length: 60 }, (_, index) =>
    listing({
      id: `document-many-${index}`,
      path: `warranty/${'folder-with-a-long-name/'.repeat(index % 4)}part-${index + 1}.html`,
      title:
        index % 3 === 0
          ? `Warranty, repairs and spare parts of sets that are no longer sold one by one, part ${index + 1}`
          : `Warranty, part ${index + 1}`,
      passages: index * 7,
    }),
  ),
];

const status = (change: Readonly<Record<string, unknown>>): IndexStatus =>
  IndexStatus.parse({
    pack: 'retail',
    passages: 2_904,
    method: 'exact',
    state: 'ready',
    model: 'earshot-encoder 0.1.0',
    dimensions: 256,
    ...change,
  });

export const exact = status({});
export const embedding = status({ state: 'embedding', progress: 0.43 });
export const building = status({
  passages: 98_204,
  method: 'graph',
  state: 'building',
  progress: 0.71,
});
export const broken = status({
  passages: 98_204,
  problem: 'The index file was damaged and is being made anew from the database; nothing was lost.',
});
export const otherPack = status({ pack: 'banking', passages: 311 });

const questions = (texts: readonly string[]) =>
  texts.map((text, index) => ({
    text,
    conversation: `conversation-${index + 1}`,
    turn: `turn-${index + 1}-${text.length}`,
    at: now - index * 3 * 60 * minute,
    reason: index % 2 === 0 ? 'not_found' : 'dismissed',
  }));

const gap = (change: Readonly<Record<string, unknown>>): KnowledgeGap =>
  KnowledgeGap.parse({
    id: 'gap-1',
    pack: 'retail',
    title: 'Can I pick the replacement up in a shop?',
    count: 14,
    conversations: 11,
    lastAt: now - 25 * minute,
    questions: questions([
      'Can I pick the replacement up in a shop?',
      'Is it possible to get the new lamp in your store downtown?',
      'I would rather collect it myself',
    ]),
    state: 'open',
    ...change,
  });

export const gaps: readonly KnowledgeGap[] = [
  gap({}),
  gap({
    id: 'gap-2',
    title: 'Do you repair lamps that are out of warranty?',
    count: 1,
    conversations: 1,
    questions: questions(['Do you repair lamps that are out of warranty?']),
  }),
  gap({ id: 'gap-3', title: 'Who is your founder?', count: 3, state: 'set_aside' }),
];

export const longGaps: readonly KnowledgeGap[] = [
  ...Array.from({ length: 14 }, (_, index) =>
    gap({
      id: `gap-long-${index}`,
      title: `${'When one part of a set breaks and the set is not sold any more, what is done? '.repeat(4)}${index + 1}`,
      count: 1_204 - index,
      conversations: 900,
      questions: questions(
        Array.from({ length: 10 }, (_each, at) => `Question ${at + 1}: ${'and then? '.repeat(30)}`),
      ),
    }),
  ),
  gap({ id: 'gap-rtl', title: 'هل يمكنني استلام البديل من المتجر؟' }),
];
