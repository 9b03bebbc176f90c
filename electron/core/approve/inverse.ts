import type { Action } from '#domain/action.ts';
import type { ConnectorReceipt, RecordChange } from '#domain/connector.ts';
import { err, ok, type Failure, type Result } from '#domain/result.ts';

const cannot = (message: string): Result<never, Failure<'not_reversible'>> =>
  err({
    code: 'not_reversible',
    message,
    mend: 'Make the correction in the CRM by hand, or ask a lead.',
  });

/** Kinds that can be cancelled; a note that was written stays written. */
const cancellable = new Set(['order', 'subscription', 'ticket']);

/**
 * The changes that put old values back, guarded by the etags the write left behind: when somebody
 * changed the record since, taking back conflicts instead of overwriting. What was created is
 * cancelled, not deleted. Last change first.
 */
export function inverseChanges(
  action: Action,
  receipt: ConnectorReceipt,
): Result<RecordChange[], Failure<'not_reversible'>> {
  if (!action.reversible) return cannot(`"${action.title}" cannot be taken back.`);
  const inverse: RecordChange[] = [];
  for (const [index, change] of action.payload.changes.entries()) {
    const written = receipt.records[index];
    if (written === undefined)
      return cannot(`The CRM's answer to "${action.title}" does not say what was written.`);
    if (change.operation === 'create' && !cancellable.has(change.record))
      return cannot(`"${action.title}" wrote a ${change.record}, which cannot be unwritten.`);
    const status = change.fields.find(({ field }) => field === 'status');
    inverse.unshift({
      operation: 'update',
      record: change.record,
      id: written.id,
      label: change.label,
      etag: written.etag,
      fields:
        change.operation === 'create'
          ? [
              {
                field: 'status',
                title: status?.title ?? 'Status',
                before: status?.after ?? null,
                after: 'cancelled',
              },
            ]
          : change.fields.map(({ field, title, before, after }) => ({
              field,
              title,
              before: after,
              after: before,
            })),
    });
  }
  return ok(inverse);
}
