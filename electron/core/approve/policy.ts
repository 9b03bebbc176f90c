import { createHash } from 'node:crypto';
import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import type { AuthorizationAnswer } from '@cedar-policy/cedar-wasm/nodejs';
import type { PolicyDecision } from '#domain/policy.ts';
import { err, ok, type Result } from '#domain/result.ts';
import type { PolicyEngine, PolicyQuery } from '#core/ports.ts';
import { guardFile, guards } from './guards.ts';
import { readPolicies, type PolicyFailure, type PolicyRule } from './policy-text.ts';

const nothingPermits = 'No policy permits this.';

const forbid = (policies: string[], reason: string, article?: string): PolicyDecision => ({
  decision: 'forbid',
  policies,
  reason,
  ...(article === undefined ? {} : { article }),
});

/**
 * Turns Cedar's answer into a decision. Cedar skips a policy whose evaluation fails, also a
 * `forbid`; here a `forbid` that could not be evaluated forbids, and a `permit` that could not
 * permits nothing.
 */
function toDecision(
  answer: AuthorizationAnswer,
  rules: ReadonlyMap<string, PolicyRule>,
): PolicyDecision {
  if (answer.type === 'failure')
    return forbid(
      [],
      `The policies could not be asked (${answer.errors[0]?.message ?? 'no reason given'}), so this is not allowed.`,
    );
  const { decision, diagnostics } = answer.response;
  const broken = diagnostics.errors.find((error) => rules.get(error.policyId)?.effect !== 'permit');
  const deciding = diagnostics.reason
    .map((id) => rules.get(id))
    .filter((rule) => rule !== undefined)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const ids = deciding.map((rule) => rule.id);
  const spoken = deciding.find((rule) => rule.reason !== undefined) ?? deciding[0];
  const article = deciding.find((rule) => rule.article !== undefined)?.article;
  if (spoken?.effect === 'forbid')
    return forbid(ids, spoken.reason ?? `The policy ${spoken.id} forbids this.`, article);
  if (broken !== undefined)
    return forbid(
      [broken.policyId],
      `The rule ${broken.policyId} could not be checked (${broken.error.message}), so this is not allowed.`,
    );
  if (decision !== 'allow' || spoken === undefined) {
    const unread = diagnostics.errors[0];
    return forbid(
      [],
      unread === undefined
        ? nothingPermits
        : `${nothingPermits} The rule ${unread.policyId} could not be checked: ${unread.error.message}.`,
    );
  }
  return {
    decision: 'permit',
    policies: ids,
    reason: spoken.reason ?? `The policy ${spoken.id} permits this.`,
    ...(article === undefined ? {} : { article }),
  };
}

/**
 * Parses a pack's Cedar policies, with the product's guards in front of them, and answers
 * questions about them (about 0.2 ms each). Entity types: `Earshot::Agent`,
 * `Earshot::Automation`, `Earshot::Action`, `Earshot::Conversation`, `Earshot::Record`.
 * @param policies Cedar source by file name
 */
export function createPolicyEngine(
  policies: Readonly<Record<string, string>>,
): Result<PolicyEngine, PolicyFailure> {
  const { rules, problems } = readPolicies({ ...policies, [guardFile]: guards });
  const problem = problems[0];
  if (problem !== undefined) return err(problem);
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const staticPolicies = Object.fromEntries(rules.map((rule) => [rule.id, rule.text]));
  // Cedar keeps parsed sets under a name for the life of the process: same rules, same name.
  const preparsedPolicySetId = createHash('sha256')
    .update(JSON.stringify(staticPolicies))
    .digest('hex');
  const parsed = preparsePolicySet(preparsedPolicySetId, { staticPolicies });
  if (parsed.type === 'failure')
    return err({
      code: 'invalid_policy',
      message: `The policies cannot be used together: ${parsed.errors[0]?.message ?? 'no reason given'}.`,
      mend: 'Mend the policy files of the pack and load it again.',
    });

  const decide = (query: PolicyQuery): PolicyDecision => {
    const resource = query.resource ?? { type: 'Conversation', id: 'any' };
    try {
      return toDecision(
        statefulIsAuthorized({
          principal:
            query.principal === 'agent'
              ? { type: 'Earshot::Agent', id: query.actor }
              : { type: 'Earshot::Automation', id: 'policy' },
          action: { type: 'Earshot::Action', id: query.kind },
          resource: { type: `Earshot::${resource.type}`, id: resource.id },
          context: query.context,
          preparsedPolicySetId,
          validateRequest: false,
          entities: [],
        }),
        byId,
      );
    } catch (error) {
      // The wasm side throws on values it cannot carry: not decidable is not allowed.
      return forbid(
        [],
        `The policies could not be asked (${error instanceof Error ? error.message : String(error)}), so this is not allowed.`,
      );
    }
  };
  return ok({ decide });
}

/**
 * All that is wrong with a pack's policies; empty when they can be used. With `kinds`, rules that
 * name an action the pack does not have are found too.
 */
export const checkPolicies = (
  policies: Readonly<Record<string, string>>,
  kinds?: readonly string[],
): PolicyFailure[] => readPolicies({ ...policies, [guardFile]: guards }, kinds).problems;
