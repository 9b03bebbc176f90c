import type { ReactNode } from 'react';
import { SourceDefaults, type ImportJob, type IndexStatus } from '#domain/knowledge-import.ts';
import { BringIn, type BringInProps } from '../admin/knowledge/BringIn.tsx';
import { Documents, type DocumentsProps } from '../admin/knowledge/Documents.tsx';
import { nothingSelected } from '../admin/knowledge/files.ts';
import { GapList, type GapListProps } from '../admin/knowledge/GapList.tsx';
import { IndexPanel } from '../admin/knowledge/IndexPanel.tsx';
import { JobList } from '../admin/knowledge/JobList.tsx';
import { SourceRows } from '../admin/knowledge/SourceRows.tsx';
import { UploadRun } from '../admin/knowledge/UploadRun.tsx';
import type { Upload } from '../admin/knowledge/useUpload.ts';
import * as fixtures from './fixtures-import.ts';
import type { Story } from './stories.tsx';

const nothing = (): void => undefined;
const nobody: ReadonlySet<string> = new Set();
const padded = (content: ReactNode): ReactNode => <div className="bg-surface p-3">{content}</div>;
const failure = {
  code: 'internal',
  message: 'Something went wrong inside Earshot.',
  mend: 'Try again; if it stays, the log has the details.',
};
const defaults = SourceDefaults.parse({ owner: 'Returns desk' });
const file = (name: string): File => new File(['# A\n\nWords.'], name);

const bring = (name: string, change: Partial<BringInProps>): Story => ({
  group: 'bring in',
  name,
  render: () => (
    <BringIn
      selection={nothingSelected}
      defaults={defaults}
      offline={false}
      busy={false}
      onPick={nothing}
      onClear={nothing}
      onDefaults={nothing}
      onUpload={nothing}
      onPath={nothing}
      {...change}
    />
  ),
});

const upload: Upload = {
  order: {
    pack: 'retail',
    files: ['a.md', 'b.pdf', 'c.docx'].map((name) => ({ name, file: file(name) })),
    bytes: 12_400_000,
    defaults,
  },
  done: 1,
  bytes: 5_100_000,
  current: 'handbook/returns/b.pdf',
  lost: [],
};

const list = (name: string, jobs: readonly ImportJob[], children?: ReactNode): Story => ({
  group: 'imports',
  name,
  render: () =>
    padded(
      <JobList
        jobs={jobs}
        now={Date.now()}
        offline={name === 'offline'}
        busy={nobody}
        onCancel={nothing}
        onResume={nothing}
      >
        {children}
      </JobList>,
    ),
});

const index = (name: string, statuses: readonly IndexStatus[]): Story => ({
  group: 'index',
  name,
  render: () =>
    padded(
      <IndexPanel
        index={statuses}
        pack="retail"
        titleOf={(pack) => pack}
        offline={false}
        busy={false}
        onReindex={nothing}
      />,
    ),
});

const documents = (name: string, change: Partial<DocumentsProps>): Story => ({
  group: 'articles',
  name,
  render: () =>
    padded(
      <Documents
        found={{ documents: fixtures.documents, total: 5 }}
        failure={undefined}
        listing={{ text: '', source: '', offset: 0 }}
        sources={fixtures.sources}
        offline={false}
        busy={nobody}
        onListing={nothing}
        onAgain={nothing}
        onOpen={nothing}
        onWithdraw={nothing}
        onRestore={nothing}
        {...change}
      />,
    ),
});

const gaps = (name: string, change: Partial<GapListProps>): Story => ({
  group: 'gaps',
  name,
  render: () =>
    padded(
      <GapList
        gaps={fixtures.gaps}
        failure={undefined}
        now={Date.now()}
        offline={false}
        busy={nobody}
        onState={nothing}
        onDraft={nothing}
        onExport={nothing}
        onAgain={nothing}
        {...change}
      />,
    ),
});

const sourceRows = (name: string, sources: typeof fixtures.sources): Story => ({
  group: 'sources',
  name,
  render: () =>
    padded(
      <SourceRows
        sources={sources}
        now={Date.now()}
        offline={false}
        busy={nobody}
        onRemove={nothing}
      />,
    ),
});

export const importStories: readonly Story[] = [
  bring('nothing chosen', {}),
  bring('chosen', {
    selection: {
      ...nothingSelected,
      files: upload.order.files,
      bytes: 12_400_000,
      hidden: 3,
      problems: [{ path: 'film.mov', message: 'It is larger than 200 MB.' }],
    },
  }),
  bring('too many', {
    selection: { ...nothingSelected, files: upload.order.files, bytes: 9, tooMany: true },
  }),
  bring('offline', { offline: true, selection: { ...nothingSelected, files: upload.order.files } }),
  list('all states', fixtures.jobs),
  list('none', []),
  list(
    'taking in files',
    [],
    <UploadRun upload={upload} offline={false} onCancel={nothing} onAgain={nothing} />,
  ),
  list(
    'taking in files failed',
    [],
    <UploadRun
      upload={{ ...upload, failure }}
      offline={false}
      onCancel={nothing}
      onAgain={nothing}
    />,
  ),
  list('many problems, long names', [fixtures.troubled]),
  list('right to left', [fixtures.rtlJob]),
  list('offline', [fixtures.reading, fixtures.failed]),
  index('exact', [fixtures.exact, fixtures.otherPack]),
  index('embedding', [fixtures.embedding]),
  index('building', [fixtures.building]),
  index('problem', [fixtures.broken]),
  index('none', [fixtures.otherPack]),
  sourceRows('usual', fixtures.sources),
  sourceRows('none', []),
  sourceRows('long, right to left', fixtures.longSources),
  documents('usual', {}),
  documents('many', { found: { documents: fixtures.manyDocuments.slice(0, 25), total: 65 } }),
  documents('empty', { found: { documents: [], total: 0 } }),
  documents('nothing found', {
    found: { documents: [], total: 0 },
    listing: { text: 'xyz', source: '', offset: 0 },
  }),
  documents('loading', { found: undefined }),
  documents('error', { found: undefined, failure }),
  gaps('usual', {}),
  gaps('none', { gaps: [] }),
  gaps('loading', { gaps: undefined }),
  gaps('error', { failure }),
  gaps('long, right to left', { gaps: fixtures.longGaps }),
];
