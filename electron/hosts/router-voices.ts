import { implement } from '@orpc/server';
import { voiceContract } from '#contract/voice-contract.ts';
import type { VoiceDesk } from '#core/core-voices-surface.ts';
import { answer, done } from './answer.ts';
import { samplesOf } from './voice-sound.ts';

/** The part of the contract about voices, answered by the core's desk. */
export function voiceRoutes(desk: VoiceDesk) {
  const os = implement(voiceContract);
  return {
    state: os.state.handler(({ input }) => answer(desk.state(input.conversation))),
    enrol: os.enrol.handler(({ input }) =>
      answer(desk.enrol(input.conversation, samplesOf(input.sound), input.consent)),
    ),
    compare: os.compare.handler(({ input }) =>
      answer(desk.compare(input.conversation, samplesOf(input.sound))),
    ),
    prove: os.prove.handler(({ input }) => done(desk.prove(input.conversation, input.proof))),
    remove: os.remove.handler(({ input }) => done(desk.remove(input.customer, input.conversation))),
    removeAll: os.removeAll.handler(() => answer(desk.removeAll())),
    list: os.list.handler(() => answer(desk.list())),
  };
}
