/**
 * @file The walls: which folder may import what. One table; `walls.js` enforces it, and
 * docs/architecture.md shows it. Loosening a line here is a decision, not a fix.
 *
 * `files` are matched first to last, the first match counts. `may` lists what an import may start
 * with, or be, after a relative path was turned into the `#wall/…` form. `own` stands for the
 * file's own folder (for a core stage: the stage). `npm` stands for any package and `node:`.
 */
export const stages = [
  'channels',
  'ingest',
  'understand',
  'retrieve',
  'suggest',
  'approve',
  'act',
  'audit',
  'measure',
  'learn',
  'packs',
  'store',
  'inference',
  'secrets',
];

/** Leaves of hosts/ that load no core: both ways of running must agree on these facts. */
const sharedByHosts = [
  '#hosts/app-folder.ts',
  '#hosts/data-folder.ts',
  '#hosts/model-files.ts',
  '#hosts/restart-policy.ts',
  '#hosts/static-files.ts',
];

export const walls = [
  {
    wall: 'a test of a wall',
    files: /^electron\/domain\/.*\.test\.ts$/,
    may: ['own', 'vitest', 'fast-check', 'zod', 'node:'],
  },
  { wall: 'domain', files: /^electron\/domain\//, may: ['own', 'zod'] },
  {
    wall: 'contract',
    files: /^electron\/contract\//,
    may: ['own', '#domain/', '@orpc/contract', 'zod'],
    tests: ['vitest', 'fast-check', 'node:', '@orpc/'],
  },
  ...stages.map((stage) => ({
    wall: `core stage ${stage}`,
    files: new RegExp(`^electron/core/${stage}/`),
    may: ['own', '#domain/', '#core/ports.ts', '#core/log.ts', 'npm'],
    // A test brings the real store, never a stand-in.
    tests: [
      '#core/store/',
      '#core/replay-ports.ts',
      '#core/system-ports.ts',
      '#core/bus.ts',
      '#tests/',
    ],
    never: ['electron'],
  })),
  {
    wall: 'core composition root',
    files: /^electron\/core\/[^/]+\.ts$/,
    may: ['own', '#core/', '#domain/', 'npm'],
    never: ['electron'],
    tests: ['#tests/'],
  },
  {
    wall: 'hosts',
    files: /^electron\/hosts\//,
    may: ['own', '#core/', '#contract/', '#domain/', 'npm'],
    never: ['electron'],
    tests: ['#tests/'],
  },
  {
    wall: 'main',
    files: /^electron\/main\//,
    may: ['own', 'electron', '#contract/', '#domain/', 'zod', 'node:', ...sharedByHosts],
    tests: ['vitest', 'fast-check'],
  },
  { wall: 'preload', files: /^electron\/preload\//, may: ['own', 'electron'] },
  {
    wall: 'renderer',
    files: /^renderer\//,
    may: ['own', '#renderer/', '#domain/', '#contract/', 'npm'],
    never: ['electron', 'node:'],
    tests: ['node:', '#tests/'],
  },
];

/** Names that may be imported in one place only: the door that everything else goes through. */
export const doors = [
  { name: 'sealApproved', files: /^electron\/core\/approve\//, home: /^electron\/domain\// },
];

/** A file name that says nothing attracts everything. */
export const emptyNames = /(?:^|[.-])(?:utils?|helpers?|managers?|common|misc)(?:[.-]|$)/;
