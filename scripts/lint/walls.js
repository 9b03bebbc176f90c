import { builtinModules } from 'node:module';
import { basename, dirname, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { doors, emptyNames, stages, walls } from './walls.table.js';

/**
 * @file ESLint rule `earshot/walls`: an import must be one that the table allows, a relative path
 * stays in its own folder, a stage's inside is reached through its index, no barrels, no
 * file names that say nothing.
 */

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const isNode = (name) => name.startsWith('node:') || builtinModules.includes(name);
const isTest = (file) =>
  /(?:\.(?:test|bench|contract|fixture)\.[cm]?tsx?|\/testing\/.*\.ts)$/.test(file);

/** `electron/core/x.ts` -> `#core/x.ts`, `renderer/x.ts` -> `#renderer/x.ts`. */
const toSubpath = (path) => path.replace(/^electron\//, '#').replace(/^renderer\//, '#renderer/');

/** The stage folder, or the wall's folder: what `own` means for this file. */
export function ownFolder(file) {
  const stage = stages.find((one) => file.startsWith(`electron/core/${one}/`));
  if (stage) return `#core/${stage}/`;
  const subpath = toSubpath(file);
  return subpath.slice(0, subpath.indexOf('/') + 1);
}

/**
 * Why this file may not import that; undefined when it may.
 * @param file path from the repository's root, with `/`
 */
export function refuseImport(file, specifier) {
  const entry = walls.find((one) => one.files.test(file));
  if (entry === undefined) return undefined;
  if (specifier.includes('../../'))
    return 'A path with ../../ hides which wall it crosses; use a # import.';
  const target = specifier.startsWith('.')
    ? toSubpath(posix.normalize(posix.join(posix.dirname(file), specifier)))
    : specifier;
  if (target.startsWith('..')) return `${specifier} lies outside the wall.`;
  if (
    specifier.startsWith('.') &&
    !target.startsWith(ownFolder(file)) &&
    !file.match(/^electron\/core\/[^/]+$/)
  )
    return `${specifier} leaves its own folder; use a # import where the wall allows one.`;
  const named = (name) =>
    target === name ||
    target.startsWith(name.endsWith('/') || name.endsWith(':') ? name : `${name}/`);
  if (
    entry.never?.some((name) => (name === 'node:' ? isNode(target) : named(name))) &&
    !(isTest(file) && entry.tests?.includes('node:') && isNode(target))
  )
    return `${entry.wall} never imports ${target}.`;
  const allowed = [...entry.may, ...(isTest(file) ? (entry.tests ?? []) : [])];
  const yes = allowed.some((name) => {
    if (name === 'own') return target.startsWith(ownFolder(file));
    if (name === 'npm') return !target.startsWith('#');
    if (name === 'node:') return isNode(target);
    return named(name);
  });
  if (yes) return undefined;
  const other = stages.find((stage) => target.startsWith(`#core/${stage}/`));
  if (other && entry.wall.startsWith('core stage'))
    return `A stage never imports another stage (${other}); take what it needs as a parameter from core.ts.`;
  return `${entry.wall} may not import ${target} (scripts/lint/walls.table.js).`;
}

/** @type {import('eslint').Rule.RuleModule} */
export const rule = {
  meta: {
    type: 'problem',
    schema: [],
    docs: { description: 'Keeps the walls of scripts/lint/walls.table.js' },
  },
  create(context) {
    const file = relative(root, context.filename).split(sep).join('/');
    const name = basename(file).replace(/\.[^.]+$/, '');
    const check = (node, source) => {
      const message = typeof source === 'string' ? refuseImport(file, source) : undefined;
      if (message) context.report({ node, message });
    };
    const isIndex = /^electron\/core\/[^/]+\/(?:[^/]+\/)*index\.ts$/.test(file);
    return {
      Program(node) {
        if (emptyNames.test(name))
          context.report({
            node,
            message: `"${name}" says nothing; name the file after what is in it.`,
          });
      },
      ImportDeclaration: (node) => check(node, node.source.value),
      ImportExpression: (node) => check(node, node.source.value),
      ExportNamedDeclaration(node) {
        if (!node.source) return;
        check(node, node.source.value);
        if (!isIndex && /^(?:electron|renderer)\//.test(file))
          context.report({
            node,
            message: "Only a stage's index.ts re-exports; import from where it is.",
          });
      },
      ExportAllDeclaration(node) {
        context.report({ node, message: 'Name what is exported; export * hides it.' });
      },
      Identifier(node) {
        const door = doors.find((one) => one.name === node.name);
        if (
          door &&
          !door.files.test(file) &&
          !door.home.test(file) &&
          /^(?:electron|renderer)\//.test(file)
        )
          context.report({
            node,
            message: `${door.name} is the only door to act; it belongs to core/approve.`,
          });
      },
    };
  },
};
