import {
  AudioSample,
  AudioSampleSource,
  BufferTarget,
  OggOutputFormat,
  Output,
  WebMOutputFormat,
} from 'mediabunny';
import type { HeardLine } from '#domain/speech.ts';
import { silence, speechLike, together } from '#renderer/audio/capture/test-sound.ts';
import { transcribeFile } from '#renderer/audio/files/transcribe-file.ts';
import { createScriptedEngine } from '#tests/fakes/scripted-speech.ts';

const said = speechLike(1.2, -22, { pauses: false });

/** Agent at 1 s, customer at 3.5 s: what tests/fixtures/audio/two-voices.mp3 holds as well. */
export const twoVoices = {
  agent: together(silence(1), said, silence(4)),
  customer: together(silence(3.5), said, silence(1.5)),
};

/** The two voices as an Opus file, encoded by this browser. */
export async function encode(kind: 'ogg' | 'webm'): Promise<Blob> {
  const target = new BufferTarget();
  const format =
    kind === 'ogg' ? new OggOutputFormat({ maximumPageDuration: 0.5 }) : new WebMOutputFormat();
  const output = new Output({ format, target });
  const source = new AudioSampleSource({ codec: 'opus', bitrate: 64_000 });
  output.addAudioTrack(source);
  await output.start();
  // Opus knows 48 kHz; every sample three times is a crude, but a voice.
  const frames = twoVoices.agent.length * 3;
  const data = new Float32Array(frames * 2);
  for (let frame = 0; frame < frames; frame += 1) {
    data[frame] = twoVoices.agent[Math.floor(frame / 3)] ?? 0;
    data[frames + frame] = twoVoices.customer[Math.floor(frame / 3)] ?? 0;
  }
  const sample = new AudioSample({
    data,
    format: 'f32-planar',
    numberOfChannels: 2,
    sampleRate: 48_000,
    timestamp: 0,
  });
  await source.add(sample);
  await output.finalize();
  return new Blob([target.buffer ?? new ArrayBuffer(0)]);
}

export async function transcribe(blob: Blob) {
  const lines: HeardLine[] = [];
  try {
    const result = await transcribeFile(blob, {
      engine: createScriptedEngine(),
      session: 'file',
      name: 'recording',
      sink: {
        partial: () => undefined,
        line: async (_key, line) => {
          lines.push(line);
          return { outcome: 'kept' };
        },
        capture: async () => undefined,
      },
    });
    return { result, lines };
  } catch (error) {
    return { error: String(error), lines };
  }
}
