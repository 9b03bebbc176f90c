import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { build } from 'vite';
import { inRoot } from './project.mjs';

/**
 * @file Electron's own Node may be built without type stripping, so the types are stripped here:
 * the same files in the same folders, `.ts` to `.js`, line for line. No bundler: worker files,
 * native modules and stack traces stay what they are. Only the preload is bundled, because a
 * sandboxed preload must be one CommonJS file.
 */

const source = inRoot('electron');
const target = inRoot('dist', 'electron');
const isCode = (name) =>
  name.endsWith('.ts') && !/\.(test|bench)\.ts$/.test(name) && !name.endsWith('.d.ts');

/** Relative specifiers in import, export, import() and new URL(): `./x.ts` becomes `./x.js`. */
export const pointToJs = (code) => code.replace(/(['"])(\.{1,2}\/[^'"\n]+)\.ts\1/g, '$1$2.js$1');

async function buildElectronParts() {
  rmSync(target, { recursive: true, force: true });
  for (const name of readdirSync(source, { recursive: true })) {
    const from = join(source, name);
    const into = join(target, name);
    if (isCode(name) && !name.startsWith('preload')) {
      mkdirSync(dirname(into), { recursive: true });
      const code = stripTypeScriptTypes(readFileSync(from, 'utf8'), { mode: 'strip' });
      writeFileSync(into.replace(/\.ts$/, '.js'), pointToJs(code));
    } else if (/\.(sql|json|cedar|wasm|png)$/.test(name) && !name.endsWith('tsconfig.json')) {
      mkdirSync(dirname(into), { recursive: true });
      cpSync(from, into);
    }
  }
  const { version, imports } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  const own = Object.entries(imports).filter(([, to]) => to.startsWith('./electron/'));
  writeFileSync(
    join(target, 'package.json'),
    `${JSON.stringify(
      {
        name: 'earshot',
        productName: 'Earshot',
        version,
        type: 'module',
        main: './main/main.js',
        imports: Object.fromEntries(
          own.map(([from, to]) => [
            from.replace('*', '*.ts'),
            `./${relative('electron', to).replaceAll('\\', '/')}`.replace('*', '*.js'),
          ]),
        ),
      },
      undefined,
      2,
    )}\n`,
  );
  await build({
    configFile: false,
    logLevel: 'error',
    root: inRoot(),
    build: {
      target: 'es2024',
      outDir: join(target, 'preload'),
      emptyOutDir: true,
      minify: false,
      lib: {
        entry: join(source, 'preload', 'preload.ts'),
        formats: ['cjs'],
        fileName: () => 'preload.cjs',
      },
      rollupOptions: { external: ['electron'] },
    },
  });
}

if (import.meta.main) await buildElectronParts();
