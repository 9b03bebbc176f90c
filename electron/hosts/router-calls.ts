import { implement } from '@orpc/server';
import { callContract } from '#contract/call-contract.ts';
import type { CallDesk } from '#core/surface.ts';
import { answer, done } from './answer.ts';

/** The part of the contract that live calls use, answered by the core's desk. */
export function callRoutes(desk: CallDesk) {
  const os = implement(callContract);
  return {
    setup: os.setup.handler(({ input }) => answer(desk.setup(input.pack))),
    begin: os.begin.handler(({ input }) => answer(desk.begin(input))),
    attend: os.attend.handler(async function* ({ input, signal }) {
      yield* await answer(desk.attend(input.conversation, signal));
    }),
    consent: os.consent.handler(({ input }) =>
      done(desk.consent(input.conversation, input.answer)),
    ),
    capture: os.capture.handler(({ input }) => done(desk.capture(input))),
    partial: os.partial.handler(({ input }) =>
      done(desk.partial(input.conversation, input.partial)),
    ),
    hear: os.hear.handler(({ input }) =>
      answer(desk.hear(input.conversation, input.key, input.line)),
    ),
    correct: os.correct.handler(({ input }) =>
      answer(desk.correct(input.conversation, input.turn, input.text)),
    ),
    flag: os.flag.handler(({ input }) =>
      answer(desk.flag(input.conversation, input.note, input.at)),
    ),
    tick: os.tick.handler(({ input }) =>
      done(desk.tick(input.conversation, input.item, input.ticked)),
    ),
    summary: os.summary.handler(({ input }) =>
      answer(desk.summary(input.conversation, input.kind)),
    ),
    ask: os.ask.handler(({ input }) => answer(desk.ask(input.conversation, input.question))),
    vocabulary: os.vocabulary.handler(({ input }) => answer(desk.vocabulary(input.pack))),
    forgetWord: os.forgetWord.handler(({ input }) =>
      done(desk.forgetWord(input.pack, input.written)),
    ),
    keepAudio: os.keepAudio.handler(({ input }) =>
      done(desk.keepAudio(input.conversation, input.part)),
    ),
    keptAudio: os.keptAudio.handler(() => desk.keptAudio()),
    audio: os.audio.handler(({ input }) => answer(desk.audio(input.conversation))),
    deleteAudio: os.deleteAudio.handler(({ input }) => done(desk.deleteAudio(input.conversation))),
  };
}
