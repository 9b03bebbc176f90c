import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import tseslint from 'typescript-eslint';
import { join } from 'node:path';
import { ownFolder, refuseImport, rule } from './walls.js';

const root = join(import.meta.dirname, '..', '..');

describe('what may import what', () => {
  it.each([
    ['electron/domain/turn.ts', 'zod'],
    ['electron/domain/turn.ts', './ids.ts'],
    ['electron/contract/contract.ts', '#domain/action.ts'],
    ['electron/contract/contract.ts', '@orpc/contract'],
    ['electron/core/suggest/draft.ts', '#domain/action.ts'],
    ['electron/core/suggest/draft.ts', '#core/ports.ts'],
    ['electron/core/suggest/draft.ts', '#core/log.ts'],
    ['electron/core/suggest/draft.ts', './index.ts'],
    ['electron/core/act/connectors/local/local.ts', '../connector.ts'],
    ['electron/core/act/connectors/local/local.ts', '#core/act/outbox.ts'],
    ['electron/core/store/open.ts', 'better-sqlite3'],
    ['electron/core/store/open.test.ts', '#core/replay-ports.ts'],
    ['electron/core/core.ts', './suggest/index.ts'],
    ['electron/core/core-live.ts', '#core/approve/index.ts'],
    ['electron/hosts/node.ts', '#core/core.ts'],
    ['electron/hosts/node.ts', 'ws'],
    ['electron/main/main.ts', 'electron'],
    ['electron/main/main.ts', '#contract/host-messages.ts'],
    ['electron/main/main.ts', '#hosts/data-folder.ts'],
    ['electron/preload/preload.ts', 'electron'],
    ['renderer/main.tsx', 'react'],
    ['renderer/main.tsx', '#domain/view.ts'],
    ['renderer/console/cards/Card.tsx', '../Quote.tsx'],
    ['renderer/data/link.test.ts', 'node:fs'],
  ])('%s may import %s', (file, target) => {
    expect(refuseImport(file, target)).toBeUndefined();
  });

  it.each([
    ['electron/domain/turn.ts', 'node:fs', 'domain may not'],
    ['electron/domain/turn.ts', '#core/ports.ts', 'domain may not'],
    ['electron/contract/contract.ts', '#core/surface.ts', 'contract may not'],
    ['electron/core/suggest/draft.ts', '#core/retrieve/index.ts', 'never imports another stage'],
    ['electron/core/suggest/draft.ts', '../retrieve/index.ts', 'leaves its own folder'],
    ['electron/core/suggest/draft.ts', '#core/bus.ts', 'may not import'],
    ['electron/core/suggest/draft.ts', '#core/core.ts', 'may not import'],
    ['electron/core/suggest/draft.ts', '#hosts/node.ts', 'may not import'],
    ['electron/core/suggest/draft.ts', '#contract/contract.ts', 'may not import'],
    ['electron/core/suggest/draft.ts', 'electron', 'never imports electron'],
    ['electron/core/suggest/deep/er/draft.ts', '../../draft.ts', '../../'],
    ['electron/core/core.ts', 'electron', 'never imports electron'],
    ['electron/core/core.ts', '#hosts/router.ts', 'may not import'],
    ['electron/hosts/node.ts', 'electron', 'never imports electron'],
    ['electron/hosts/node.ts', '../core/core.ts', 'leaves its own folder'],
    ['electron/main/main.ts', '#core/core.ts', 'may not import'],
    ['electron/main/main.ts', '#hosts/open-core.ts', 'may not import'],
    ['electron/preload/preload.ts', '#contract/contract.ts', 'may not import'],
    ['electron/preload/preload.ts', 'node:fs', 'may not import'],
    ['renderer/main.tsx', 'node:fs', 'never imports'],
    ['renderer/main.tsx', 'fs', 'never imports'],
    ['renderer/main.tsx', 'electron', 'never imports'],
    ['renderer/main.tsx', '#core/surface.ts', 'may not import'],
    ['renderer/main.tsx', '../electron/core/surface.ts', 'leaves its own folder'],
  ])('%s may not import %s', (file, target, reason) => {
    expect(refuseImport(file, target)).toContain(reason);
  });

  it("knows a stage's own folder", () => {
    expect(ownFolder('electron/core/act/connectors/x.ts')).toBe('#core/act/');
    expect(ownFolder('electron/core/core.ts')).toBe('#core/');
    expect(ownFolder('renderer/ui/Button.tsx')).toBe('#renderer/');
  });
});

describe('the rule', () => {
  const lint = (file, code) =>
    new Linter({ cwd: root })
      .verify(
        code,
        {
          files: ['**/*.ts'],
          languageOptions: { parser: tseslint.parser },
          plugins: { earshot: { rules: { walls: rule } } },
          rules: { 'earshot/walls': 'error' },
        },
        { filename: join(root, file) },
      )
      .map(({ message }) => message);

  it('sees imports of every kind', () => {
    const file = 'electron/core/suggest/x.ts';
    expect(lint(file, "import type { A } from '#core/store/a.ts';")).toHaveLength(1);
    expect(lint(file, "const a = await import('#core/store/a.ts');")).toHaveLength(1);
    expect(lint(file, "import { a } from './a.ts';")).toEqual([]);
  });

  it("lets only a stage's index re-export", () => {
    expect(lint('electron/core/suggest/index.ts', "export { a } from './a.ts';")).toEqual([]);
    expect(lint('electron/core/suggest/x.ts', "export { a } from './a.ts';")).toHaveLength(1);
    expect(lint('electron/core/suggest/index.ts', "export * from './a.ts';")).toHaveLength(1);
  });

  it('guards the door to act', () => {
    const code = 'const x = sealApproved(action);';
    expect(lint('electron/core/act/x.ts', code)[0]).toContain('only door');
    expect(lint('electron/core/approve/x.ts', code)).toEqual([]);
  });

  it('refuses file names that say nothing', () => {
    for (const name of ['utils', 'date-helpers', 'window-manager', 'common', 'misc'])
      expect(lint(`electron/core/suggest/${name}.ts`, 'let a;')).toHaveLength(1);
    expect(lint('electron/core/suggest/draft.ts', 'let a;')).toEqual([]);
  });
});
