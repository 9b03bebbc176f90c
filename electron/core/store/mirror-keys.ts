import type { CustomerRecord } from '#domain/customer.ts';

/** @file How customers are named in a talk and in a CRM, brought to one form. */

export type MirrorKeyKind = 'account' | 'order' | 'email' | 'phone';

/** `#12-345` and `12345`, `ac 7` and `AC-7` are the same. */
const reference = (value: string): string => value.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

const email = (value: string): string => value.trim().toLowerCase();

/** Digits without the `00` of an international call and without the trunk zero. */
const digits = (value: string): string => value.replaceAll(/\D/g, '').replace(/^0+/, '');

const phoneTail = 9;

/** The form a key is stored and looked up in; empty when there is nothing to look for. */
export function normalKey(kind: MirrorKeyKind, value: string): string {
  switch (kind) {
    case 'email':
      return email(value);
    case 'phone':
      return digits(value).slice(-phoneTail);
    case 'account':
    case 'order':
      return reference(value);
  }
}

/**
 * Whether two ways to write a number mean the same line: equal, or one has the country in front.
 * The stored key is only the last nine digits, so this has the last word.
 */
export function samePhone(a: string, b: string): boolean {
  const [short, long] = [digits(a), digits(b)].toSorted((x, y) => x.length - y.length);
  if (short === undefined || long === undefined || short.length === 0) return false;
  return short === long || (short.length >= phoneTail && long.endsWith(short));
}

/** All keys a record is found by. */
export function keysOf(record: CustomerRecord): { kind: MirrorKeyKind; value: string }[] {
  const { customer, orders } = record;
  const named: { kind: MirrorKeyKind; value: string | undefined }[] = [
    { kind: 'account', value: customer.account },
    { kind: 'email', value: customer.email },
    { kind: 'phone', value: customer.phone },
    ...orders.map((order) => ({ kind: 'order' as const, value: order.number })),
  ];
  return named
    .map(({ kind, value }) => ({ kind, value: normalKey(kind, value ?? '') }))
    .filter(({ value }) => value !== '');
}

/** What the word search looks in. */
export const searchWords = ({ customer, orders }: CustomerRecord): string =>
  [
    ...[customer.name, customer.account, customer.email ?? '', customer.phone ?? ''],
    ...orders.map((order) => order.number),
  ].join(' ');
