import { err } from '#domain/result.ts';
import type { CoreFailure, ModelDesk } from './surface.ts';

const later = err<CoreFailure>({
  code: 'UNAVAILABLE',
  message: 'Models cannot be installed yet.',
});

/** Models as parts; wired to the shelf of `inference/` next. */
export function createModelDesk(): ModelDesk {
  return {
    list: async () => [],
    watch: async function* () {
      yield [];
    },
    install: async () => later,
    cancel: () => later,
    verify: async () => later,
    remove: async () => later,
    use: async () => later,
    measure: async () => later,
  };
}
