import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useEarshot } from '#renderer/data/earshot.tsx';
import { explain } from '#renderer/data/failure.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Empty, Loading, Problem } from '#renderer/ui/Panel.tsx';
import type { IntentModel } from '#domain/taxonomy.ts';
import { Confirm } from './Confirm.tsx';
import { summarise } from './intents/draft.ts';
import { NewVersion } from './intents/NewVersion.tsx';
import { TrainingRun } from './intents/TrainingRun.tsx';
import { VersionDetail, type Compared } from './intents/VersionDetail.tsx';
import { VersionList } from './intents/VersionList.tsx';
import { newVersion } from './place.ts';
import type { Drafting } from './useDraft.ts';
import { rememberBefore, versionBefore, type Intents } from './useIntents.ts';
import type { TrainingRoom } from './useTraining.ts';

export interface IntentsPageProps {
  readonly pack: string;
  readonly intents: Intents;
  /** The version in the address, `new` for the one being made, undefined for all. */
  readonly version: string | undefined;
  readonly drafting: Drafting;
  readonly room: TrainingRoom;
  readonly onOpen: (version: string | undefined) => void;
}

/** One version, with what is asked of the core for it. */
function OpenVersion(props: IntentsPageProps & { model: IntentModel }): ReactNode {
  const { drafting, intents, model, onOpen, pack } = props;
  const { api, attempt, notify, state } = useEarshot();
  const models = intents.models ?? [];
  const inUse = models.find((other) => other.inUse);
  const [compared, setCompared] = useState<Compared>();
  const [round, setRound] = useState(0);
  const [replacing, setReplacing] = useState<() => void>();
  const offline = state !== 'connected';
  const other = inUse?.id;
  const open = useRef(true);
  useEffect(() => {
    open.current = true;
    return () => {
      open.current = false;
    };
  }, []);

  useEffect(() => {
    setCompared(undefined);
    if (model.inUse || other === undefined || offline) return;
    let current = true;
    const settle = (next: Compared): void => {
      if (current) setCompared(next);
    };
    api.intents
      .compare({ model: model.id })
      .then(settle, (error: unknown) => settle(explain(error)));
    return () => {
      current = false;
    };
  }, [api, model.id, model.inUse, offline, other, round]);

  const use = (next: IntentModel): void =>
    void attempt(() => api.intents.use({ model: next.id })).then((list) => {
      if (list === undefined) return;
      if (inUse !== undefined) rememberBefore(pack, inUse.id);
      intents.replace(list);
      notify({ tone: 'good', message: `“${next.name}” is in use from the next message on.` });
      // Whoever went elsewhere meanwhile stays there.
      if (next.id !== model.id && open.current) onOpen(next.id);
    });
  const remove = (): void =>
    void attempt(() => api.intents.remove({ model: model.id })).then((list) => {
      if (list === undefined) return;
      intents.replace(list);
      onOpen(undefined);
    });

  return (
    <>
      <VersionDetail
        // Decisions on its examples belong to one version.
        key={model.id}
        model={model}
        inUse={inUse}
        before={model.inUse ? versionBefore(pack, models) : undefined}
        offline={offline}
        compared={compared}
        onCompare={() => setRound((before) => before + 1)}
        onTry={(text) => api.intents.try({ model: model.id, text }).catch(explain)}
        onUse={use}
        onRemove={remove}
        onDraft={(decisions) => {
          const start = (): void =>
            void drafting.startFrom(model, models, decisions).then((started) => {
              if (started) onOpen(newVersion);
            });
          if (drafting.draft.sources.length === 0) start();
          else setReplacing(() => start);
        }}
      />
      <Confirm
        open={replacing !== undefined}
        title="Throw away the version you are making?"
        yes="Throw away and start anew"
        danger
        onYes={() => {
          replacing?.();
          setReplacing(undefined);
        }}
        onClose={() => setReplacing(undefined)}
      >
        <p>
          It holds {summarise(drafting.draft).examples} examples that no version was trained from.
        </p>
      </Confirm>
    </>
  );
}

function MakeVersion(props: IntentsPageProps): ReactNode {
  const { drafting, intents, pack, room } = props;
  const { api, info, state } = useEarshot();
  const offline = state !== 'connected';
  const packIntents = useMemo(
    () => info?.packs.find(({ name }) => name === pack)?.intents.map(({ name }) => name) ?? [],
    [info, pack],
  );
  const read = useCallback(
    (name: string, text: string) => api.intents.read({ name, text }).catch(explain),
    [api],
  );
  const { training } = room;
  if (training !== undefined && training.done === undefined && training.order.pack === pack)
    return (
      <TrainingRun
        training={training}
        offline={offline}
        onCancel={room.cancel}
        onAgain={() => room.start(training.order)}
        onEdit={room.clear}
      />
    );
  return (
    <NewVersion
      draft={drafting.draft}
      onDraft={drafting.onDraft}
      packIntents={packIntents}
      packExamples={intents.models?.find(({ origin }) => origin === 'pack')?.report.examples}
      offline={offline}
      read={read}
      onFiles={drafting.onFiles}
      onTrain={() => room.start(drafting.order(pack))}
    />
  );
}

/** The intents of a pack: all versions, one of them, or the one being made. */
export function IntentsPage(props: IntentsPageProps): ReactNode {
  const { intents, onOpen, version } = props;
  const { failure, models } = intents;
  if (version === newVersion) return <MakeVersion {...props} />;
  if (failure !== undefined)
    return (
      <div className="-mx-3">
        <Problem
          message={failure.message}
          mend={failure.mend}
          action={<Button onClick={intents.reload}>Try again</Button>}
        />
      </div>
    );
  if (models === undefined) return <Loading label="Reading the versions" lines={6} />;
  if (version === undefined)
    return models.length === 0 ? (
      <Empty icon="intents" title="No version yet">
        The pack brings no intents of its own. Bring examples and train the first version.
      </Empty>
    ) : (
      <VersionList models={models} onOpen={onOpen} />
    );
  const model = models.find(({ id }) => id === version);
  if (model === undefined)
    return (
      <Empty icon="alert" title="This version is no longer there">
        <Button onClick={() => onOpen(undefined)}>See all versions</Button>
      </Empty>
    );
  return <OpenVersion {...props} model={model} />;
}
