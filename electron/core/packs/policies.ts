import { z } from 'zod';
import { PolicyTest } from '#domain/policy.ts';
import { invalid, type PackFailure } from './failure.ts';

export const PolicyTests = z.array(PolicyTest);

interface Head {
  readonly line: number;
  readonly annotations: ReadonlyMap<string, string>;
  readonly effect: string;
}

/** Comments blanked out, so that lines keep their numbers and strings keep their text. */
const withoutComments = (source: string): string =>
  source.replace(/"(?:\\.|[^"\\])*"|\/\/[^\n]*/g, (part) =>
    part.startsWith('//') ? ' '.repeat(part.length) : part,
  );

/** Where each policy starts, with its annotations. Cedar itself checks the rest. */
function policyHeads(source: string): readonly Head[] {
  const heads = withoutComments(source).matchAll(
    /((?:@\w+\s*\(\s*"(?:\\.|[^"\\])*"\s*\)\s*)*)\b(permit|forbid)\s*\(/g,
  );
  return [...heads].map((match) => ({
    line: source.slice(0, match.index).split('\n').length,
    effect: match[2] ?? '',
    annotations: new Map(
      [...(match[1] ?? '').matchAll(/@(\w+)\s*\(\s*"((?:\\.|[^"\\])*)"/g)].map((found) => [
        found[1] ?? '',
        found[2] ?? '',
      ]),
    ),
  }));
}

/**
 * What Cedar cannot know about a pack's policies: each has an id of its own and a reason for
 * people, the articles exist, and the actions named are the pack's.
 */
export function policyProblem(
  policies: Readonly<Record<string, string>>,
  articles: ReadonlySet<string>,
  kinds: ReadonlySet<string>,
): PackFailure | undefined {
  const seen = new Map<string, string>();
  for (const [file, source] of Object.entries(policies)) {
    for (const { line, annotations, effect } of policyHeads(source)) {
      const where = `policies/${file}, line ${line}`;
      const id = annotations.get('id');
      if (id === undefined)
        return invalid(where, `a ${effect} has no @id`, 'Write @id("a_name") above it.');
      const other = seen.get(id);
      if (other !== undefined)
        return invalid(
          where,
          `the policy "${id}" is there twice, also in ${other}`,
          'Give one of them another @id.',
        );
      seen.set(id, where);
      if (annotations.get('reason') === undefined)
        return invalid(
          where,
          `the policy "${id}" has no @reason`,
          'Write @reason("one sentence for people") above it.',
        );
      const article = annotations.get('article');
      if (article !== undefined && !articles.has(article))
        return invalid(
          where,
          `the policy "${id}" names the article ${article}, which the pack does not have`,
          'Mend the path (as in knowledge/returns.md) or write the article.',
        );
    }
    for (const match of withoutComments(source).matchAll(/\bAction::"([^"]*)"/g)) {
      const kind = match[1] ?? '';
      if (!kinds.has(kind))
        return invalid(
          `policies/${file}, line ${source.slice(0, match.index).split('\n').length}`,
          `the action "${kind}" is not in pack.yaml`,
          `Use one of ${[...kinds].join(', ')}.`,
        );
    }
  }
  return undefined;
}

/** What is wrong with the policy tests themselves, before anybody runs them. */
export function policyTestProblem(
  file: string,
  tests: readonly PolicyTest[],
  kinds: ReadonlySet<string>,
): PackFailure | undefined {
  const names = new Set<string>();
  for (const test of tests) {
    if (names.has(test.name))
      return invalid(file, `the test "${test.name}" is there twice`, 'Give one another name.');
    names.add(test.name);
    if (!kinds.has(test.action))
      return invalid(
        file,
        `the test "${test.name}" names the action "${test.action}", which is not in pack.yaml`,
        `Use one of ${[...kinds].join(', ')}.`,
      );
  }
  return undefined;
}
