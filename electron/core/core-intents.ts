import { err } from '#domain/result.ts';
import type { CoreFailure, IntentDesk } from './surface.ts';

const later = err<CoreFailure>({ code: 'UNAVAILABLE', message: 'Intents cannot be trained yet.' });

/** The admin's intents; wired to `learn/` next. */
export function createIntentDesk(): IntentDesk {
  return {
    list: async () => later,
    examples: () => later,
    read: () => later,
    train: () => later,
    compare: async () => later,
    try: async () => later,
    use: async () => later,
    remove: async () => later,
  };
}
