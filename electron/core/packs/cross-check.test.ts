import { expect, test } from 'vitest';
import { loadPack } from './load.ts';
import { edited, writeSamplePack } from './sample-pack.fixture.ts';

test.each<[string, Record<string, string>, string]>([
  [
    'two intents of one name',
    edited('pack.yaml', 'name: hello', 'name: refund'),
    'pack.yaml: the intent "refund" is there twice.',
  ],
  [
    'an example of two intents',
    edited('pack.yaml', '- hello there now', '- Give me my money back now'),
    'pack.yaml, intent hello: the example "Give me my money back now" is there twice, also for refund.',
  ],
  [
    'an example that is out of scope too',
    edited('pack.yaml', '- what is the weather', '- hello there now'),
    'pack.yaml, outOfScope: "hello there now" is also an example of hello.',
  ],
  [
    'an entity with a built-in name',
    edited('pack.yaml', 'name: size', 'name: phone'),
    'pack.yaml, entity phone: this name is built in.',
  ],
  [
    'an entity with neither pattern nor values',
    edited('pack.yaml', "    pattern: '#(\\d{5})'\n", ''),
    'pack.yaml, entity order_number: an entity has either a pattern or values.',
  ],
  [
    'a pattern that does not compile',
    edited('pack.yaml', '#(\\d{5})', '#(\\d{5}'),
    'pack.yaml, entity order_number: the pattern does not compile (Unterminated group).',
  ],
  [
    'a pattern that can take for ever',
    edited('pack.yaml', '#(\\d{5})', '(\\d+)+x'),
    'pack.yaml, entity order_number: the pattern repeats a group that itself repeats, which can take for ever on some text.',
  ],
  [
    'one way to say two values',
    edited('pack.yaml', 'S: [small]', 'S: [small, Large]'),
    'pack.yaml, entity size: the way to say it "large" is there twice.',
  ],
  [
    'a form of an intent that is not there',
    edited(
      'pack.yaml',
      'title: Refund\n    intents: [refund]\n    fields',
      'title: Refund\n    intents: [money]\n    fields',
    ),
    'pack.yaml, form refund_form: there is no intent "money".',
  ],
  [
    'a checklist item of an intent that is not there',
    edited('pack.yaml', '{ name: greet,', '{ name: greet, intents: [money],'),
    'pack.yaml, checklist item greet: there is no intent "money".',
  ],
  [
    'a field of an entity that is not there',
    edited('pack.yaml', 'entities: [email]', 'entities: [e_mail]'),
    'pack.yaml, form refund_form, field email: there is no entity "e_mail".',
  ],
  [
    'two fields of one name',
    edited('pack.yaml', 'name: email', 'name: order'),
    'pack.yaml, form refund_form: the field "order" is there twice.',
  ],
  [
    'a disposition of an intent that is not there',
    edited('pack.yaml', 'title: Refunded, intents: [refund]', 'title: Refunded, intents: [back]'),
    'pack.yaml, disposition refunded: there is no intent "back".',
  ],
  [
    'an input from a fact that is not there',
    edited('pack.yaml', 'from: order.total', 'from: order.sum'),
    'pack.yaml, action refund_order, input amount: "order.sum" is nothing a value can come from.',
  ],
  [
    'a change of a field the record does not have',
    edited('pack.yaml', 'set: { status:', 'set: { state:'),
    'pack.yaml, action refund_order, change of the order: there is no field "state".',
  ],
  [
    'an update of another record than its target',
    edited('pack.yaml', 'target: order', 'target: customer'),
    'pack.yaml, action refund_order: the target customer is not a order.',
  ],
  [
    'a slot that no input fills',
    edited('pack.yaml', '{input.amount}', '{input.sum}'),
    'pack.yaml, action refund_order: nothing can fill the slot {input.sum}.',
  ],
  [
    'a next step with an action that is not there',
    edited('pack.yaml', 'action: refund_order', 'action: give_money'),
    'pack.yaml, next step give_back: there is no action "give_money".',
  ],
  [
    'a next step of an intent that is not there',
    edited('pack.yaml', 'intents: [refund]\n    needs', 'intents: [money]\n    needs'),
    'pack.yaml, next step give_back: there is no intent "money".',
  ],
  [
    'a next step that proposes nothing',
    edited('pack.yaml', '    action: refund_order\n', ''),
    'pack.yaml, next step give_back: it proposes nothing.',
  ],
  [
    'a need that is nothing',
    edited('pack.yaml', 'needs: [customer, order,', 'needs: [customer, parcel,'),
    'pack.yaml, next step give_back: "parcel" is nothing that can be needed.',
  ],
  [
    'a cost that is no fact',
    edited('pack.yaml', 'cost: order.total', 'cost: a lot'),
    'pack.yaml, next step give_back: "a lot" is no fact a cost can be.',
  ],
  [
    'a reply without its article',
    edited('replies/main.yaml', 'knowledge/refunds.md', 'knowledge/back.md'),
    'replies/main.yaml, reply refund_reply: there is no article knowledge/back.md.',
  ],
  [
    'a reply with a slot nothing fills',
    edited('replies/main.yaml', '{customer.firstName}', '{customer.nickname}'),
    'replies/main.yaml, reply refund_reply: nothing can fill the slot {customer.nickname}.',
  ],
])('%s', async (_what, changes, sentence) => {
  const loaded = await loadPack(await writeSamplePack(changes), () => undefined);
  if (loaded.ok) throw new Error('the pack loaded');
  expect(loaded.error.message).toBe(sentence);
  expect(loaded.error.mend).toBeTruthy();
});
