import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import {
  Customer,
  type CustomerRecord,
  Note,
  Order,
  Subscription,
  Ticket,
} from '#domain/customer.ts';
import { err, ok, type Failure, type Result } from '#domain/result.ts';
import { messageOf } from './log.ts';

const millisecondsPerDay = 86_400_000;

/** `@-12d` is twelve days before today, `@+3d` three after it; everything else stays as it is. */
export function resolveDays(value: unknown, now: number): unknown {
  if (typeof value === 'string') {
    const days = /^@([+-]\d{1,5})d$/.exec(value)?.[1];
    return days === undefined
      ? value
      : new Date(now + Number(days) * millisecondsPerDay).toISOString().slice(0, 10);
  }
  if (Array.isArray(value)) return value.map((item) => resolveDays(item, now));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, resolveDays(item, now)]),
    );
  return value;
}

const withoutMirror = { mirror: true } as const;
const DemoRecords = z.array(
  z.object({
    customer: Customer.omit(withoutMirror),
    orders: z.array(Order.omit(withoutMirror)).default([]),
    subscriptions: z.array(Subscription.omit(withoutMirror)).default([]),
    tickets: z.array(Ticket.omit(withoutMirror)).default([]),
    notes: z.array(Note.omit(withoutMirror)).default([]),
  }),
);

/**
 * The demo customers of a pack, with days relative to `now`. A pack without a file has none.
 */
export async function readDemoRecords(
  resourcesFolder: string,
  pack: string,
  now: number,
): Promise<Result<CustomerRecord[], Failure>> {
  const file = join(resourcesFolder, 'crm', `${pack}.json`);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return ok([]);
    return err({
      code: 'crm_unreadable',
      message: `The demo customers in ${file} cannot be read.`,
    });
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (thrown) {
    return err({
      code: 'crm_damaged',
      message: `The demo customers in ${file} are not JSON: ${messageOf(thrown)}.`,
      mend: 'Restore the file from the release.',
    });
  }
  const records = DemoRecords.safeParse(resolveDays(parsed, now));
  if (!records.success) {
    const issue = records.error.issues[0];
    return err({
      code: 'crm_invalid',
      message: `The demo customers in ${file} are wrong at ${issue?.path.join('.') ?? '?'}: ${issue?.message ?? ''}.`,
      mend: 'Restore the file from the release.',
    });
  }
  const mirror = { source: 'local', fetchedAt: now, etag: '1' };
  return ok(
    records.data.map((record) => ({
      customer: { ...record.customer, mirror },
      orders: record.orders.map((order) => ({ ...order, mirror })),
      subscriptions: record.subscriptions.map((subscription) => ({ ...subscription, mirror })),
      tickets: record.tickets.map((ticket) => ({ ...ticket, mirror })),
      notes: record.notes.map((note) => ({ ...note, mirror })),
    })),
  );
}
