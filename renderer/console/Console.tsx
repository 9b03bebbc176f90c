import { Activity, useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { AdminPage } from '#renderer/admin/AdminPage.tsx';
import { useAdminPlace, type AdminPlace } from '#renderer/admin/place.ts';
import { useWayBack } from '#renderer/admin/useWayBack.ts';
import { rememberConversation, rememberedConversation } from '#renderer/data/address.ts';
import { useConversation, useEarshot } from '#renderer/data/earshot.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Loading, Problem } from '#renderer/ui/Panel.tsx';
import { TopBar } from './bar/TopBar.tsx';
import { ShortcutsSheet } from './cards/ShortcutsSheet.tsx';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { FileDrop } from './FileDrop.tsx';
import { useSingleKeys, useTheme } from './habits.ts';
import {
  articleTarget,
  KnowledgeSheet,
  type KnowledgeTarget,
} from './knowledge/KnowledgeSheet.tsx';
import { Notices } from './Notices.tsx';
import { RecordSheet } from './record/RecordSheet.tsx';
import { SettingsSheet } from './settings/SettingsSheet.tsx';
import { useOpening } from './useOpening.ts';
import { Welcome } from './Welcome.tsx';
import { Workspace } from './Workspace.tsx';

type OpenSheet = 'record' | 'settings' | 'shortcuts' | undefined;

const adminTitles = { intents: 'Intents', models: 'Models', knowledge: 'Knowledge' } as const;

/** The console window: docked beside other tools or at full width. */
export function Console(): ReactNode {
  const { api, attempt, info, refresh, saveSettings, settings, state } = useEarshot();
  const [current, setCurrent] = useState(rememberedConversation);
  const [sheet, setSheet] = useState<OpenSheet>();
  const [knowledge, setKnowledge] = useState<KnowledgeTarget>();
  const [singleKeys, setSingleKeys] = useSingleKeys();
  const [admin, goAdmin] = useAdminPlace();
  const followed = useConversation(current);
  useTheme(settings?.theme);

  const { view, failure } = followed;
  const offline = state !== 'connected';
  const pack = settings?.pack ?? info?.packs[0]?.name ?? '';
  const viewPack = view?.conversation.pack ?? pack;

  const choose = useCallback((id: string | undefined) => {
    rememberConversation(id);
    setCurrent(id);
  }, []);
  const { start, play, openFiles } = useOpening(pack, choose);
  const onPack = (next: string): void => {
    if (settings !== undefined) saveSettings({ ...settings, pack: next });
  };

  const title = view?.conversation.title;
  const conversationState = view?.conversation.state;
  const adminPage = admin?.page;
  const windowTitle = adminPage === undefined ? title : adminTitles[adminPage];
  useEffect(() => {
    document.title = windowTitle === undefined ? 'Earshot' : `${windowTitle} · Earshot`;
  }, [windowTitle]);
  useEffect(() => {
    if (conversationState !== undefined) refresh();
  }, [title, conversationState, refresh]);

  const loadTrail = useCallback(
    async () =>
      current === undefined ? undefined : attempt(() => api.audit.trail({ conversation: current })),
    [api, attempt, current],
  );
  const verify = useCallback(() => attempt(() => api.audit.verify()), [api, attempt]);
  const dropFiles = useCallback(
    (files: readonly File[]) => openFiles(files, 'instant'),
    [openFiles],
  );
  const closeSheet = useCallback(() => setSheet(undefined), []);
  const frame = useRef<HTMLDivElement>(null);
  useWayBack(frame, admin !== undefined);
  const openAdmin = useCallback(
    (page: AdminPlace['page']) => {
      setSheet(undefined);
      setKnowledge(undefined);
      goAdmin({ page });
    },
    [goAdmin],
  );

  return (
    // Clipped and not hidden: hidden parts can still be scrolled by bringing something into view.
    <div
      ref={frame}
      className="relative @container/console flex h-full flex-col overflow-clip bg-canvas"
    >
      {/* Both sides keep what was begun on them; the one that is not shown listens to no key. */}
      <Activity mode={admin === undefined ? 'hidden' : 'visible'}>
        <AdminPage place={admin} pack={pack} onGo={goAdmin} />
      </Activity>
      <Activity mode={admin === undefined ? 'visible' : 'hidden'}>
        <TopBar
          current={current}
          currentTitle={title}
          pack={pack}
          onPack={onPack}
          onChoose={choose}
          onStart={start}
          onPlay={play}
          onFiles={openFiles}
          onKnowledge={() => setKnowledge({ kind: 'search' })}
          onRecord={() => setSheet('record')}
          onSettings={() => setSheet('settings')}
          onShortcuts={() => setSheet('shortcuts')}
        />
        <ConnectionBanner state={state} />
        {failure !== undefined ? (
          <main>
            <h1 className="sr-only">Earshot</h1>
            <Problem
              message={failure.message}
              mend={failure.mend}
              action={<Button onClick={() => choose(undefined)}>Back to the start</Button>}
            />
          </main>
        ) : view !== undefined ? (
          <Workspace
            key={view.conversation.id}
            view={view}
            partials={followed.partials}
            playing={followed.playing}
            pack={info?.packs.find(({ name }) => name === view.conversation.pack)}
            singleKeys={singleKeys}
            onOpenSource={(citation) => setKnowledge(articleTarget(citation))}
            onOpenArticle={(article) =>
              setKnowledge({ kind: 'article', document: article, place: {} })
            }
            onShortcuts={() => setSheet('shortcuts')}
          />
        ) : current !== undefined ? (
          <main>
            <h1 className="sr-only">Earshot</h1>
            <Loading label="Opening the conversation" lines={6} />
          </main>
        ) : (
          <Welcome
            packs={info?.packs}
            pack={pack}
            offline={offline}
            onPack={onPack}
            onStart={start}
            onPlay={play}
          />
        )}
        <KnowledgeSheet
          target={knowledge}
          onTarget={setKnowledge}
          pack={viewPack}
          view={view}
          onAdmin={() => openAdmin('knowledge')}
        />
        <RecordSheet
          open={sheet === 'record'}
          onClose={closeSheet}
          load={loadTrail}
          verify={verify}
        />
        <SettingsSheet open={sheet === 'settings'} onClose={closeSheet} onAdmin={openAdmin} />
        <ShortcutsSheet
          open={sheet === 'shortcuts'}
          onClose={closeSheet}
          singleKeys={singleKeys}
          onSingleKeys={setSingleKeys}
        />
        <FileDrop onFiles={dropFiles} />
      </Activity>
      {/* At the top of an admin page stands its title. */}
      <Notices place={admin === undefined ? 'top' : 'bottom'} />
    </div>
  );
}
