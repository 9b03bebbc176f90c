import type { Speaker } from '#domain/conversation.ts';
import type { ChannelHealth, Problem } from '../session.ts';

/** @file What can be wrong in a call that is captured: one sentence each, and what to do. */

const sideOf: Readonly<Record<Speaker, string>> = {
  agent: 'your microphone',
  customer: 'the customer',
};

/** Of a channel that is captured and does not sound as it should. */
export function healthProblem(speaker: Speaker, health: ChannelHealth): Problem | undefined {
  const side = sideOf[speaker];
  if (health === 'silent')
    return {
      message: `No sound has come from ${side} for ten seconds.`,
      mend:
        speaker === 'agent'
          ? 'Look whether the microphone is muted, at the headset and in the system, or choose another one.'
          : "Look whether the call plays through what is shared, or share the customer's sound again.",
    };
  if (health === 'clipping')
    return {
      message: `The sound of ${side} is so loud that it is distorted.`,
      mend:
        speaker === 'agent'
          ? 'Turn the microphone down in the sound settings, or move it away from the mouth.'
          : 'Turn the call down where it is played.',
    };
  if (health === 'music')
    return {
      message: `There is sound from ${side}, but no words: music on hold, perhaps.`,
      mend: 'Nothing has to be done; words are written again as soon as somebody speaks.',
    };
  return undefined;
}

const spoken = (ms: number): string => {
  const seconds = Math.round(ms / 1000);
  if (seconds < 90) return `${seconds} seconds`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
};

export const sleptProblem = (ms: number): Problem => ({
  message: `This machine stood still for ${spoken(ms)}; what was said then was not heard.`,
  mend: 'Capture goes on by itself; ask again for what is missing.',
});

export const coreProblem: Problem = {
  message: 'What is heard cannot be stored at the moment.',
  mend: 'Nothing is lost: it is kept here and stored as soon as Earshot is back. Leave this window open.',
};

export const audioBehind: Problem = {
  message: 'The sound of this call could not be stored in time, so a part of it is missing.',
  mend: 'The words are kept all the same.',
};

export const noEngine = (reason: string | undefined): Problem => ({
  message: reason ?? 'There is no speech model, so nothing is written down.',
  mend: 'Install a speech model under Models; until then notes can be typed.',
});

export const droppedSound = (ms: number): Problem => ({
  message: `The recogniser was not ready for so long that ${spoken(ms)} of speech were dropped.`,
  mend: 'Ask again for what is missing.',
});
