import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';

/** @file The smallest pack that loads, for tests that break one thing in it. */

const examples = (words: string): string =>
  ['please', 'now', 'today', 'again', 'quickly'].map((end) => `      - ${words} ${end}`).join('\n');

export const sampleFiles: Readonly<Record<string, string>> = {
  'pack.yaml': `name: sample
title: Sample
version: 1.0.0
currency: USD
company: Sample Company
intents:
  - name: refund
    title: Refund
    examples:
${examples('give me my money back')}
  - name: hello
    title: Hello
    examples:
${examples('hello there')}
outOfScope:
  - what is the weather
entities:
  - name: order_number
    title: Order
    pattern: '#(\\d{5})'
  - name: size
    title: Size
    values:
      L: [large]
      S: [small]
forms:
  - name: refund_form
    title: Refund
    intents: [refund]
    fields:
      - { name: order, title: Order, entities: [order_number] }
      - { name: email, title: E-mail, entities: [email] }
dispositions:
  - { name: refunded, title: Refunded, intents: [refund] }
actions:
  - kind: refund_order
    title: Refund the order
    risk: high
    reversible: false
    input:
      - { name: amount, title: Amount, type: money, from: order.total }
    changes:
      - { operation: update, record: order, target: order, set: { status: refunded } }
    tellCustomer: 'You get {input.amount} back.'
next:
  - name: give_back
    intents: [refund]
    needs: [customer, order, 'entity:order_number']
    action: refund_order
    because: Order {order.number} can go back.
    issueValue: 1000
    resolves: 0.5
    cost: order.total
checklist:
  - { name: greet, title: Greeted }
`,
  'knowledge/refunds.md': `---
title: Refunds
owner: Care
---

# Refunds

Money comes back in five days.
`,
  'replies/main.yaml': `- name: refund_reply
  intents: [refund]
  needs: [order]
  article: knowledge/refunds.md
  text:
    friendly: Your order {order.number} is refunded, {customer.firstName}.
`,
  'policies/refunds.cedar': `// comments may say permit (
@id("refund")
@reason("Agents may refund.")
@article("knowledge/refunds.md")
permit (
  principal is Earshot::Agent,
  action == Earshot::Action::"refund_order",
  resource
);
`,
  'policies/tests.yaml': `- name: an agent refunds
  principal: agent
  action: refund_order
  context: { amountMinor: 100 }
  expect: permit
  by: [refund]
`,
  'replays/first.jsonl': `{"session":"first"}
{"speaker":"customer","text":"give me my money back","offsetMs":0}
{"decide":"approve","kind":"refund_order","offsetMs":900}
`,
};

/**
 * Writes the sample pack, with files replaced, added, or (undefined) left out.
 *
 * @returns the folder, which goes away after the test
 */
export async function writeSamplePack(
  changes: Readonly<Record<string, string | Uint8Array | undefined>> = {},
): Promise<string> {
  const folder = temporaryFolder('pack');
  for (const [path, content] of Object.entries({ ...sampleFiles, ...changes })) {
    if (content === undefined) continue;
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

/** The sample's file with one text in it replaced; throws if the text is not there. */
export function edited(path: string, from: string, to: string): Record<string, string> {
  const text = sampleFiles[path];
  if (text === undefined || !text.includes(from)) throw new Error(`${path} has no "${from}"`);
  return { [path]: text.replace(from, to) };
}
