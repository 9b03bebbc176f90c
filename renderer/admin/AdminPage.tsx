import { useCallback, useEffect, useRef, type ReactNode } from 'react';
import { ConnectionBanner } from '#renderer/console/ConnectionBanner.tsx';
import { FileDrop } from '#renderer/console/FileDrop.tsx';
import { useEarshot } from '#renderer/data/earshot.tsx';
import { Button, IconButton } from '#renderer/ui/Button.tsx';
import { cx } from '#renderer/ui/classes.ts';
import { Choice } from '#renderer/ui/Field.tsx';
import { Icon, type IconName } from '#renderer/ui/icons.tsx';
import { Loading } from '#renderer/ui/Panel.tsx';
import { CallsPage } from './CallsPage.tsx';
import { IntentsPage } from './IntentsPage.tsx';
import { useBringing } from './knowledge/useBringing.ts';
import { KnowledgePage } from './KnowledgePage.tsx';
import { ModelsPage } from './ModelsPage.tsx';
import { above, newVersion, type AdminPlace } from './place.ts';
import { useDraft } from './useDraft.ts';
import { useIntents } from './useIntents.ts';
import { useTraining } from './useTraining.ts';

const pages: readonly {
  readonly page: AdminPlace['page'];
  readonly title: string;
  readonly icon: IconName;
}[] = [
  { page: 'intents', title: 'Intents', icon: 'intents' },
  { page: 'knowledge', title: 'Knowledge', icon: 'book' },
  { page: 'calls', title: 'Calls', icon: 'phone' },
  { page: 'models', title: 'Models', icon: 'models' },
];

const hints: Readonly<Record<AdminPlace['page'], string>> = {
  intents:
    'What customers want, told apart by examples. Make your own version, look at how good it is, and switch to it when it is better.',
  knowledge:
    'What agents may answer with: articles as your company has them, searched and cited on this machine.',
  calls: 'What has to be agreed before a call is listened to, and what is kept of it.',
  models: 'What Earshot understands with.',
};

const titles: Readonly<Record<Exclude<AdminPlace['page'], 'intents'>, string>> = {
  calls: 'Calls',
  knowledge: 'Knowledge',
  models: 'Models',
};

/** Written in or open: Escape belongs to it. */
const keepsEscape =
  'input, textarea, select, [contenteditable], [role="dialog"], [role="alertdialog"]';

/** Escape goes one step out, unless something on the page has a use for it. */
function useEscape(active: boolean, onEscape: () => void): void {
  useEffect(() => {
    if (!active) return;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(keepsEscape) !== null) return;
      event.preventDefault();
      onEscape();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [active, onEscape]);
}

