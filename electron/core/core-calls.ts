import { mayCapture } from '#domain/call.ts';
import type { PartialTurn } from '#domain/events.ts';
import { ConversationId } from '#domain/ids.ts';
import { turnAt } from '#domain/moment.ts';
import type { Pack } from '#domain/pack.ts';
import { err, ok } from '#domain/result.ts';
import type { Settings } from '#domain/settings.ts';
import type { HeardLine } from '#domain/speech.ts';
import type { ConversationView } from '#domain/view.ts';
import type { Bus } from './bus.ts';
import { noConversation } from './core-answers.ts';
import type { CallAttendance } from './core-call-attendance.ts';
import type { CallAudio } from './core-call-audio.ts';
import { captureAfter, hasBegun, sameCapture } from './core-call-capture.ts';
import { clockBegan, contextOf } from './core-call-context.ts';
import type { CallLines } from './core-call-lines.ts';
import { setupOf, type SpeechModel } from './core-call-setup.ts';
import type { Talks } from './core-talks.ts';
import { type Log, messageOf } from './log.ts';
import type { Clock, Ids } from './ports.ts';
import type { Answer, CallDesk, CoreFailure } from './surface.ts';

type Capturing = Pick<
  CallDesk,
  'setup' | 'begin' | 'attend' | 'consent' | 'capture' | 'partial' | 'hear' | 'flag' | 'tick'
>;
type Heard = Awaited<ReturnType<CallDesk['hear']>>;

export interface Calls extends Capturing {
  onPartial(listener: (partial: PartialTurn) => void): () => void;
}

/** Answers to lines that may be said again after a lost connection. */
const rememberedLines = 1_000;
/** Words may end this long after the pause began: the recogniser needs a moment. */
const pauseSlackMs = 700;

/** Average of the words' own, weighted by nothing: a line is as sure as its words. */
const confidenceOf = ({ words }: HeardLine): number =>
  words.reduce((sum, { confidence }) => sum + confidence, 0) / words.length;

