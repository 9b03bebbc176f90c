import { useEffect, useId, useState, type ReactNode } from 'react';
import type { Failure } from '#domain/result.ts';
import type { ExampleProblem, LabelledExample } from '#domain/taxonomy.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Segments, TextArea, TextField } from '#renderer/ui/Field.tsx';
import { Problem } from '#renderer/ui/Panel.tsx';
import { Section } from '../Section.tsx';
import { notYet, summarise, withoutSource, withSource, type Draft } from './draft.ts';
import { DraftPreview } from './DraftPreview.tsx';
import { SourceList } from './SourceList.tsx';

export interface ReadText {
  readonly examples: readonly LabelledExample[];
  readonly problems: readonly ExampleProblem[];
}

export interface NewVersionProps {
  readonly draft: Draft;
  readonly onDraft: (change: (draft: Draft) => Draft) => void;
  readonly packIntents: readonly string[];
  readonly packExamples: number | undefined;
  readonly offline: boolean;
  /** Reads pasted or imported text; nothing is kept. */
  readonly read: (name: string, text: string) => Promise<ReadText | Failure>;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onTrain: () => void;
}

const pasteId = 'paste';
const accepted = '.csv,.tsv,.jsonl,.ndjson,.json,.txt,text/plain,text/csv';

/** Reads what is pasted while it is typed. @returns why it cannot be read */
function usePaste(props: NewVersionProps): Failure | undefined {
  const { draft, offline, onDraft, read } = props;
  const { paste } = draft;
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => {
    if (offline) return;
    let current = true;
    const take = (found: ReadText): void => {
      setFailure(undefined);
      onDraft((before) => withSource(before, { id: pasteId, title: 'Pasted text', ...found }));
    };
    if (paste.trim() === '') return take({ examples: [], problems: [] });
    const timer = setTimeout(() => {
      void read('', paste).then((found) => {
        if (!current) return;
        if ('code' in found) setFailure(found);
        else take(found);
      });
    }, 300);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [offline, onDraft, paste, read]);
  return failure;
}

/** Examples in, a look at what they add up to, a name, and training. */
export function NewVersion(props: NewVersionProps): ReactNode {
  const { draft, offline, onDraft } = props;
  const fileId = useId();
  const failure = usePaste(props);
  const summary = summarise(draft);
  const missing = notYet(draft, summary);
  const own = props.packExamples;
  return (
    <div className="grid items-start gap-4 @5xl/console:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="space-y-4">
        <Section
          title="Examples"
          hint="What customers say and the label it belongs to. Five of a label already help; twenty are better."
        >
          <TextArea
            label="Paste examples"
            rows={8}
            spellCheck={false}
            placeholder={
              'card_lost:\nI lost my card yesterday\nMy card is gone\n\ncard_stolen:\nSomebody took my card'
            }
            value={draft.paste}
            onChange={(event) => {
              const paste = event.target.value;
              onDraft((before) => ({ ...before, paste }));
            }}
          />
          {failure === undefined ? null : <Problem message={failure.message} mend={failure.mend} />}
          <label htmlFor={fileId} className="mt-3 mb-1 block text-sm font-medium">
            Or choose files
          </label>
          <input
            id={fileId}
            type="file"
            multiple
            accept={accepted}
            disabled={offline}
            aria-describedby={`${fileId}-hint`}
            className="w-full text-xs text-muted file:me-2 file:min-h-7 file:rounded-md file:border file:border-solid file:border-edge/60 file:bg-surface file:px-2.5 file:text-sm file:text-ink"
            onChange={(event) => {
              const files = [...(event.target.files ?? [])];
              event.target.value = '';
              if (files.length > 0) props.onFiles(files);
            }}
          />
          <p id={`${fileId}-hint`} className="mt-1 text-xs text-subtle">
            Lines such as “label: sentence”, a label with its sentences below, CSV or TSV with the
            columns text and label, or JSON lines. You can also drop files anywhere on this page.
          </p>
          <SourceList
            sources={draft.sources}
            onRemove={(id) =>
              onDraft((before) => ({
                ...withoutSource(before, id),
                paste: id === pasteId ? '' : before.paste,
              }))
            }
          />
        </Section>
      </div>
      <div className="space-y-4">
        <Section title="What was read">
          <DraftPreview summary={summary} base={draft.base} packIntents={props.packIntents} />
        </Section>
        <Section title="Train">
          <form
            className="space-y-3"
            onSubmit={(event) => {
              event.preventDefault();
              if (missing === undefined && !offline) props.onTrain();
            }}
          >
            <TextField
              label="Name"
              maxLength={80}
              value={draft.name}
              onChange={(event) => {
                const name = event.target.value;
                onDraft((before) => ({ ...before, name }));
              }}
            />
            <Segments
              label="The pack’s own examples"
              value={draft.base}
              options={[
                { value: 'pack', title: own === undefined ? 'Add to them' : `Add to its ${own}` },
                { value: 'none', title: 'Leave them out' },
              ]}
              onChange={(base) => onDraft((before) => ({ ...before, base }))}
            />
            <div>
              <Button look="primary" type="submit" disabled={missing !== undefined || offline}>
                Train
              </Button>
              <p role="status" className="mt-1 text-sm text-subtle">
                {offline
                  ? 'Waits for the connection.'
                  : (missing ??
                    'Takes seconds. Nothing changes for agents until you switch to it.')}
              </p>
            </div>
          </form>
        </Section>
      </div>
    </div>
  );
}
