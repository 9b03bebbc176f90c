import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openSpeechEngine } from './engines.ts';
import { SpeechModelError } from './speech-model-error.ts';

const listed = (name: string, isDefault: boolean) => ({
  name,
  title: name,
  task: 'speech',
  default: isDefault,
  files: [{ path: 'onnx/encoder_model.onnx', sha256: 'ab', bytes: 1 }],
});
const encoder = { ...listed('an-encoder', true), task: 'embedding' };

let served: unknown[];
/** The page's own address and its host: the edge of the browser. */
beforeEach(() => {
  served = [encoder, listed('large', false), listed('usual', true)];
  vi.stubGlobal('document', { baseURI: 'http://host/' });
  vi.stubGlobal('fetch', async () => Response.json(served));
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const refusal = async (wanted?: string): Promise<SpeechModelError> => {
  const thrown: unknown = await openSpeechEngine(wanted).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(SpeechModelError);
  return thrown as SpeechModelError;
};

describe('the engine of a speech model', () => {
  it('is that of the default model where none is named', async () => {
    expect((await openSpeechEngine()).model).toBe('usual');
    expect((await openSpeechEngine('large')).model).toBe('large');
  });

  it.each(['nosuch', 'an-encoder', ''])('is never another one than "%s"', async (wanted) => {
    const { mend, message } = await refusal(wanted);
    expect(message).toContain(`The speech model ${wanted} is not there`);
    expect(mend).toMatch(/Models/);
  });

  it('is none where there is no speech model', async () => {
    served = [encoder];
    expect((await refusal()).message).toBe('There is no speech model.');
  });
});
