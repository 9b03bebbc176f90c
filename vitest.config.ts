import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Alone, unlike vite.config.ts: no test needs the page's plugins. */
const base = {
  // Native modules and workers belong to one process each.
  pool: 'forks' as const,
  environment: 'node' as const,
  setupFiles: ['tests/fixtures/property-seed.ts'],
  // Tells a test that hangs from a slow machine that also runs something else; no test is to take long.
  testTimeout: 60_000,
  hookTimeout: 60_000,
  // What must come is waited for; on a machine that is only slow it comes later.
  expect: { poll: { timeout: 20_000 } },
};

export default defineConfig({
  test: {
    // Vitest leaves one core free by itself: of two that would be half of the time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        test: {
          ...base,
          name: 'unit',
          include: [
            'electron/**/*.test.ts',
            'renderer/**/*.test.{ts,tsx}',
            'scripts/**/*.test.{ts,mjs}',
          ],
        },
      },
      { test: { ...base, name: 'contract', include: ['tests/contract/**/*.test.ts'] } },
      {
        test: {
          ...base,
          name: 'replay',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/contract/**', 'tests/perf/**'],
          testTimeout: 400_000,
        },
      },
      {
        test: {
          ...base,
          name: 'e2e',
          include: ['tests/e2e/**/*.e2e.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // One browser at a time: two would make each other slow on two cores.
          fileParallelism: false,
          retry: 0,
        },
      },
      {
        test: {
          ...base,
          name: 'electron',
          include: ['tests/electron/**/*.e2e.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
