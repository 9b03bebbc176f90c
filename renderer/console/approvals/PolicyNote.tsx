import type { ReactNode } from 'react';
import type { PolicyDecision } from '#domain/policy.ts';
import { Icon } from '#renderer/ui/icons.tsx';

/** What policy says about an action, and which rule says it. */
export function PolicyNote(props: {
  policy: PolicyDecision;
  onOpenArticle?: (article: string) => void;
}): ReactNode {
  const { policy, onOpenArticle } = props;
  const permitted = policy.decision === 'permit';
  const { article } = policy;
  return (
    <div className="flex gap-2 text-sm">
      <Icon
        name={permitted ? 'record' : 'alert'}
        className={`mt-0.5 ${permitted ? 'text-good' : 'text-bad'}`}
      />
      <div className="min-w-0">
        <p>
          <span className="font-medium">
            {permitted ? 'Policy permits it. ' : 'Policy forbids it. '}
          </span>
          {policy.reason}
        </p>
        <p className="text-xs text-subtle">
          <span className="font-mono wrap-anywhere">
            {policy.policies.length === 0 ? 'no matching policy' : policy.policies.join(', ')}
          </span>
          {article === undefined || onOpenArticle === undefined ? null : (
            <>
              {' · '}
              <button
                type="button"
                className="text-accent hover:underline"
                onClick={() => onOpenArticle(article)}
              >
                Read the rule
              </button>
            </>
          )}
        </p>
      </div>
    </div>
  );
}
