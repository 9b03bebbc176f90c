import { useEffect, useState, type ReactNode } from 'react';
import type { GapState, KnowledgeGap } from '#domain/knowledge-gap.ts';
import type { DocumentListing, KnowledgeSource } from '#domain/knowledge-import.ts';
import type { KnowledgeDocument } from '#domain/knowledge.ts';
import { ArticleReader } from '#renderer/console/knowledge/ArticleReader.tsx';
import { useEarshot } from '#renderer/data/earshot.tsx';
import { useIndex } from '#renderer/data/useIndex.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { useNow } from '#renderer/ui/clock.ts';
import { Loading, Problem } from '#renderer/ui/Panel.tsx';
import { Sheet } from '#renderer/ui/Sheet.tsx';
import { BringIn } from './knowledge/BringIn.tsx';
import { Documents, pageSize, type Listing } from './knowledge/Documents.tsx';
import { gapsAsCsv } from './knowledge/gapCsv.ts';
import { GapList } from './knowledge/GapList.tsx';
import { IndexPanel } from './knowledge/IndexPanel.tsx';
import { JobList } from './knowledge/JobList.tsx';
import { listsRevision } from './knowledge/jobText.ts';
import { saveText } from './knowledge/saveText.ts';
import { SourceRows } from './knowledge/SourceRows.tsx';
import { UploadRun } from './knowledge/UploadRun.tsx';
import type { Bringing } from './knowledge/useBringing.ts';
import { useAsked, useBusy, useImports } from './knowledge/useKnowledge.ts';
import { Section } from './Section.tsx';

const firstPage: Listing = { text: '', source: '', offset: 0 };

