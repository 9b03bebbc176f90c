import type { Pack } from '#domain/pack.ts';
import type { Settings } from '#domain/settings.ts';
import type { ConversationView } from '#domain/view.ts';
import type { Bus } from './bus.ts';
import type { Actions } from './core-actions.ts';
import type { Shelf } from './core-shelf.ts';
import type { VoiceDesk } from './core-voices-surface.ts';
import { createVoices } from './core-voices.ts';
import { openSpeaker, type SpeakerModel } from './inference/speaker.ts';
import { ModelError } from './inference/registry.ts';
import type { Log } from './log.ts';
import type { Clock, MirrorRepository } from './ports.ts';
import type { VoiceTemplateRepository } from './store/voice-templates.ts';

/** How often enrolments are looked through for those whose time is up. */
const expiryMs = 86_400_000;

export interface OpenedVoices {
  readonly desk: VoiceDesk;
  /** Removes what is due, now and every day. */
  begin(): void;
  close(): void;
}

/** Comparison of voices, wired: the model is opened when somebody first asks, and again for another one. */
export function openVoices(parts: {
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly store: {
    readonly voices: VoiceTemplateRepository;
    readonly mirror: Pick<MirrorRepository, 'record'>;
  };
  readonly shelf: Pick<Shelf, 'chosen'>;
  readonly actions: Actions;
  readonly settings: () => Settings;
  readonly packOf: (view: ConversationView) => Pack;
  readonly viewOf: (conversation: string) => ConversationView | undefined;
}): OpenedVoices {
  const { bus, clock } = parts;
  let opened: { readonly name: string; readonly model: Promise<SpeakerModel> } | undefined;
  let stopTimer: () => void = () => undefined;

  const speaker = async (): Promise<SpeakerModel> => {
    const chosen = await parts.shelf.chosen('speaker');
    if (chosen === undefined)
      throw new ModelError('There is no model for voices; reinstall Earshot to get it back.');
    const name = `${chosen.entry.name}@${chosen.entry.version}`;
    if (opened?.name === name) return opened.model;
    const model = openSpeaker(chosen.entry, { modelsDir: chosen.modelsDir });
    opened = { name, model };
    model.catch(() => (opened = undefined));
    return model;
  };

  const desk = createVoices({
    store: parts.store.voices,
    transact: (run) => bus.transact(run, 'durable'),
    publish: (event) => {
      const by = event.type === 'voice.deleted' && event.reason === 'expired';
      bus.publish(event, by ? 'earshot' : parts.settings().agent);
    },
    clock,
    log: parts.log,
    speaker,
    viewOf: parts.viewOf,
    voiceIn: (view) => view.voice,
    hasPurpose: (view) => parts.packOf(view).manifest.comparesVoices,
    nameOf: (customer) => parts.store.mirror.record(customer)?.customer.name,
    settings: () => parts.settings(),
  });

  // What was drafted before is decided with what is known now: an unchanged edit asks the policy anew.
  const again = (conversation: string): void => {
    for (const action of parts.viewOf(conversation)?.actions ?? []) {
      if (action.state !== 'awaiting') continue;
      const edited = parts.actions.edit(action.id, {});
      if (!edited.ok)
        parts.log.warn('An action could not be decided anew.', { reason: edited.error.message });
    }
  };
  const stops = [
    bus.on('voice.compared', ({ conversation }) => again(conversation)),
    bus.on('voice.proved', ({ conversation }) => again(conversation)),
  ];
  const expire = (): void => {
    desk.expire();
    stopTimer = clock.after(expiryMs, expire);
  };

  return {
    desk,
    begin: expire,
    close: () => {
      stopTimer();
      for (const stop of stops) stop();
    },
  };
}
