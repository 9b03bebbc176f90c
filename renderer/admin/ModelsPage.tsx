import { useEffect, useState, type ReactNode } from 'react';
import type { ModelListing } from '#domain/model-listing.ts';
import type { Failure } from '#domain/result.ts';
import { useEarshot } from '#renderer/data/earshot.tsx';
import { explain } from '#renderer/data/failure.ts';
import { follow } from '#renderer/data/follow.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Empty, Loading, Problem } from '#renderer/ui/Panel.tsx';
import { InstallDialog, type InstallOrder } from './models/InstallDialog.tsx';
import { ModelRow, type ModelTask } from './models/ModelRow.tsx';
import { byTask } from './models/modelText.ts';

/** The models as they stand now, followed for as long as the page is open. */
function useModels() {
  const { api, connection } = useEarshot();
  const [models, setModels] = useState<readonly ModelListing[]>();
  const [failure, setFailure] = useState<Failure>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    setFailure(undefined);
    void follow<readonly ModelListing[]>(
      connection,
      () => api.models.watch(undefined, { signal: stop.signal }),
      setModels,
      stop.signal,
    ).then((refusal) => {
      if (refusal !== undefined && !stop.signal.aborted) setFailure(explain(refusal));
    });
    return () => stop.abort();
  }, [api, connection, round]);
  const replace = (model: ModelListing): void =>
    setModels((all) => all?.map((other) => (other.name === model.name ? model : other)));
  return { models, setModels, replace, failure, again: () => setRound((before) => before + 1) };
}

/** Every model by what it is for: what is there, what can be had, what is in use. */
export function ModelsPage(): ReactNode {
  const { api, attempt, notify, state } = useEarshot();
  const { again, failure, models, replace, setModels } = useModels();
  const [busy, setBusy] = useState<Readonly<Record<string, ModelTask>>>({});
  const [installing, setInstalling] = useState<string>();
  const [orders, setOrders] = useState<Readonly<Record<string, InstallOrder>>>({});
  const offline = state !== 'connected';

  const run = (name: string, task: ModelTask, ask: () => Promise<unknown>): void => {
    setBusy((all) => ({ ...all, [name]: task }));
    void attempt(ask).then(() =>
      setBusy((all) => Object.fromEntries(Object.entries(all).filter(([key]) => key !== name))),
    );
  };
  const install = (name: string, order: InstallOrder): void => {
    setOrders((all) => ({ ...all, [name]: order }));
    run(name, 'install', () => api.models.install({ name, ...order }));
  };
  const verify = ({ name, title }: ModelListing): void =>
    run(name, 'verify', async () => {
      const next = await api.models.verify({ name });
      replace(next);
      if (next.problem === undefined && next.state !== 'damaged')
        notify({ tone: 'good', message: `${title} is intact: every checksum fits.` });
    });
  const measure = ({ name }: ModelListing): void =>
    run(name, 'measure', async () => replace(await api.models.measure({ name })));
  const use = ({ name, title }: ModelListing): void =>
    run(name, 'use', async () => {
      setModels(await api.models.use({ name }));
      notify({ tone: 'good', message: `${title} is in use.` });
    });

  if (failure !== undefined)
    return (
      <div className="-mx-3">
        <Problem
          message={failure.message}
          mend={failure.mend}
          action={<Button onClick={again}>Try again</Button>}
        />
      </div>
    );
  if (models === undefined) return <Loading label="Reading the models" lines={8} />;
  const asked = models.find(({ name }) => name === installing);
  return (
    <div className="space-y-8">
      <p className="max-w-prose text-sm text-muted">
        Everything needed comes with Earshot and runs on this machine. Larger models can be added.
        Nothing is looked up or fetched by itself: a mirror is asked only when you press Install.
      </p>
      {models.length === 0 ? (
        <Empty icon="models" title="No models are listed">
          The list of models that belongs to this installation is empty.
        </Empty>
      ) : null}
      {byTask(models).map((group) => (
        <section key={group.task} aria-labelledby={`task-${group.task}`}>
          <h2 id={`task-${group.task}`} className="text-lg font-semibold">
            {group.title}
          </h2>
          <p className="mb-3 max-w-prose text-sm text-subtle">{group.hint}</p>
          <div className="space-y-3">
            {group.models.map((model) => {
              const { name } = model;
              const order = orders[name];
              return (
                <ModelRow
                  key={name}
                  model={model}
                  busy={busy[name]}
                  offline={offline}
                  canRetry={order !== undefined}
                  onInstall={() => setInstalling(name)}
                  onRetry={() => (order === undefined ? undefined : install(name, order))}
                  onCancel={() => run(name, 'cancel', () => api.models.cancel({ name }))}
                  onVerify={() => verify(model)}
                  onRemove={() => run(name, 'remove', () => api.models.remove({ name }))}
                  onUse={() => use(model)}
                  onMeasure={() => measure(model)}
                />
              );
            })}
          </div>
        </section>
      ))}
      {asked === undefined ? null : (
        <InstallDialog
          key={asked.name}
          model={asked}
          offline={offline}
          onClose={() => setInstalling(undefined)}
          onInstall={(order) => {
            setInstalling(undefined);
            install(asked.name, order);
          }}
        />
      )}
    </div>
  );
}
