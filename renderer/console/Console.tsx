import { Activity, useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { AdminPage } from '#renderer/admin/AdminPage.tsx';
import { useAdminPlace, type AdminPlace } from '#renderer/admin/place.ts';
import { useWayBack } from '#renderer/admin/useWayBack.ts';
import { CallProvider, useCall } from '#renderer/data/calls.tsx';
import { createCallParts, type CallParts } from '#renderer/data/callParts.ts';
import { isSoundFile } from '#renderer/data/soundFile.ts';
import { rememberConversation, rememberedConversation } from '#renderer/data/address.ts';
import { useConversation, useEarshot } from '#renderer/data/earshot.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Loading, Problem } from '#renderer/ui/Panel.tsx';
import type { Speed } from './bar/ReplayMenu.tsx';
import { TopBar } from './bar/TopBar.tsx';
import { useCallKeys } from './call/callKeys.ts';
import { CallStrip } from './call/CallStrip.tsx';
import { FileSheet } from './call/FileSheet.tsx';
import { FileStrip } from './call/FileStrip.tsx';
import { SoundSheet } from './call/SoundSheet.tsx';
import { StartSheet } from './call/StartSheet.tsx';
import { useCallFlow } from './call/useCallFlow.ts';
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

type OpenSheet = 'call' | 'record' | 'settings' | 'shortcuts' | undefined;

const adminTitles = {
  calls: 'Calls',
  intents: 'Intents',
  models: 'Models',
  knowledge: 'Knowledge',
} as const;

/** The console window: docked beside other tools or at full width. */
export function Console(props: { parts?: CallParts }): ReactNode {
  const [parts] = useState(() => props.parts ?? createCallParts());
  return (
    <CallProvider parts={parts}>
      <ConsoleWindow />
    </CallProvider>
  );
}

function ConsoleWindow(): ReactNode {
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
  const { start, play, openFiles: openTranscripts } = useOpening(pack, choose);
  const call = useCallFlow(choose);
  const { files } = useCall();
  const [recording, setRecording] = useState<File>();
  const { own } = call;
  useCallKeys({ active: own !== undefined, singleKeys, run: call.command });
  const openFiles = useCallback(
    (dropped: readonly File[], speed: Speed) => {
      const [first] = dropped.filter(isSoundFile);
      if (first !== undefined) setRecording(first);
      const rest = dropped.filter((file) => !isSoundFile(file));
      if (rest.length > 0) openTranscripts(rest, speed);
    },
    [openTranscripts],
  );
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
    (dropped: readonly File[]) => openFiles(dropped, 'instant'),
    [openFiles],
  );
  const backTo = useCallback(
    (id: string | undefined) => {
      if (admin !== undefined) goAdmin(undefined);
      choose(id);
    },
    [admin, choose, goAdmin],
  );
  const closeSheet = useCallback(() => setSheet(undefined), []);
  const frame = useRef<HTMLDivElement>(null);
  useWayBack(frame, admin !== undefined);
  const openAdmin = useCallback(
    (page: AdminPlace['page']) => {
      setSheet(undefined);
      setKnowledge(undefined);
      setRecording(undefined);
      goAdmin({ page });
    },
    [goAdmin],
  );

  const captured = own !== undefined && own.conversation === current;
  const elsewhere = view?.call?.capture;
  const unheard = captured
    ? own.state.customer.health === 'off'
    : view?.call?.consent?.answer === 'declined' ||
      (elsewhere?.state === 'running' && elsewhere.customer === undefined);
  const strips = (
    <>
      <CallStrip flow={call} view={admin === undefined ? view : undefined} onBack={backTo} />
      {files.run === undefined ? null : (
        <FileStrip
          run={files.run}
          here={admin === undefined && files.run.conversation === current}
          onCancel={files.cancel}
          onOpen={() => backTo(files.run?.conversation)}
          onClear={files.clear}
        />
      )}
    </>
  );

  return (
    // Clipped and not hidden: hidden parts can still be scrolled by bringing something into view.
    <div
      ref={frame}
      className="relative @container/console flex h-full flex-col overflow-clip bg-canvas"
    >
      {/* A call that runs is never out of sight. */}
      {admin !== undefined ? strips : null}
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
          calling={own !== undefined}
          onCall={() => setSheet('call')}
          onPlay={play}
          onFiles={openFiles}
          onKnowledge={() => setKnowledge({ kind: 'search' })}
          onRecord={() => setSheet('record')}
          onSettings={() => setSheet('settings')}
          onShortcuts={() => setSheet('shortcuts')}
        />
        <ConnectionBanner state={state} />
        {admin === undefined ? strips : null}
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
            learned={followed.learned}
            unheard={unheard}
            captured={captured}
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
            onCall={() => setSheet('call')}
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
        <StartSheet
          open={sheet === 'call'}
          onClose={closeSheet}
          pack={pack}
          onStart={async (setup, answer) => {
            await call.start(setup, answer, pack);
            closeSheet();
          }}
          onModels={() => openAdmin('models')}
        />
        <FileSheet
          file={recording}
          pack={pack}
          onClose={() => setRecording(undefined)}
          onOpened={(id) => {
            setRecording(undefined);
            choose(id);
            refresh();
          }}
          onModels={() => openAdmin('models')}
        />
        <FileDrop
          onFiles={dropFiles}
          title="Drop a transcript or a recording here"
          hint="JSON lines or plain text; WAV, MP3, OGG or WebM"
        />
      </Activity>
      <SoundSheet
        open={call.soundOpen}
        session={own?.session}
        sound={call.sound}
        onSound={call.changeSound}
        onWithdraw={() => {
          call.setSoundOpen(false);
          void call.withdraw();
        }}
        onClose={() => call.setSoundOpen(false)}
      />
      {/* At the top of an admin page stands its title. */}
      <Notices place={admin === undefined ? 'top' : 'bottom'} />
    </div>
  );
}
