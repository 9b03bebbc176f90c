import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import type { Failure } from '#domain/result.ts';
import type { Settings } from '#domain/settings.ts';
import type { Api, AppInfo, ConversationSummary, Health } from './api.ts';
import type { Connection, ConnectionState } from './connection.ts';
import { followConversation, nothingFollowed, type Followed } from './conversation.ts';
import { explain } from './failure.ts';
import { follow } from './follow.ts';

export interface Notice {
  readonly id: number;
  readonly tone: 'info' | 'good' | 'bad';
  readonly message: string;
  readonly mend?: string;
}

interface Earshot {
  readonly api: Api;
  readonly connection: Connection;
  readonly state: ConnectionState;
  readonly info: AppInfo | undefined;
  readonly settings: Settings | undefined;
  readonly saveSettings: (settings: Settings) => void;
  readonly health: Health | undefined;
  readonly conversations: readonly ConversationSummary[] | undefined;
  readonly refresh: () => void;
  readonly notices: readonly Notice[];
  readonly notify: (notice: Omit<Notice, 'id'>) => void;
  readonly dismissNotice: (id: number) => void;
  /** Runs a command; a failure becomes a notice and `undefined`. */
  readonly attempt: <T>(run: () => Promise<T>) => Promise<T | undefined>;
}

const EarshotContext = createContext<Earshot | undefined>(undefined);

export function useEarshot(): Earshot {
  const earshot = useContext(EarshotContext);
  if (earshot === undefined) throw new Error('useEarshot needs an EarshotProvider above it.');
  return earshot;
}

const noticeOf = (failure: Failure): Omit<Notice, 'id'> => ({
  tone: 'bad',
  message: failure.message,
  ...(failure.mend === undefined ? {} : { mend: failure.mend }),
});

function useNotices(): Pick<Earshot, 'notices' | 'notify' | 'dismissNotice' | 'attempt'> {
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const counter = useRef(0);
  const dismissNotice = useCallback(
    (id: number) => setNotices((all) => all.filter((notice) => notice.id !== id)),
    [],
  );
  const notify = useCallback((notice: Omit<Notice, 'id'>) => {
    setNotices((all) => {
      const others = all.filter((other) => other.message !== notice.message).slice(-2);
      return [...others, { ...notice, id: (counter.current += 1) }];
    });
  }, []);
  const attempt = useCallback(
    async <T,>(run: () => Promise<T>): Promise<T | undefined> => {
      try {
        return await run();
      } catch (error) {
        notify(noticeOf(explain(error)));
        return undefined;
      }
    },
    [notify],
  );
  return { notices, notify, dismissNotice, attempt };
}

/** Holds what all parts of a window share: the connection, who and what the core is, its health. */
export function EarshotProvider(props: { connection: Connection; children: ReactNode }): ReactNode {
  const { connection } = props;
  const { api } = connection;
  const state = useSyncExternalStore(connection.subscribe, connection.state);
  const generation = useSyncExternalStore(connection.subscribe, connection.generation);
  const [info, setInfo] = useState<AppInfo>();
  const [settings, setSettings] = useState<Settings>();
  const [health, setHealth] = useState<Health>();
  const [conversations, setConversations] = useState<readonly ConversationSummary[]>();
  const noticed = useNotices();
  const { attempt, notices, notify, dismissNotice } = noticed;

  const refresh = useCallback(() => {
    if (connection.state() !== 'connected') return;
    void attempt(async () => setConversations(await api.conversations.list()));
  }, [api, attempt, connection]);

  useEffect(() => {
    if (generation === 0) return;
    refresh();
    void attempt(async () => {
      const [newInfo, newSettings] = await Promise.all([api.app.info(), api.app.settings()]);
      setInfo(newInfo);
      setSettings(newSettings);
    });
  }, [api, attempt, generation, refresh]);

  useEffect(() => {
    const stop = new AbortController();
    void follow(
      connection,
      () => api.app.watchHealth(undefined, { signal: stop.signal }),
      setHealth,
      stop.signal,
    );
    return () => stop.abort();
  }, [api, connection]);

  const saveSettings = useCallback(
    (next: Settings) => {
      setSettings(next);
      void attempt(async () => setSettings(await api.app.saveSettings(next)));
    },
    [api, attempt],
  );

  const value = useMemo<Earshot>(
    () => ({
      api,
      connection,
      state,
      info,
      settings,
      saveSettings,
      health,
      conversations,
      refresh,
      notices,
      notify,
      dismissNotice,
      attempt,
    }),
    [
      api,
      connection,
      state,
      info,
      settings,
      saveSettings,
      health,
      conversations,
      refresh,
      notices,
      notify,
      dismissNotice,
      attempt,
    ],
  );
  return <EarshotContext value={value}>{props.children}</EarshotContext>;
}

const noSubscription = (): (() => void) => () => undefined;

/** The conversation with this id as it stands now. */
export function useConversation(id: string | undefined): Followed {
  const { connection } = useEarshot();
  const [store, setStore] = useState<ReturnType<typeof followConversation>>();
  useEffect(() => {
    if (id === undefined) return setStore(undefined);
    const next = followConversation(connection, id);
    setStore(next);
    return () => next.close();
  }, [connection, id]);
  return useSyncExternalStore(
    store?.subscribe ?? noSubscription,
    () => store?.get() ?? nothingFollowed,
  );
}
