import { useCallback, useEffect, useRef, useState } from 'react';
import type { Settings } from '#domain/settings.ts';
import { openingProblem } from '#renderer/audio/capture/source-problem.ts';
import type { Problem } from '#renderer/audio/session.ts';
import type { Loudness } from './LevelMeter.tsx';

export interface Preview {
  readonly state: 'opening' | 'open' | 'failed';
  readonly problem?: Problem;
  readonly loudness: Loudness;
  readonly again: () => void;
}

/** Root mean square in decibel full scale. */
function levelOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return 10 * Math.log10(Math.max(1e-9, sum / samples.length));
}

/**
 * Shows how loud the microphone is before a call. Only the level is looked at, on this page; nothing
 * is recognised, kept or sent. Closed when `active` ends.
 */
export function useMicrophoneLevel(
  active: boolean,
  sound: Settings['sound'],
  onOpen: () => void,
): Preview {
  const listeners = useRef(new Set<(db: number | undefined) => void>());
  const [state, setState] = useState<Preview['state']>('opening');
  const [problem, setProblem] = useState<Problem>();
  const [round, setRound] = useState(0);
  const opened = useRef(onOpen);
  useEffect(() => {
    opened.current = onOpen;
  });
  const { echoCancellation, microphone, noiseSuppression } = sound;

  useEffect(() => {
    if (!active) return;
    let stopped = false;
    let close = (): void => undefined;
    setState('opening');
    setProblem(undefined);
    const open = async (): Promise<void> => {
      const stream = await navigator.mediaDevices.getUserMedia({
        audio: {
          // Wished for and not demanded: one that is not plugged in must not keep a call from starting.
          ...(microphone === '' ? {} : { deviceId: microphone }),
          echoCancellation,
          noiseSuppression,
        },
      });
      const end = (): void => stream.getTracks().forEach((track) => track.stop());
      if (stopped) return end();
      const context = new AudioContext();
      const analyser = new AnalyserNode(context, { fftSize: 1024 });
      context.createMediaStreamSource(stream).connect(analyser);
      const samples = new Float32Array(analyser.fftSize);
      const timer = setInterval(() => {
        analyser.getFloatTimeDomainData(samples);
        const level = levelOf(samples);
        for (const listener of listeners.current) listener(level);
      }, 50);
      close = () => {
        clearInterval(timer);
        end();
        void context.close();
        for (const listener of listeners.current) listener(undefined);
      };
      setState('open');
      opened.current();
    };
    open().catch((error: unknown) => {
      if (stopped) return;
      setProblem(openingProblem('microphone', error));
      setState('failed');
    });
    return () => {
      stopped = true;
      close();
    };
  }, [active, echoCancellation, microphone, noiseSuppression, round]);

  const loudness = useCallback<Loudness>((listener) => {
    listeners.current.add(listener);
    return () => listeners.current.delete(listener);
  }, []);
  return {
    state,
    ...(problem === undefined ? {} : { problem }),
    loudness,
    again: () => setRound((before) => before + 1),
  };
}
