import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { writeWav } from '#core/measure/wav.ts';
import { agentSentences, customerSentences } from './sentences.ts';
import { joined, mixed, noise, silence, standardRate } from './sound.ts';
import { agentVoice, customerVoice, spoken } from './spoken.ts';

/** One round of all sentences, both sides in turn, stereo, as a telephone system records it. */
function round(turnSeconds: number): Uint8Array {
  const turns = [
    ...agentSentences.map((text) => ({ side: 0, sound: spoken(text, agentVoice) })),
    ...customerSentences.map((text) => ({ side: 1, sound: spoken(text, customerVoice) })),
  ];
  const sides = [0, 1].map((side) =>
    joined(
      ...turns.flatMap((turn) => {
        const sound = turn.side === side ? turn.sound : silence(turn.sound.length / standardRate);
        return [sound, silence(turnSeconds - sound.length / standardRate)];
      }),
    ),
  );
  const channels = sides.map((side, seed) =>
    mixed(side, noise(side.length / standardRate, { db: -62, seed: seed + 1 })),
  );
  // At the recogniser's own rate: another one has tests of its own, and would take half of the time.
  return writeWav({ rate: standardRate, channels }, 'mulaw');
}

/**
 * The round, again and again, in one WAV file of two channels.
 *
 * @param length.turnSeconds of one turn with the silence after it
 * @returns how many turns there are in it
 */
export async function writeLongCall(
  file: string,
  { hours, turnSeconds }: { readonly hours: number; readonly turnSeconds: number },
): Promise<number> {
  const once = round(turnSeconds);
  const sound = once.subarray(44);
  const rounds = Math.floor((hours * 3600 * standardRate * 2) / sound.length);
  const head = once.slice(0, 44);
  const view = new DataView(head.buffer);
  view.setUint32(4, 36 + rounds * sound.length, true);
  view.setUint32(40, rounds * sound.length, true);
  const out = createWriteStream(file);
  out.write(head);
  for (let index = 0; index < rounds; index += 1) out.write(sound);
  out.end();
  await finished(out);
  return rounds * (agentSentences.length + customerSentences.length);
}
