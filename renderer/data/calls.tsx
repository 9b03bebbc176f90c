import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import type { Failure } from '#domain/result.ts';
import type { CallParts } from './callParts.ts';
import {
  createCallStore,
  isCapturing,
  type Attend,
  type CallStore,
  type OwnCall,
} from './callStore.ts';
import { openCallWire, type CallWire } from './callWire.ts';
import { useEarshot } from './earshot.tsx';
import { useFileRun, type FileRuns } from './fileRun.ts';
import { follow } from './follow.ts';

interface Calls extends Pick<CallStore, 'open' | 'listen' | 'pause' | 'resume' | 'end'> {
  /** The call that this window captures. */
  readonly own: OwnCall | undefined;
  readonly parts: CallParts;
  readonly wire: CallWire;
  /** The recording that this window transcribes. */
  readonly files: FileRuns;
}

const CallContext = createContext<Calls | undefined>(undefined);

export function useCall(): Calls {
  const calls = useContext(CallContext);
  if (calls === undefined) throw new Error('useCall needs a CallProvider above it.');
  return calls;
}

/** Holds the call of this window above everything that may be shown meanwhile. */
export function CallProvider(props: { parts: CallParts; children: ReactNode }): ReactNode {
  const { parts } = props;
  const { api, connection, notify } = useEarshot();
  const [wire] = useState(openCallWire);
  const onRefused = useCallback(
    ({ mend, message }: Failure) =>
      notify({ tone: 'bad', message, ...(mend === undefined ? {} : { mend }) }),
    [notify],
  );
  const [store] = useState(() => {
    const attend: Attend = (conversation, onHolding, signal) =>
      void follow<{ readonly holding: boolean }>(
        connection,
        () => api.calls.attend({ conversation }, { signal }),
        ({ holding }) => onHolding(holding),
        signal,
      );
    return createCallStore({ api, start: parts.start, wire, attend, onRefused });
  });
  const own = useSyncExternalStore(store.subscribe, store.get);

  const files = useFileRun(api, parts, onRefused);

  const capturing = isCapturing(own) || files.run?.state === 'running';
  useEffect(() => {
    if (!capturing) return;
    // The browser asks in its own words; what was said up to now is stored whatever the answer.
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [capturing]);

  const value = useMemo(
    () => ({
      own,
      parts,
      wire,
      files,
      open: store.open,
      listen: store.listen,
      pause: store.pause,
      resume: store.resume,
      end: store.end,
    }),
    [files, own, parts, store, wire],
  );
  return <CallContext value={value}>{props.children}</CallContext>;
}

/**
 * Whether another window captures this conversation; undefined while that is being found out.
 * @param asking only looked at while something on screen depends on it
 */
export function useTaken(
  wire: CallWire,
  conversation: string,
  asking: boolean,
): boolean | undefined {
  const [taken, setTaken] = useState<boolean>();
  useEffect(() => {
    setTaken(undefined);
    if (!asking) return;
    let stopped = false;
    const look = (): void =>
      void wire.isTaken(conversation).then((next) => {
        if (!stopped) setTaken(next);
      });
    look();
    const timer = setInterval(look, 2000);
    return () => {
      stopped = true;
      clearInterval(timer);
    };
  }, [asking, conversation, wire]);
  return taken;
}
