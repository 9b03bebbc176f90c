import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { HeardLine } from '#domain/speech.ts';
import { createScriptedEngine } from '#tests/fakes/scripted-speech.ts';
import { wav } from '#tests/fixtures/wav.ts';
import { noise, seconds, silence, speechLike, together } from '../capture/test-sound.ts';
import { transcribeFile } from '../files/transcribe-file.ts';
import { openBleed } from './bleed.ts';

const fvad = new Uint8Array(readFileSync('node_modules/@echogarden/fvad-wasm/fvad.wasm')).buffer;

/** Lines of a recording of both sides. */
async function linesOf(agent: Float32Array, customer: Float32Array, withBleed: boolean) {
  const lines: HeardLine[] = [];
  await transcribeFile(new Blob([wav([agent, customer], 16_000)]), {
    engine: createScriptedEngine(),
    name: 'call.wav',
    session: 'b',
    fvad,
    ...(withBleed && { bleed: openBleed() }),
    sink: {
      partial: () => undefined,
      line: async (_key, line) => {
        lines.push(line);
        return { outcome: 'kept' };
      },
      capture: async () => undefined,
    },
  });
  return lines;
}

const said = speechLike(1.6, -20);
const talk = together(...Array.from({ length: 6 }, () => together(said, silence(0.8))));
const customer = together(silence(1), talk, silence(6));
/** The customer's voice 120 ms later and 12 dB down in a microphone that hisses a little. */
const heard = noise(customer.length / 16_000, -62);
for (let at = seconds(0.12); at < heard.length; at += 1)
  heard[at] = (heard[at] ?? 0) + 0.25 * (customer[at - seconds(0.12)] ?? 0);
/** The agent says something of their own when the customer is done. */
const ownVoice = together(silence(17), speechLike(1.4, -22, { pauses: false }));
const own = heard.map((value, at) => value + (ownVoice[at] ?? 0));

it('tells how like the customer a line of the microphone was, and keeps its gate shut on echo', async () => {
  const without = await linesOf(own, customer, false);
  const withBleed = await linesOf(own, customer, true);
  const agents = (lines: readonly HeardLine[]) =>
    lines.filter(({ speaker }) => speaker === 'agent');
  expect(agents(without).length).toBeGreaterThanOrEqual(6);
  expect(agents(withBleed).length).toBeLessThan(agents(without).length);
  // What the agent said alone is there, and is not the customer's.
  const last = agents(withBleed).at(-1);
  expect(Math.abs((last?.words[0]?.startMs ?? 0) - 17_000)).toBeLessThan(150);
  expect(last?.echo?.likeness ?? 0).toBeLessThan(0.5);
  // What came through the gate before it had learnt the way carries what the core needs.
  for (const line of agents(withBleed).slice(0, -1)) {
    expect(line.echo?.likeness).toBeGreaterThan(0.5);
    expect(Math.abs((line.echo?.lagMs ?? 0) - 120)).toBeLessThan(40);
  }
});
