import { useCallback, useState } from 'react';
import type { IntentModel } from '#domain/taxonomy.ts';
import { useEarshot } from '#renderer/data/earshot.tsx';
import { count, counted } from './amounts.ts';
import { decodeText, largestFile } from './fileText.ts';
import {
  corrected,
  draftExamples,
  emptyDraft,
  startFrom,
  withSource,
  type Correction,
  type Draft,
} from './intents/draft.ts';
import type { TrainingOrder } from './useTraining.ts';

export interface Drafting {
  readonly draft: Draft;
  readonly onDraft: (change: (draft: Draft) => Draft) => void;
  readonly onFiles: (files: readonly File[]) => void;
  /** Begins a draft with a version's examples, corrected. @returns whether they could be read */
  readonly startFrom: (
    model: IntentModel,
    models: readonly IntentModel[],
    decisions: Readonly<Record<string, Correction>>,
  ) => Promise<boolean>;
  readonly order: (pack: string) => TrainingOrder;
  /** Forgets what a version was trained from. */
  readonly drop: (pack: string) => void;
}

/** The version being made of each pack; kept in this window's memory while other pages are open. */
export function useDraft(pack: string): Drafting {
  const { api, attempt, notify } = useEarshot();
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>({});
  const draft = drafts[pack] ?? emptyDraft;

  const onDraft = useCallback(
    (change: (draft: Draft) => Draft) =>
      setDrafts((all) => ({ ...all, [pack]: change(all[pack] ?? emptyDraft) })),
    [pack],
  );

  const readFile = useCallback(
    async (file: File): Promise<void> => {
      if (file.size > largestFile)
        return notify({
          tone: 'bad',
          message: `${file.name} is larger than ${count(largestFile / 1e6)} MB.`,
          mend: 'Split it and choose the parts.',
        });
      const { note, text } = decodeText(new Uint8Array(await file.arrayBuffer()));
      const found = await api.intents.read({ name: file.name.slice(-255), text });
      const problems = [
        ...(note === undefined ? [] : [{ line: 1, problem: note }]),
        ...found.problems,
      ];
      if (found.examples.length === 0 && problems.length === 0)
        return notify({
          tone: 'bad',
          message: `${file.name} holds no examples.`,
          mend: 'Each needs a text and a label.',
        });
      onDraft((before) =>
        withSource(before, {
          id: `file ${file.name}`,
          title: file.name,
          examples: found.examples,
          problems,
        }),
      );
    },
    [api, notify, onDraft],
  );
  const onFiles = useCallback(
    (files: readonly File[]) => {
      for (const file of files) void attempt(() => readFile(file));
    },
    [attempt, readFile],
  );

  const begin: Drafting['startFrom'] = async (model, models, decisions) => {
    const changed = Object.keys(decisions).filter((key) => decisions[key] !== 'keep');
    const started = await attempt(async () => {
      const packs = models.find(({ origin }) => origin === 'pack');
      const [own, packOwn] = await Promise.all([
        api.intents.examples({ model: model.id }),
        packs === undefined ? [] : api.intents.examples({ model: packs.id }),
      ]);
      const { base, examples } = startFrom(model, own, packOwn, changed);
      const changes = changed.length === 0 ? '' : `, with ${counted(changed.length, 'change')}`;
      onDraft(() =>
        withSource(
          { ...emptyDraft, base, name: `${model.name.slice(0, 70)}, revised` },
          {
            id: `version ${model.id}`,
            title: `Examples of “${model.name}”${changes}`,
            examples: corrected(examples, model.report.suspects, decisions),
            problems: [],
          },
        ),
      );
      return true;
    });
    return started === true;
  };

  const drop = useCallback(
    (of: string) =>
      setDrafts((all) => Object.fromEntries(Object.entries(all).filter(([key]) => key !== of))),
    [],
  );

  return {
    draft,
    drop,
    onDraft,
    onFiles,
    startFrom: begin,
    order: (of) => ({
      pack: of,
      name: draft.name.trim(),
      base: draft.base,
      examples: draftExamples(draft),
    }),
  };
}