/** Consent, capture and what is heard: nothing of a call is written without the first two. */
export function createCalls(parts: {
  readonly bus: Bus;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly talks: Talks;
  readonly lines: CallLines;
  readonly audio: CallAudio;
  readonly attendance: CallAttendance;
  readonly settings: () => Settings;
  readonly packs: ReadonlyMap<string, { readonly pack: Pack }>;
  readonly viewOf: (conversation: string) => ConversationView | undefined;
  readonly speechModel: () => Promise<SpeechModel>;
}): Calls {
  const { bus, clock, viewOf, lines } = parts;
  const partials = new Set<(partial: PartialTurn) => void>();
  const answers = new Map<string, Promise<Heard>>();
  const actor = (): string => parts.settings().agent;

  const modeOf = (pack: Pack) =>
    parts.settings().consent[pack.manifest.name] ?? pack.manifest.recording.consent;

  const show = (partial: PartialTurn): void => {
    for (const listener of [...partials]) listener(partial);
  };
  const inView = <T>(id: string, run: (view: ConversationView) => T): T | Answer<never> => {
    const view = viewOf(id);
    return view === undefined ? noConversation : run(view);
  };

  /** Whether lines of this conversation may be written: consent, and a source that was opened. */
  const mayHear = (view: ConversationView): Answer<null> => {
    const live = view.conversation.channel === 'call';
    if (live && !mayCapture(view.call?.consent))
      return err({
        code: 'FORBIDDEN',
        message: 'Nothing of this call may be written down before consent is on record.',
        mend: 'Record the consent first.',
      });
    if (view.call?.capture === undefined)
      return err({
        code: 'FORBIDDEN',
        message: 'Capture was not started in this conversation.',
        mend: 'Start it from the call bar.',
      });
    if (view.conversation.state === 'closed')
      return err({ code: 'INVALID', message: 'The conversation is closed.' });
    return ok(null);
  };

  const write = async (view: ConversationView, key: string, line: HeardLine): Promise<Heard> => {
    const conversation = view.conversation.id;
    const capture = view.call?.capture;
    const startedAt = clockBegan(view);
    if (capture?.state === 'paused' && startedAt + line.startMs > capture.at + pauseSlackMs) {
      parts.log.warn('A line from inside a pause was dropped.', { conversation });
      return ok({ outcome: 'empty' });
    }
    const decided = await lines.line(contextOf(view), line);
    const clear = (): void =>
      show({ conversation, speaker: line.speaker, text: '', holding: lines.holding(conversation) });
    if (decided.outcome !== 'kept') {
      clear();
      return ok({ outcome: decided.outcome });
    }
    const said = parts.talks.say({
      conversation,
      speaker: line.speaker,
      kind: 'utterance',
      text: decided.text,
      key: `heard:${key}`,
      at: startedAt + decided.startMs,
      durationMs: Math.max(0, decided.endMs - decided.startMs),
      confidence: confidenceOf(line),
      redactions: decided.redactions,
    });
    clear();
    if (said.ok) return ok({ outcome: 'kept', turn: said.value });
    return said.error.code === 'INVALID' ? ok({ outcome: 'empty' }) : said;
  };

  const capture: Calls['capture'] = (input) =>
    inView(input.conversation, (view) => {
      const { conversation } = view;
      const before = view.call?.capture;
      if (input.state === 'running') {
        if (conversation.channel === 'call' && !mayCapture(view.call?.consent))
          return err<CoreFailure>({
            code: 'FORBIDDEN',
            message: 'Capture does not start without consent.',
            mend: 'Record the consent first.',
          });
        if (conversation.state !== 'live')
          return err<CoreFailure>({
            code: 'INVALID',
            message: 'The conversation has ended.',
            mend: 'Start a new call.',
          });
      } else if (before === undefined) return ok(null);
      const next = captureAfter(conversation, before, input, {
        keepsAudio: parts.settings().keepAudio.on,
        now: clock.now(),
      });
      if (before !== undefined && sameCapture(before, next)) return ok(null);
      bus.publish(
        { type: 'capture.changed', conversation: conversation.id, capture: next },
        input.state === 'interrupted' ? 'earshot' : actor(),
      );
      if (input.state === 'running')
        parts.audio.listen(conversation.id, hasBegun(before, next, input.elapsedMs));
      if (input.state === 'ended' || input.state === 'interrupted') {
        lines.finish(conversation.id);
        parts.audio.flush(conversation.id);
      }
      return ok(null);
    });

  return {
    onPartial: (listener) => {
      partials.add(listener);
      return () => partials.delete(listener);
    },
    setup: async (name) => {
      const pack = parts.packs.get(name)?.pack;
      if (pack === undefined)
        return err({ code: 'INVALID', message: `There is no pack "${name}".` });
      return ok(
        setupOf({
          mode: modeOf(pack),
          sentence: pack.manifest.recording.sentence,
          keepsAudio: parts.settings().keepAudio.on,
          comparesVoices: parts.settings().voiceSignal && pack.manifest.comparesVoices,
          speech: await parts.speechModel(),
        }),
      );
    },
    begin: ({ pack, source, title, durationMs }) =>
      parts.talks.start({
        pack,
        channel: source === 'live' ? 'call' : 'recorded',
        ...(title !== undefined && { title }),
        ...(durationMs !== undefined && {
          startedAt: Math.max(0, Math.round(clock.now() - durationMs)),
        }),
      }),
    attend: (conversation, signal) =>
      inView(conversation, (view) =>
        ok(
          parts.attendance.attend(view.conversation.id, signal, (listener) =>
            lines.onHolding((changed, holding) => {
              if (changed === view.conversation.id) listener(holding);
            }),
          ),
        ),
      ),
    consent: (conversation, answer) =>
      inView(conversation, (view) => {
        const pack = parts.packs.get(view.conversation.pack)?.pack;
        if (pack === undefined) return noConversation;
        const mode = modeOf(pack);
        if (answer === 'not_asked' && mode !== 'off')
          return err<CoreFailure>({
            code: 'FORBIDDEN',
            message: 'In this pack the customer has to be told or asked first.',
            mend: 'Say the sentence and confirm it.',
          });
        bus.publish(
          {
            type: 'consent.recorded',
            conversation: view.conversation.id,
            consent: {
              mode,
              answer,
              sentence: pack.manifest.recording.sentence,
              at: clock.now(),
            },
          },
          actor(),
        );
        // Taken back in mid-call: nothing more is heard.
        const running = view.call?.capture?.state;
        if (answer === 'declined' && (running === 'running' || running === 'paused'))
          return capture({ conversation, state: 'ended', reason: 'The customer did not agree.' });
        return ok(null);
      }),
    capture,
    partial: (conversation, partial) =>
      inView(conversation, (view) => {
        const allowed = mayHear(view);
        if (!allowed.ok) return allowed;
        if (view.call?.capture?.state !== 'running') return ok(null);
        const { text, holding } = lines.partial(contextOf(view), partial);
        show({ conversation: view.conversation.id, speaker: partial.speaker, text, holding });
        return ok(null);
      }),
    hear: async (conversation, key, line) => {
      const view = viewOf(conversation);
      if (view === undefined) return noConversation;
      const allowed = mayHear(view);
      if (!allowed.ok) return allowed;
      const name = `${conversation}\n${key}`;
      const known = answers.get(name);
      if (known !== undefined) return known;
      const answer = write(view, key, line);
      answers.set(name, answer);
      const [oldest] = answers.keys();
      if (answers.size > rememberedLines && oldest !== undefined) answers.delete(oldest);
      // What failed is tried again when it is said again.
      answer.then(
        (given) => {
          if (!given.ok) answers.delete(name);
        },
        (thrown: unknown) => {
          answers.delete(name);
          parts.log.error('A line could not be written.', { reason: messageOf(thrown) });
        },
      );
      return answer;
    },
    flag: (conversation, note, meant = clock.now()) =>
      inView(conversation, (view) => {
        const at = Math.min(clock.now(), Math.max(meant, view.conversation.startedAt));
        const turn = turnAt(view.turns, at)?.id;
        const flag = {
          id: parts.ids.make('flag'),
          at,
          ...(turn !== undefined && { turn }),
          note: lines.redact(note),
        };
        bus.publish({ type: 'moment.flagged', conversation: view.conversation.id, flag }, actor());
        return ok(flag);
      }),
    tick: (conversation, item, ticked) =>
      inView(conversation, (view) => {
        const pack = parts.packs.get(view.conversation.pack)?.pack;
        if (pack?.manifest.checklist.some(({ name }) => name === item) !== true)
          return err({ code: 'NOT_FOUND', message: 'The checklist has no such point.' });
        if ((view.checklist?.[item]?.ticked ?? false) === ticked) return ok(null);
        bus.publish(
          {
            type: 'checklist.changed',
            conversation: ConversationId.parse(conversation),
            tick: { item, ticked, by: 'hand', evidence: [] },
          },
          actor(),
        );
        return ok(null);
      }),
  };
}