/** Articles of a pack: brought in, listed, indexed, and what is missing among them. */
export function KnowledgePage(props: { pack: string; bringing: Bringing }): ReactNode {
  const { bringing, pack } = props;
  const { api, attempt, info, notify, state } = useEarshot();
  const offline = state !== 'connected';
  const now = useNow(30_000);
  const imports = useImports();
  const jobs = imports.jobs?.filter((job) => job.pack === pack);
  const revision = listsRevision(jobs ?? []);
  const { index, failure: indexFailure } = useIndex(true);
  const [busy, run] = useBusy();
  const [listing, setListing] = useState(firstPage);
  const [opened, setOpened] = useState<KnowledgeDocument>();
  // Another pack begins at its first page.
  const [ofPack, setOfPack] = useState(pack);
  if (ofPack !== pack) {
    setOfPack(pack);
    setListing(firstPage);
  }

  const sources = useAsked(() => api.knowledge.sources({ pack }), pack, revision);
  const { text, source, offset } = listing;
  const documents = useAsked(
    () =>
      api.knowledge.documents({
        pack,
        offset,
        limit: pageSize,
        ...(text.trim() === '' ? {} : { text: text.trim() }),
        ...(source === '' ? {} : { source }),
      }),
    pack,
    `${revision} ${text} ${source} ${offset}`,
    150,
  );
  const gaps = useAsked(() => api.knowledge.gaps({ pack }), pack, '');
  const { reload: reloadDocuments, value: found } = documents;
  useEffect(() => {
    // The last article of the last page is gone.
    if (found !== undefined && found.total > 0 && found.documents.length === 0)
      setListing((before) => ({ ...before, offset: 0 }));
  }, [found]);

  const change = (document: DocumentListing, what: 'withdraw' | 'restore'): void =>
    void run(document.id, async () => {
      await api.knowledge[what]({ document: document.id });
      notify({
        tone: 'good',
        message:
          what === 'withdraw'
            ? `“${document.title}” is withdrawn: it is not cited any more.`
            : `“${document.title}” is back: it can be cited again.`,
      });
      reloadDocuments();
    });
  const remove = (one: KnowledgeSource): void =>
    void run(one.id, async () => {
      await api.knowledge.removeSource({ source: one.id });
      notify({ tone: 'good', message: `${one.title} and its articles are removed.` });
      setListing(firstPage);
      sources.reload();
      reloadDocuments();
    });
  const setGap = (gap: KnowledgeGap, next: GapState): void =>
    void run(gap.id, async () => {
      await api.knowledge.setGap({ gap: gap.id, state: next });
      gaps.setValue((all) =>
        all?.map((other) => (other.id === gap.id ? { ...other, state: next } : other)),
      );
    });
  const draft = (gap: KnowledgeGap): void =>
    void run(gap.id, async () => {
      const { markdown, name } = await api.knowledge.gapDraft({ pack, gap: gap.id });
      saveText(name, markdown, 'text/markdown');
    });

  return (
    <div className="grid items-start gap-4 @5xl/console:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="space-y-4">
        <BringIn
          selection={bringing.selection}
          defaults={bringing.defaults}
          offline={offline}
          busy={bringing.busy}
          onPick={bringing.pick}
          onClear={bringing.clear}
          onDefaults={bringing.setDefaults}
          onUpload={() => bringing.upload(pack)}
          onPath={(path, watch) => bringing.importPath(pack, path, watch)}
        />
        <Section title="Imports">
          {imports.failure !== undefined ? (
            <div className="-mx-3">
              <Problem
                message={imports.failure.message}
                mend={imports.failure.mend}
                action={<Button onClick={imports.again}>Try again</Button>}
              />
            </div>
          ) : jobs === undefined ? (
            <Loading label="Reading the imports" />
          ) : (
            <JobList
              jobs={jobs}
              now={now}
              offline={offline}
              busy={busy}
              onCancel={(job) =>
                void run(job.id, () => api.knowledge.cancelImport({ job: job.id }))
              }
              onResume={(job) =>
                void run(job.id, () => api.knowledge.resumeImport({ job: job.id }))
              }
            >
              {bringing.running?.order.pack !== pack ? undefined : (
                <UploadRun
                  upload={bringing.running}
                  offline={offline}
                  onCancel={bringing.cancel}
                  onAgain={bringing.again}
                />
              )}
            </JobList>
          )}
        </Section>
      </div>
      <div className="space-y-4">
        <Section title="Index" hint="How articles are found by their meaning.">
          {indexFailure !== undefined ? (
            <div className="-mx-3">
              <Problem message={indexFailure.message} mend={indexFailure.mend} />
            </div>
          ) : index === undefined ? (
            <Loading label="Reading the index" />
          ) : (
            <IndexPanel
              index={index}
              pack={pack}
              titleOf={(name) => info?.packs.find((other) => other.name === name)?.title ?? name}
              offline={offline}
              busy={busy.has('index')}
              onReindex={() => void run('index', () => api.knowledge.reindex({ pack }))}
            />
          )}
        </Section>
        <Section title="Sources">
          {sources.failure !== undefined ? (
            <div className="-mx-3">
              <Problem
                message={sources.failure.message}
                mend={sources.failure.mend}
                action={<Button onClick={sources.reload}>Try again</Button>}
              />
            </div>
          ) : sources.value === undefined ? (
            <Loading label="Reading the sources" />
          ) : (
            <SourceRows
              sources={sources.value.filter(({ id }) => id !== 'pack')}
              now={now}
              offline={offline}
              busy={busy}
              onRemove={remove}
            />
          )}
        </Section>
      </div>
      <div className="space-y-4 @5xl/console:col-span-2">
        <Section title="Articles">
          <Documents
            found={found}
            failure={documents.failure}
            listing={listing}
            sources={sources.value ?? []}
            offline={offline}
            busy={busy}
            onListing={setListing}
            onAgain={reloadDocuments}
            onOpen={({ id }) =>
              void attempt(async () => setOpened(await api.knowledge.document({ document: id })))
            }
            onWithdraw={(document) => change(document, 'withdraw')}
            onRestore={(document) => change(document, 'restore')}
          />
        </Section>
        <Section
          title="Knowledge gaps"
          hint="Questions that no article answered. A draft holds the questions; you write the answer."
        >
          <GapList
            gaps={gaps.value}
            failure={gaps.failure}
            now={now}
            offline={offline}
            busy={busy}
            onState={setGap}
            onDraft={draft}
            onExport={() =>
              saveText(`knowledge-gaps-${pack}.csv`, gapsAsCsv(gaps.value ?? []), 'text/csv')
            }
            onAgain={gaps.reload}
          />
        </Section>
      </div>
      <Sheet
        open={opened !== undefined}
        onClose={() => setOpened(undefined)}
        title={opened?.title ?? 'Article'}
        width="wide"
      >
        {opened === undefined ? null : <ArticleReader document={opened} place={{}} />}
      </Sheet>
    </div>
  );
}
