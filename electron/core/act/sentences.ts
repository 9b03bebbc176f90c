import type { ConnectorError, FieldValue, RecordConflict } from '#domain/connector.ts';

const shown = (value: FieldValue): string => (value === null ? 'empty' : `"${String(value)}"`);

const conflictText = ({ label, field, expected, found }: RecordConflict): string =>
  `${label}: ${field} was ${shown(expected)} and is now ${shown(found)}`;

/** What a person reads when an action failed for good. */
export function failedSentence(error: ConnectorError): string {
  if (error.code !== 'conflict') return `${error.message} Nothing was written.`;
  const conflicts = error.conflicts ?? [];
  const changed =
    conflicts.length === 0
      ? 'other details of the record changed'
      : conflicts.map(conflictText).join('; ');
  return `Somebody else changed the record meanwhile (${changed}). Nothing was written; look at the new values and ask again.`;
}

/** What a person reads while an action waits for the far end. */
export const waitingSentence = (error: ConnectorError, waitMs: number): string =>
  `${error.message} Earshot tries again in ${String(Math.max(1, Math.round(waitMs / 1000)))} s.`;

/** What a person reads when nobody knows whether the write took effect. */
export const unknownSentence = (connector: string): string =>
  `The answer of ${connector} was lost; Earshot looks up whether it was done before sending again.`;

/** What a person reads after the last attempt. */
export const gaveUpSentence = (error: ConnectorError, attempts: number): string =>
  error.retry === 'lookup'
    ? `After ${String(attempts)} attempts nobody knows whether this was done: ${error.message} Look into the CRM, then try again or correct it there.`
    : `${error.message} Gave up after ${String(attempts)} attempts; nothing was written. Try again when the CRM can be reached.`;
