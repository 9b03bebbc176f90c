import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { PackManifest, PackReply, type Pack, type PackArticle } from '#domain/pack.ts';
import type { PolicyTest } from '#domain/policy.ts';
import { err, ok, type Failure, type Result } from '#domain/result.ts';
import { parseArticle } from './article.ts';
import type { ReplyFrom } from './check-actions.ts';
import { crossCheck } from './cross-check.ts';
import { unreadable, type PackFailure } from './failure.ts';
import { hashFiles, readFolder, textOf, type PackFiles } from './folder.ts';
import { policyProblem, policyTestProblem, PolicyTests } from './policies.ts';
import { questionsFile } from './questions.ts';
import { replayProblem } from './replay.ts';
import { parseYaml } from './yaml.ts';

/** A pack with the tests of its policies, which only the loader and the pack's author need. */
export interface LoadedPack extends Pack {
  readonly policyTests: readonly PolicyTest[];
}

/**
 * Says what is wrong with Cedar policies (source by file name), and with their tests if it runs
 * them; `undefined` when nothing is. Comes from `approve/`, through the composition root.
 */
export type CheckPolicies = (
  policies: Readonly<Record<string, string>>,
  tests: readonly PolicyTest[],
) => Failure | undefined;

const policyTestsFile = 'policies/tests.yaml';

interface Parts {
  readonly articles: PackArticle[];
  readonly replies: ReplyFrom[];
  readonly policies: Record<string, string>;
  readonly replays: Record<string, string>;
  policyTests: readonly PolicyTest[];
}

/** Adds what one file holds to the parts; other files (a README, a picture) are left alone. */
function readPart(path: string, text: string, parts: Parts): PackFailure | undefined {
  const [folder, ...rest] = path.split('/');
  const name = rest.join('/');
  if (folder === 'knowledge' && name.endsWith('.md')) {
    const article = parseArticle(path, text);
    if (!article.ok) return article.error;
    parts.articles.push(article.value);
  } else if (folder === 'replies' && /\.ya?ml$/.test(name)) {
    const replies = parseYaml(path, text, z.array(PackReply));
    if (!replies.ok) return replies.error;
    parts.replies.push(...replies.value.map((reply) => ({ file: path, reply })));
  } else if (folder === 'policies' && name.endsWith('.cedar')) {
    parts.policies[name] = text;
  } else if (path === policyTestsFile) {
    const tests = parseYaml(path, text, PolicyTests);
    if (!tests.ok) return tests.error;
    parts.policyTests = tests.value;
  } else if (folder === 'replays' && name.endsWith('.jsonl')) {
    parts.replays[name.slice(0, -'.jsonl'.length)] = text;
    return replayProblem(path, text);
  }
  return undefined;
}

function readManifest(folder: string, files: PackFiles): Result<PackManifest, PackFailure> {
  const bytes = files.get('pack.yaml');
  if (bytes === undefined)
    return err(
      unreadable(
        `The folder ${folder} has no pack.yaml`,
        'Give the folder of a pack; docs/packs.md says what must be in it.',
      ),
    );
  const text = textOf('pack.yaml', bytes);
  return text.ok ? parseYaml('pack.yaml', text.value, PackManifest) : text;
}

/**
 * Reads the pack in `folder` and checks all of it. The first fault comes back as one sentence with
 * file, line and key, and one on how to mend it; a pack with a fault is not loaded at all.
 */
export async function loadPack(
  folder: string,
  checkPolicies: CheckPolicies,
): Promise<Result<LoadedPack, Failure>> {
  const read = await readFolder(folder);
  if (!read.ok) return read;
  const files = new Map([...read.value].filter(([path]) => path !== questionsFile));
  const manifest = readManifest(folder, files);
  if (!manifest.ok) return manifest;

  const parts: Parts = { articles: [], replies: [], policies: {}, replays: {}, policyTests: [] };
  for (const [path, bytes] of files) {
    if (!/\.(md|ya?ml|cedar|jsonl)$/.test(path)) continue;
    const text = textOf(path, bytes);
    if (!text.ok) return text;
    const problem = readPart(path, text.value, parts);
    if (problem !== undefined) return err(problem);
  }

  const articles = new Set(parts.articles.map((article) => article.path));
  const kinds = new Set(manifest.value.actions.map((action) => action.kind));
  const problem =
    crossCheck(manifest.value, parts.replies, articles) ??
    policyProblem(parts.policies, articles, kinds) ??
    policyTestProblem(policyTestsFile, parts.policyTests, kinds) ??
    checkPolicies(parts.policies, parts.policyTests);
  if (problem !== undefined) return err(problem);

  return ok({
    manifest: manifest.value,
    articles: parts.articles,
    replies: parts.replies.map(({ reply }) => reply),
    policies: parts.policies,
    policyTests: parts.policyTests,
    replays: parts.replays,
    sha256: hashFiles(files),
  });
}

/** One pack of a folder of packs, as a list shows it. */
export type PackListing =
  | {
      readonly ok: true;
      readonly folder: string;
      readonly name: string;
      readonly title: string;
      readonly version: string;
    }
  | { readonly ok: false; readonly folder: string; readonly problem: Failure };

/**
 * The packs in `root`: every folder in it that holds a pack.yaml, by name. Only manifests are
 * checked; one that is wrong is listed with its fault.
 */
export async function listPacks(root: string): Promise<Result<readonly PackListing[], Failure>> {
  let names: string[];
  try {
    const entries = await readdir(root, { withFileTypes: true });
    names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return err(
      unreadable(
        `The folder of packs ${root} cannot be read (${reason})`,
        'Check that it exists and that the user who runs Earshot may read it.',
      ),
    );
  }
  const listings: PackListing[] = [];
  for (const name of names.filter((entry) => !entry.startsWith('.')).toSorted()) {
    const folder = join(root, name);
    const files = await readFolder(folder);
    if (!files.ok) listings.push({ ok: false, folder, problem: files.error });
    else if (files.value.has('pack.yaml')) {
      const manifest = readManifest(folder, files.value);
      listings.push(
        manifest.ok
          ? {
              ok: true,
              folder,
              name: manifest.value.name,
              title: manifest.value.title,
              version: manifest.value.version,
            }
          : { ok: false, folder, problem: manifest.error },
      );
    }
  }
  return ok(listings);
}
