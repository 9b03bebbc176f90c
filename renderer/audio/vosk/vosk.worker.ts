import { loadVosk } from 'virtual:vosk-runtime';
import { openVoiceStream, type VoiceStream } from './voice-model.ts';
import { partialOf, wordsOf } from './vosk-result.ts';
import { createWordsSoFar } from './words-so-far.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

/**
 * @file One channel's recogniser. Kaldi computes without a pause for tens of milliseconds, so it
 * has a thread of its own.
 */

const port = self as unknown as {
  postMessage(message: FromWorker): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
};
const say = (message: FromWorker): void => port.postMessage(message);

let stream: VoiceStream | undefined;
/** Samples since the first. */
let worked = 0;
const soFar = createWordsSoFar((text) => say({ is: 'partial', text }));

function endUtterance(json: string): void {
  say({ is: 'utterance', words: wordsOf(json), upTo: worked });
  soFar.ended();
}

function accept(open: VoiceStream, samples: Float32Array): void {
  for (let from = 0; from < samples.length; from += open.piece) {
    const piece = samples.subarray(from, from + open.piece);
    const ended = open.accept(piece);
    worked += piece.length;
    if (ended) endUtterance(open.result());
    else soFar.worked(performance.now(), () => partialOf(open.partial()));
    say({ is: 'worked', upTo: worked });
  }
}

async function obey(message: ToWorker): Promise<void> {
  if (message.do === 'open') {
    stream = await openVoiceStream(loadVosk, message);
    say({ is: 'open' });
    return;
  }
  if (stream === undefined) throw new Error('the recogniser is not open');
  if (message.do === 'accept') accept(stream, message.samples);
  else {
    endUtterance(stream.finish());
    say({ is: 'finished', id: message.id });
  }
}

// One after another: samples that came while the model was opened wait for it.
let before: Promise<void> = Promise.resolve();
port.onmessage = ({ data }) => {
  before = before
    .then(() => obey(data))
    .catch((error: unknown) =>
      say({
        is: 'failed',
        while: data.do === 'open' ? 'opening' : 'working',
        reason: (error instanceof Error ? error.message : String(error)).replace(/[.\s]+$/, ''),
      }),
    );
};
