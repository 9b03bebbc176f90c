import { policySetTextToParts, policyToJson } from '@cedar-policy/cedar-wasm/nodejs';
import type { DetailedError } from '@cedar-policy/cedar-wasm/nodejs';
import type { Failure } from '#domain/result.ts';

/** One `permit` or `forbid`, with what people read of it. */
export interface PolicyRule {
  /** `@id`, or `<file>#<ordinal>`. */
  readonly id: string;
  readonly file: string;
  readonly line: number;
  readonly effect: 'permit' | 'forbid';
  readonly reason: string | undefined;
  readonly article: string | undefined;
  readonly text: string;
}

export type PolicyFailure = Failure<'invalid_policy'>;

/** The names a rule may use; anything else would silently never match. */
export const entityTypes = [
  'Earshot::Agent',
  'Earshot::Automation',
  'Earshot::Action',
  'Earshot::Conversation',
  'Earshot::Record',
] as const;

const lineAt = (source: string, index: number): number => source.slice(0, index).split('\n').length;

/** Cedar counts bytes of UTF-8. */
const lineAtByte = (source: string, byte: number): number =>
  Buffer.from(source, 'utf8').subarray(0, byte).toString('utf8').split('\n').length;

const failure = (file: string, line: number, problem: string, mend: string): PolicyFailure => ({
  code: 'invalid_policy',
  message: `The policy file ${file} is wrong in line ${String(line)}: ${problem}.`,
  mend,
});

function parseFailure(
  file: string,
  source: string,
  errors: readonly DetailedError[],
): PolicyFailure {
  const error = errors[0];
  const place = error?.sourceLocations?.[0];
  const hint = error?.help ?? place?.label ?? 'compare it with the examples in docs/packs.md';
  return failure(
    file,
    lineAtByte(source, place?.start ?? 0),
    error?.message ?? 'it cannot be parsed',
    `Mend that line (${hint}) and load the pack again.`,
  );
}

/** Every entity type and action kind that a parsed policy names. */
function namesIn(node: unknown, types: Set<string>, kinds: Set<string>): void {
  if (Array.isArray(node)) {
    for (const item of node) namesIn(item, types, kinds);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  const { type, id, entity_type: entityType } = node as Record<string, unknown>;
  if (typeof entityType === 'string') types.add(entityType);
  if (typeof type === 'string' && typeof id === 'string') {
    types.add(type);
    if (type === 'Earshot::Action') kinds.add(id);
  }
  for (const value of Object.values(node)) namesIn(value, types, kinds);
}

function readRule(
  file: string,
  line: number,
  ordinal: number,
  text: string,
  known: ReadonlySet<string> | undefined,
): { rule?: PolicyRule; problems: PolicyFailure[] } {
  const answer = policyToJson(text);
  if (answer.type === 'failure') return { problems: [parseFailure(file, text, answer.errors)] };
  const { annotations = {}, effect, ...rest } = answer.json;
  const types = new Set<string>();
  const kinds = new Set<string>();
  namesIn(rest, types, kinds);
  const allowed: readonly string[] = entityTypes;
  const problems = [
    ...[...types]
      .filter((type) => !allowed.includes(type))
      .map((type) =>
        failure(file, line, `there is no ${type}`, `Use one of ${entityTypes.join(', ')}.`),
      ),
    ...[...kinds]
      .filter((kind) => known !== undefined && !known.has(kind))
      .map((kind) =>
        failure(
          file,
          line,
          `the pack has no action "${kind}"`,
          `Use one of ${[...(known ?? [])].sort().join(', ')}, or add the action to pack.yaml.`,
        ),
      ),
  ];
  const rule: PolicyRule = {
    id: annotations['id'] || `${file}#${String(ordinal)}`,
    file,
    line,
    effect,
    reason: annotations['reason'] || undefined,
    article: annotations['article'] || undefined,
    text,
  };
  return { rule, problems };
}

/**
 * Reads Cedar files into rules. A rule that names an unknown entity type, or an action kind that
 * is not among `kinds`, is a problem: it would never match, and a `forbid` that never matches is
 * a hole nobody sees.
 * @param policies Cedar source by file name
 */
export function readPolicies(
  policies: Readonly<Record<string, string>>,
  kinds?: readonly string[],
): { rules: PolicyRule[]; problems: PolicyFailure[] } {
  const known = kinds === undefined ? undefined : new Set(kinds);
  const rules: PolicyRule[] = [];
  const problems: PolicyFailure[] = [];
  const files = Object.entries(policies).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [file, source] of files) {
    const parts = policySetTextToParts(source);
    if (parts.type === 'failure') {
      problems.push(parseFailure(file, source, parts.errors));
      continue;
    }
    const template = parts.policy_templates[0];
    if (template !== undefined)
      problems.push(
        failure(
          file,
          lineAt(source, source.indexOf(template)),
          'templates (?principal, ?resource) are not used here',
          'Name the principal and the resource.',
        ),
      );
    let from = 0;
    for (const [index, text] of parts.policies.entries()) {
      const at = Math.max(source.indexOf(text, from), 0);
      from = at + text.length;
      const read = readRule(file, lineAt(source, at), index + 1, text, known);
      problems.push(...read.problems);
      if (read.rule === undefined) continue;
      const { id, line } = read.rule;
      const twin = rules.find((other) => other.id === id);
      if (twin === undefined) rules.push(read.rule);
      else
        problems.push(
          failure(
            file,
            line,
            `the id "${id}" is already used in ${twin.file} line ${String(twin.line)}`,
            'Give every policy an @id of its own.',
          ),
        );
    }
  }
  return { rules, problems };
}
