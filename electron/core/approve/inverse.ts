import type { Action } from '#domain/action.ts';
import type { ConnectorReceipt, FieldChange, RecordChange } from '#domain/connector.ts';
import { err, ok, type Failure, type Result } from '#domain/result.ts';

const cannot = (message: string): Result<never, Failure<'not_reversible'>> =>
  err({
    code: 'not_reversible',
    message,
    mend: 'Make the correction in the CRM by hand, or ask a lead.',
  });

/** What is written to a record that was created, so that it no longer counts. Nothing is deleted. */
function withdraw(change: RecordChange): FieldChange | undefined {
  const created = (name: string): FieldChange | undefined =>
    change.fields.find(({ field }) => field === name);
  if (change.record === 'customer') return undefined;
  if (change.record === 'note') {
    const text = String(created('text')?.after ?? '');
    return { field: 'text', title: 'Note', before: text, after: `Withdrawn: ${text}` };
  }
  const status = created('status');
  return {
    field: 'status',
    title: status?.title ?? 'Status',
    before: status?.after ?? null,
    after: 'cancelled',
  };
}

/**
 * The changes that put old values back, guarded by the etags the write left behind: when somebody
 * changed the record since, taking back conflicts instead of overwriting. What was created is
 * cancelled or marked as withdrawn, not deleted. Last change first.
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
    const undone =
      change.operation === 'create'
        ? [withdraw(change)]
        : change.fields.map((field) => ({ ...field, before: field.after, after: field.before }));
    const fields = undone.filter((field) => field !== undefined);
    if (fields.length === 0)
      return cannot(`"${action.title}" wrote a ${change.record}, which cannot be unwritten.`);
    inverse.unshift({
      operation: 'update',
      record: change.record,
      id: written.id,
      label: change.label,
      etag: written.etag,
      fields,
    });
  }
  return ok(inverse);
}
