import type { CaptureState, ChannelSource } from '#domain/call.ts';
import type { Speaker } from '#domain/conversation.ts';
import { reconnectDelayMs } from '#renderer/data/backoff.ts';
import type { Capture, ChannelChange, OpenCapture } from './capture/capture.ts';
import { type SoundBlock, speakers } from './capture/sound-block.ts';
import { graphProblem } from './capture/source-problem.ts';
import { type AudioKeeper, createAudioKeeper } from './keep/audio-keeper.ts';
import type { Bleed } from './lines/bleed.ts';
import { createBothRecognitions } from './lines/both-recognitions.ts';
import { createChannelHealths } from './lines/channel-health.ts';
import { createSendQueue } from './lines/send-queue.ts';
import { audioBehind, coreProblem, healthProblem, sleptProblem } from './lines/session-problems.ts';
import { createStateStore } from './lines/state-store.ts';
import type { SpeechEngine } from './recogniser.ts';
import { createVoiceMemory } from './voice/voice-memory.ts';
import type {
  CallSession,
  CallSessionOptions,
  CallSessionState,
  ChannelState,
  Levels,
  Problem,
} from './session.ts';

export interface CallSessionParts extends CallSessionOptions {
  /** Undefined when no model can be had: levels and health go on, nothing is written down. */
  readonly engine: SpeechEngine | undefined;
  /** `openDeviceCapture`, or a test's. */
  readonly capture: OpenCapture;
  readonly bleed?: Bleed;
  /** 0 to 1, for the back-off. */
  readonly random?: () => number;
}

type What = 'stopped' | 'detector' | 'slept' | 'core' | 'audio' | 'keep' | 'dropped';
/** Parts of sound that wait for a core that is gone: ten minutes of one channel. */
const mostAudioParts = 600;

/**
 * Captures a call: devices, voice gate, recogniser, lines to the core. To be called from a click
 * (a share and the first sound need one). Resolves when the devices were asked for, also when none
 * could be had: the state says what is wrong.
 */
