import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Action } from '#domain/action.ts';
import { Approval } from '#domain/approval.ts';
import { CustomerRecord } from '#domain/customer.ts';
import { DomainEvent } from '#domain/events.ts';
import { KnowledgeDocument, Passage } from '#domain/knowledge.ts';
import { OutboxEntry } from '#domain/outbox.ts';
import { openStore, type OpenStoreOptions, type SqliteStore } from './open.ts';

/** @file Objects and folders for tests of the store and of what keeps its data there. */

export const testKey = Buffer.alloc(32, 7).toString('base64');

/** A folder that goes away after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-store-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** An open store in `folder`, closed after the test at the latest. */
export function openAt(folder: string, options: Partial<OpenStoreOptions> = {}): SqliteStore {
  const opened = openStore({ folder, key: testKey, ...options });
  if (!opened.ok) throw new Error(opened.error.message, { cause: opened.error });
  onTestFinished(() => {
    opened.value.close();
  });
  return opened.value;
}

const sha = 'a'.repeat(64);

export const started = (id: string, title = 'A talk'): DomainEvent =>
  DomainEvent.parse({
    type: 'conversation.started',
    conversation: {
      id,
      channel: 'practice',
      pack: 'retail',
      title,
      agent: 'Sam',
      state: 'live',
      startedAt: 1,
    },
  });

export const moved = (conversation: string, state: string): DomainEvent =>
  DomainEvent.parse({ type: 'conversation.moved', conversation, state });

export const turnAdded = (conversation: string, sequence: number, text: string): DomainEvent =>
  DomainEvent.parse({
    type: 'turn.added',
    conversation,
    turn: {
      id: `turn-${String(sequence)}`,
      conversation,
      sequence,
      speaker: 'customer',
      kind: 'message',
      text,
      at: sequence,
      redactions: 0,
    },
  });

const policy = { decision: 'permit', policies: ['refund-limit'], reason: 'Within the limit.' };

export const action = (id: string, change: Partial<Record<keyof Action, unknown>> = {}): Action =>
  Action.parse({
    id,
    conversation: 'c1',
    title: 'Send a replacement',
    risk: 'low',
    reversible: true,
    reasoning: 'The order arrived damaged.',
    evidence: [],
    payload: {
      action: id,
      version: 1,
      kind: 'send_replacement',
      connector: 'local',
      actor: 'Sam',
      input: { order: '12345' },
      changes: [{ operation: 'create', record: 'order', label: 'Replacement', fields: [] }],
    },
    payloadHash: sha,
    policy,
    state: 'awaiting',
    draftedAt: 10,
    expiresAt: 100,
    ...change,
  });

export const approval = (id: string, of: string, at = 20): Approval =>
  Approval.parse({
    id,
    action: of,
    payloadHash: sha,
    decidedBy: 'Sam',
    by: 'agent',
    policy,
    reason: 'The agent said yes.',
    at,
    expiresAt: 1000,
  });

export const outboxEntry = (
  of: string,
  change: Partial<Record<keyof OutboxEntry, unknown>> = {},
): OutboxEntry =>
  OutboxEntry.parse({
    action: of,
    approval: `approval-${of}`,
    idempotencyKey: `key-of-${of}`,
    payload: action(of).payload,
    state: 'pending',
    attempts: 0,
    nextAttemptAt: 50,
    ...change,
  });

export const actionChanged = (item: Action, reasoning: string): DomainEvent => ({
  type: 'action.changed',
  conversation: item.conversation,
  action: item,
  reasoning,
});

const mirror = { source: 'local', fetchedAt: 1, etag: '1' };

export const customer = (
  id: string,
  change: Readonly<Record<string, unknown>> = {},
  orders: readonly string[] = [],
): CustomerRecord =>
  CustomerRecord.parse({
    customer: { id, account: `AC-${id}`, name: 'Ana Dvořák', status: 'active', mirror, ...change },
    orders: orders.map((number) => ({
      id: `order-${number}`,
      number,
      customer: id,
      status: 'delivered',
      purchasedAt: '2026-11-01',
      total: { minor: 1999, currency: 'USD' },
      items: [{ name: 'Lamp', quantity: 1 }],
      mirror,
    })),
    subscriptions: [],
    tickets: [],
    notes: [],
  });

export const article = (
  path: string,
  change: Readonly<Record<string, unknown>> = {},
): KnowledgeDocument =>
  KnowledgeDocument.parse({
    id: `doc-${path}`,
    pack: 'retail',
    path,
    title: path,
    hash: sha,
    audience: 'customer',
    language: 'en',
    importedAt: 1,
    body: '# Body',
    ...change,
  });

export const passage = (
  of: KnowledgeDocument,
  ordinal: number,
  text: string,
  heading = '',
): Passage =>
  Passage.parse({
    id: `${of.id}#${String(ordinal)}`,
    document: of.id,
    pack: of.pack,
    ordinal,
    title: of.title,
    heading,
    anchor: '',
    text,
  });
