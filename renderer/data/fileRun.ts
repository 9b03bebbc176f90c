import { useCallback, useMemo, useRef, useState } from 'react';
import type { CallSetup } from '#domain/call.ts';
import type { Conversation } from '#domain/conversation.ts';
import type { Failure } from '#domain/result.ts';
import type { Problem } from '#renderer/audio/session.ts';
import type { Api } from './api.ts';
import type { CallParts, FileSpeakers } from './callParts.ts';
import { sinkOf } from './callStore.ts';
import { explain } from './failure.ts';

/** @file A recording that is turned into a conversation; one at a time. */

export interface FileRun {
  readonly conversation: string;
  readonly name: string;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  /** 0 to 1. */
  readonly progress: number;
  readonly failure?: Failure;
  /** Of a file that was read: damage, one side only. */
  readonly problems?: readonly Problem[];
}

export interface FileRuns {
  readonly run: FileRun | undefined;
  /** Opens the conversation and begins; what is recognised appears in it while it goes on. */
  readonly begin: (order: {
    readonly file: File;
    readonly pack: string;
    readonly setup: CallSetup;
    readonly speakers: FileSpeakers;
    readonly durationMs: number;
  }) => Promise<Conversation>;
  readonly cancel: () => void;
  /** Takes a run that is over off the screen. */
  readonly clear: () => void;
}

export function useFileRun(
  api: Api,
  parts: CallParts,
  onRefused: (failure: Failure) => void,
): FileRuns {
  const [run, setRun] = useState<FileRun>();
  const stop = useRef<AbortController>(undefined);

  const begin = useCallback<FileRuns['begin']>(
    async ({ durationMs, file, pack, setup, speakers }) => {
      const title = file.name.slice(0, 200);
      const conversation = await api.calls.begin({ pack, source: 'file', title, durationMs });
      const { id } = conversation;
      const stopping = new AbortController();
      stop.current = stopping;
      const change = (next: Partial<FileRun>): void =>
        setRun((before) => (before?.conversation === id ? { ...before, ...next } : before));
      setRun({ conversation: id, name: file.name, state: 'running', progress: 0 });
      void parts
        .transcribe(file, {
          setup,
          speakers,
          sink: sinkOf(api, id, onRefused),
          name: file.name,
          onProgress: (progress) => change({ progress }),
          signal: stopping.signal,
        })
        .then(
          (problems) =>
            change({
              state: stopping.signal.aborted ? 'cancelled' : 'done',
              progress: 1,
              problems: stopping.signal.aborted ? [] : problems,
            }),
          (error: unknown) =>
            change(
              stopping.signal.aborted
                ? { state: 'cancelled' }
                : { state: 'failed', failure: explain(error) },
            ),
        );
      return conversation;
    },
    [api, onRefused, parts],
  );

  return useMemo(
    () => ({
      run,
      begin,
      cancel: () => stop.current?.abort(new DOMException('Stopped by hand.', 'AbortError')),
      clear: () => setRun(undefined),
    }),
    [begin, run],
  );
}