export async function startCallSession(parts: CallSessionParts): Promise<CallSession> {
  const { sink, session, setup, bleed } = parts;
  const store = createStateStore(
    {
      phase: 'starting',
      agent: { health: 'starting', speaking: false },
      customer: { health: 'off', speaking: false },
      recogniser: { state: 'loading' },
      problems: [],
      unsent: 0,
      elapsedMs: 0,
    },
    () => performance.now(),
  );
  const levelListeners = new Set<(levels: Levels) => void>();
  const problems = new Map<What, Problem>();
  const changes: Record<Speaker, ChannelChange> = {
    agent: { state: 'starting' },
    customer: { state: 'off' },
  };
  const voice = setup.comparesVoices ? createVoiceMemory() : undefined;
  const healths = createChannelHealths(parts.engine?.streaming ?? true);
  let capture: Capture | undefined;
  let keeper: AudioKeeper | undefined;
  let paused = false;
  let ended = false;
  let ending: Promise<void> | undefined;

  const set = (what: What, problem: Problem | undefined): void => {
    // The newest is last.
    problems.delete(what);
    if (problem) problems.set(what, problem);
    store.set({ problems: [...problems.values()] });
  };
  const queueParts = {
    delayMs: (attempt: number) => reconnectDelayMs(attempt, (parts.random ?? Math.random)()),
    now: () => performance.now(),
  };
  const queue = createSendQueue({
    ...queueParts,
    onChange: () => {
      const unsent = queue.unsent();
      if (unsent !== store.get().unsent) store.set({ unsent });
    },
    onTrouble: (error) => set('core', error === undefined ? undefined : coreProblem),
  });
  const audioQueue = createSendQueue({
    ...queueParts,
    onChange: () => undefined,
    onTrouble: () => undefined,
  });
  const recognitions = createBothRecognitions({
    engine: parts.engine,
    ...(setup.problem !== undefined && { problem: setup.problem }),
    onPartial: (partial) => {
      if (!ended) sink.partial(partial);
    },
    onLine: (number, line) => {
      const echo = line.speaker === 'agent' ? bleed?.measure(line.startMs, line.endMs) : undefined;
      const key = `${session}:${line.speaker}:${number}`;
      queue.push(() => sink.line(key, { ...line, ...(echo && { echo }) }), 'line');
    },
    onState: (recogniser) => store.set({ recogniser }),
    onDropped: (problem) => set('dropped', problem),
  });

  /** What the core is told of the capture; the same is not told twice. */
  let told = '';
  const tell = (state: Exclude<CaptureState, 'idle'>, reason?: string): void => {
    const sourceOf = (speaker: Speaker): ChannelSource | undefined =>
      changes[speaker].state === 'live' ? changes[speaker].source : undefined;
    const [agent, customer] = [sourceOf('agent'), sourceOf('customer')];
    const change = {
      state,
      ...(agent && { agent }),
      ...(customer && { customer }),
      ...(reason !== undefined && { reason: reason.slice(0, 500) }),
    };
    if (JSON.stringify(change) === told) return;
    told = JSON.stringify(change);
    // Told again after a lost connection, it is as old as it is then.
    queue.push(() => sink.capture({ ...change, elapsedMs: store.get().elapsedMs }), 'change');
  };
  /** Whether anything is heard at all, from the two channels. */
  const settle = (): void => {
    if (ended || capture === undefined) return;
    const states = speakers.map((speaker) => changes[speaker]);
    const isLost =
      states.some(({ state }) => state === 'lost') && states.every(({ state }) => state !== 'live');
    const phase = paused ? 'paused' : isLost ? 'interrupted' : 'running';
    if (phase !== store.get().phase) store.set({ phase });
    if (!paused)
      tell(phase, isLost ? states.find(({ problem }) => problem)?.problem?.message : undefined);
  };

  const view = (speaker: Speaker, health: ChannelState['health']): ChannelState => {
    const { source, problem = healthProblem(speaker, health) } = changes[speaker];
    return {
      health,
      speaking: recognitions.isSpeaking(speaker),
      ...(source && { source }),
      ...(problem && { problem }),
    };
  };
  const show = (speaker: Speaker, health: ChannelState['health']): void => {
    const last = store.get()[speaker];
    const next = view(speaker, health);
    const same =
      last.health === next.health &&
      last.speaking === next.speaking &&
      last.problem?.message === next.problem?.message &&
      last.source?.label === next.source?.label;
    if (!same) store.set({ [speaker]: next });
  };
  const onChannel = (speaker: Speaker, change: ChannelChange): void => {
    changes[speaker] = change;
    healths.forget(speaker);
    if (change.state === 'live' || change.state === 'starting') recognitions.open(speaker);
    else void recognitions.finish(speaker);
    show(speaker, change.state);
    settle();
  };

  const hear = (block: SoundBlock): void => {
    store.setClock((block.at + block.length) / 16);
    const { agent, customer } = paused ? {} : block;
    const levels = {
      ...(agent && { agent: agent.rmsDb }),
      ...(customer && { customer: customer.rmsDb }),
    };
    for (const listener of levelListeners) listener(levels);
    if (agent ?? customer) {
      recognitions.accept(block, bleed);
      keeper?.accept(block);
      const found = healths.accept(block, recognitions.wordlessMs());
      for (const speaker of speakers)
        if (block[speaker] && changes[speaker].state === 'live') show(speaker, found[speaker]);
      // What sings on hold is not the customer.
      if (voice && customer && found.customer !== 'music') {
        voice.accept(customer);
        store.setQuietly({ customerVoiceSeconds: Math.floor(voice.seconds()) });
      }
    }
    queue.look();
    audioQueue.look();
    store.tick();
  };

  const opening = setup.keepsAudio
    ? createAudioKeeper({
        onPart: (part) => {
          if (audioQueue.size() < mostAudioParts) audioQueue.push(() => sink.audio(part), 'change');
          else set('audio', audioBehind);
        },
        onProblem: (problem) => set('keep', problem),
      })
    : Promise.resolve(undefined);
  try {
    const asked = parts.capture(parts.sound, {
      block: (block) => {
        if (!ended) hear(block);
      },
      channel: (speaker, change) => {
        if (!ended) onChannel(speaker, change);
      },
      gap: (ms) => {
        if (ended) return;
        for (const speaker of speakers) {
          void recognitions.finish(speaker);
          healths.forget(speaker);
        }
        set('slept', sleptProblem(ms));
      },
      problem: (what, problem) => set(what, problem),
    });
    keeper = await opening;
    capture = await asked;
  } catch (error) {
    set('stopped', graphProblem(error));
    for (const speaker of speakers)
      if (changes[speaker].state !== 'off') onChannel(speaker, { state: 'lost' });
    store.set({ phase: 'interrupted' });
    tell('interrupted', graphProblem(error).message);
  }
  settle();

  const finish = async (reason: string | undefined): Promise<void> => {
    ended = true;
    // The devices' lights go out first.
    await capture?.close();
    await Promise.all(speakers.map((speaker) => recognitions.finish(speaker)));
    await keeper?.flush();
    tell('ended', reason);
    await Promise.all([queue.empty(), audioQueue.empty()]);
    recognitions.close();
    const off = { health: 'off', speaking: false } as const;
    store.set({
      phase: 'ended',
      agent: off,
      customer: off,
      unsent: 0,
    } satisfies Partial<CallSessionState>);
  };

  return {
    state: store.get,
    subscribe: store.subscribe,
    onLevels: (listener) => {
      levelListeners.add(listener);
      return () => levelListeners.delete(listener);
    },
    pause: (reason) => {
      if (paused || ended) return;
      paused = true;
      recognitions.cut();
      capture?.pause();
      void keeper?.flush();
      settle();
      tell('paused', reason);
    },
    resume: async () => {
      if (!paused || ended) return;
      for (const speaker of speakers) healths.forget(speaker);
      await capture?.resume();
      paused = false;
      settle();
    },
    end: (reason) => (ending ??= finish(reason)),
    useMicrophone: async (deviceId) => capture?.useMicrophone(deviceId),
    useCustomer: async (choice) => {
      // Another source may be another person.
      voice?.forget();
      await capture?.useCustomer(choice);
    },
    customerVoice: () => voice?.samples(),
  };
}
