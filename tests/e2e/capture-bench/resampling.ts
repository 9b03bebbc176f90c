import type { openSoundGraph } from '#renderer/audio/capture/sound-graph.ts';

/**
 * What a context of 16 kHz makes of a stream of 48 kHz: level of sines before and after, decibel.
 * Above 8 kHz all that is left is folded down and would be heard as something else.
 */
export async function resampling(
  open: typeof openSoundGraph,
): Promise<{ readonly hertz: number; readonly db: number }[]> {
  const found: { hertz: number; db: number }[] = [];
  for (const hertz of [300, 1_000, 3_400, 6_000, 7_000, 9_000, 10_000, 12_000, 15_000, 20_000]) {
    const source = new AudioContext({ sampleRate: 48_000 });
    const oscillator = new OscillatorNode(source, { frequency: hertz });
    const gain = new GainNode(source, { gain: 0.5 });
    const out = new MediaStreamAudioDestinationNode(source, { channelCount: 1 });
    oscillator.connect(gain).connect(out);
    oscillator.start();
    const levels: number[] = [];
    const graph = await open({
      heard: (message) => {
        if (message.is === 'block' && message.agent) levels.push(message.agent.rmsDb);
      },
      changed: () => undefined,
    });
    graph.connect('agent', out.stream);
    await graph.wake();
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    await graph.close();
    await source.close();
    const settled = levels.slice(10).toSorted((a, b) => a - b);
    // A sine of half the full scale has -9.03 dB.
    found.push({ hertz, db: (settled[Math.floor(settled.length / 2)] ?? -90) + 9.03 });
  }
  return found;
}