/** The pages of an admin: own intents, models. At full width, each at an address of its own. */
export function AdminPage(props: {
  /** Absent while the window shows conversations; what was begun here stays. */
  place: AdminPlace | undefined;
  /** The pack that new conversations use. */
  pack: string;
  onGo: (place: AdminPlace | undefined) => void;
}): ReactNode {
  const { onGo } = props;
  const { info, state } = useEarshot();
  const place = props.place ?? { page: 'intents' };
  const pack = (place.page === 'models' ? undefined : place.pack) ?? props.pack;
  const version = place.page === 'intents' ? place.version : undefined;
  const intents = useIntents(place.page === 'intents' ? pack : '');
  const drafting = useDraft(pack);
  const room = useTraining();
  const bringing = useBringing();
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = props.place !== undefined;

  const up = props.place === undefined ? undefined : above(props.place);
  const out = useCallback(() => onGo(up), [onGo, up?.page, pack, version]);
  useEscape(shown, out);
  const open = useCallback(
    (next: string | undefined) =>
      onGo({ page: 'intents', pack, ...(next === undefined ? {} : { version: next }) }),
    [onGo, pack],
  );
  // Whoever came here hears and sees where they are.
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    heading.current?.closest('main')?.scrollTo({ top: 0 });
  }, [place.page, version]);

  const { clear, training } = room;
  const { drop: dropDraft } = drafting;
  const { reload } = intents;
  const done = training?.done;
  useEffect(() => {
    if (done === undefined) return;
    clear();
    dropDraft(done.pack);
    reload();
    // The result opens where it was waited for; elsewhere the notice says it.
    if (version === newVersion && pack === done.pack) open(done.id);
  }, [clear, done, dropDraft, open, pack, reload, version]);

  const packs = info?.packs ?? [];
  const opened = intents.models?.find(({ id }) => id === version);
  const title =
    place.page !== 'intents'
      ? titles[place.page]
      : version === newVersion
        ? 'New version'
        : version === undefined
          ? 'Intents'
          : (opened?.name ?? 'Version');
  const back = up === undefined ? 'Back to the conversations' : 'Back to all versions';
  const listing = place.page === 'intents' && version === undefined;
  const choosing = listing || place.page === 'knowledge' || place.page === 'calls';
  const { onFiles } = drafting;
  const drop = useCallback(
    (files: readonly File[]) => {
      onFiles(files);
      open(newVersion);
    },
    [onFiles, open],
  );

  const { drop: dropArticles } = bringing;
  const bring = useCallback(
    (_files: readonly File[], transfer: DataTransfer) => dropArticles(transfer),
    [dropArticles],
  );

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="flex min-h-12 items-center gap-2 border-b border-line bg-surface px-2">
        <IconButton icon="back" label={back} onClick={out} className="rtl:-scale-x-100" />
        <nav
          aria-label="Admin pages"
          className="flex min-w-0 gap-0.5 self-stretch overflow-x-auto @md/console:gap-1"
        >
          {pages.map(({ icon, page, title: name }) => (
            <button
              key={page}
              type="button"
              aria-current={place.page === page ? 'page' : undefined}
              onClick={() => onGo({ page })}
              className="flex items-center gap-1.5 border-b-2 border-transparent px-2 text-sm @md/console:px-2.5 text-muted hover:text-ink aria-[current]:border-accent aria-[current]:font-semibold aria-[current]:text-ink"
            >
              <span className="hidden @lg/console:inline">
                <Icon name={icon} />
              </span>
              {name}
            </button>
          ))}
        </nav>
        <Button look="quiet" icon="close" className="ml-auto" onClick={() => onGo(undefined)}>
          <span className="sr-only @md/console:not-sr-only">Close</span>
        </Button>
      </header>
      <ConnectionBanner state={state} />
      <main className="min-h-0 flex-1 overflow-y-auto" tabIndex={-1}>
        <div className="mx-auto max-w-[72rem] px-3 py-4 @2xl/console:px-6">
          <div className="mb-4 flex flex-wrap items-end gap-3">
            <div className="min-w-0 flex-1 basis-64">
              <h1
                ref={heading}
                tabIndex={-1}
                className="text-xl font-semibold wrap-anywhere outline-none"
              >
                <bdi>{title}</bdi>
              </h1>
              <p
                className={cx(
                  'max-w-prose text-sm text-subtle',
                  version !== undefined && 'sr-only',
                )}
              >
                {hints[place.page]}
              </p>
            </div>
            {choosing && packs.length > 0 ? (
              <>
                <Choice
                  label="Pack"
                  className="w-52 max-w-full"
                  value={pack}
                  options={packs.map(({ name, title: text }) => ({ value: name, title: text }))}
                  onChange={(next) => onGo({ page: place.page, pack: next })}
                />
                {listing ? (
                  <Button look="primary" icon="add" onClick={() => open(newVersion)}>
                    {drafting.draft.sources.length > 0 || training?.order.pack === pack
                      ? 'Go on with the new version'
                      : 'New version'}
                  </Button>
                ) : null}
              </>
            ) : null}
          </div>
          {place.page === 'models' ? (
            <ModelsPage />
          ) : info === undefined ? (
            <Loading label="Starting" lines={6} />
          ) : place.page === 'calls' ? (
            <CallsPage key={pack} pack={pack} onModels={() => onGo({ page: 'models' })} />
          ) : place.page === 'knowledge' ? (
            <KnowledgePage pack={pack} bringing={bringing} />
          ) : (
            <IntentsPage
              pack={pack}
              intents={intents}
              version={version}
              drafting={drafting}
              room={room}
              onOpen={open}
            />
          )}
        </div>
      </main>
      {place.page === 'intents' ? (
        <FileDrop
          onFiles={drop}
          title="Drop the examples here"
          hint="CSV, TSV, JSON lines or plain text"
        />
      ) : place.page === 'knowledge' ? (
        <FileDrop
          onFiles={bring}
          title="Drop the articles here"
          hint="Files or whole folders; you see what is taken before it is imported"
        />
      ) : null}
    </div>
  );
}
