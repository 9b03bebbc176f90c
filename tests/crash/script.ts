import type { Draft } from '#core/approve/index.ts';
import { ActionId } from '#domain/ids.ts';
import { noteChange, orderChange } from '#tests/fakes/shop.ts';
import { request } from '#tests/fakes/workbench.ts';

/** @file What the killed process does over and over until all of it is done. */

export const scriptLength = 200;
export const customers = 20;

export type Way =
  /** Low risk, released by policy. */
  | 'alone'
  /** Drafted, then approved by an agent. */
  | 'approved'
  /** Approved twice with the same hash. */
  | 'twice'
  /** Edited once, then approved. */
  | 'edited'
  /** Drafted, then rejected: must never happen. */
  | 'rejected';

const ways: readonly Way[] = [
  'approved',
  'alone',
  'approved',
  'twice',
  'edited',
  'approved',
  'rejected',
];

export interface ScriptedAction {
  readonly n: number;
  readonly id: ActionId;
  readonly way: Way;
  readonly draft: Draft;
  /** Words that stand in the CRM once the action happened. */
  readonly mark: string;
}

const pad = (n: number): string => String(n).padStart(3, '0');

/** The first `scriptLength` that are not rejected, with the rejected ones between them. */
export function script(): ScriptedAction[] {
  const actions: ScriptedAction[] = [];
  for (let n = 0, wanted = 0; wanted < scriptLength; n += 1) {
    const way = ways[n % ways.length] ?? 'approved';
    const customer = n % customers;
    const id = ActionId.parse(`scripted-${pad(n)}`);
    const mark = `mark ${pad(n)}`;
    const note = noteChange(customer, way === 'edited' ? `draft ${pad(n)}` : mark);
    const touch = orderChange(customer, `touched ${pad(n)}`);
    const isTwoRecords = n % 3 === 0 && way !== 'alone';
    actions.push({
      n,
      id,
      way,
      mark,
      draft: request({
        id,
        title: `Scripted ${pad(n)}`,
        risk: way === 'alone' ? 'low' : 'medium',
        changes: isTwoRecords ? [note, touch] : [note],
        expiresAfterMs: 3_600_000,
      }),
    });
    if (way !== 'rejected') wanted += 1;
  }
  return actions;
}
