import { describe, expect, test } from 'vitest';
import type { Turn } from '#domain/conversation.ts';
import { ConversationId, TurnId } from '#domain/ids.ts';
import { startProcessorTime } from '#tests/fixtures/processor-time.ts';
import { readUrgency, urgencyOf } from './urgency.ts';
import { urgencyRules } from './urgency-rules.ts';

const valueOf = (text: string): number =>
  1 - urgencyOf(text).reduce((left, { weight }) => left * (1 - weight), 1);
const turnOf = (text: string, speaker: Turn['speaker'] = 'customer'): Turn => ({
  id: TurnId.parse('turn-1'),
  conversation: ConversationId.parse('c'),
  sequence: 1,
  speaker,
  kind: 'message',
  text,
  at: 0,
  redactions: 0,
});
const model = { name: 'rules', version: '1', sha256: 'x' };

describe('what is urgent', () => {
  test.each([
    ['the charger started smoking on my desk', 'safety'],
    ['my son got an electric shock from the toaster', 'safety'],
    ['I smell gas in the kitchen', 'safety'],
    ['that cable is not safe', 'safety'],
    ['I just do not want to live anymore', 'safety'],
    ['please fix this asap', 'deadline'],
    ['I need this back by tomorrow noon', 'deadline'],
    ['my flight leaves in two hours', 'deadline'],
    ['I cannot wait any longer for it', 'deadline'],
    ['we are stranded at the airport', 'deadline'],
    ['this is the third time I am calling', 'repeat_contact'],
    ['I have been on hold for an hour', 'repeat_contact'],
    ['nobody answers my e-mails', 'repeat_contact'],
    ['I already called you about it twice', 'repeat_contact'],
    ['still no reply', 'repeat_contact'],
    ['I want to cancel my whole contract', 'churn'],
    ['I will take my business elsewhere', 'churn'],
    ['I want to speak to a manager', 'churn'],
    ["if this isn't sorted I'm taking my business somewhere else", 'churn'],
    ["I'm going to cancel if this happens again", 'churn'],
    ['my lawyer will be in touch', 'churn'],
    ['the website has been down since nine', 'outage'],
    ['the outage is affecting all of our operations', 'outage'],
    ['we can’t take payments', 'outage'],
    ['my father is on dialysis', 'vulnerability'],
    ['I am eight months pregnant', 'vulnerability'],
    ['my husband just died', 'vulnerability'],
    ['there is a charge I did not make that transaction', 'money_at_risk'],
    ['somebody is using my card in another town', 'money_at_risk'],
    ['you charged me twice', 'money_at_risk'],
  ])('%s', (text, reason) => {
    const found = urgencyOf(text);
    expect(found.map((item) => item.reason)).toContain(reason);
    for (const { span } of found) {
      expect(span.end).toBeGreaterThan(span.start);
      expect(span.end).toBeLessThanOrEqual(text.length);
    }
  });
});

describe('what only sounds so', () => {
  test.each([
    'there is no rush at all',
    'it is not urgent, whenever you can',
    'no, this is not an emergency',
    'can’t wait for my trip, so excited',
    'could I talk to someone else about colours',
    'does the room have a smoke detector',
    'what is my overdraft limit',
    'my name is Sue',
    'I need a baby stroller in red',
    'I never use the second line',
    'someone has to sign for it, right?',
    'I don’t want to cancel my account',
    'nothing was stolen',
    'do you sell fire engines',
    'is the pool open on friday',
    'what are your hours',
    'I would like a copy of my invoice',
  ])('%s', (text) => {
    expect(valueOf(text)).toBeLessThan(0.15);
  });
});

describe('what stands around it', () => {
  test('a question about what would be weighs little', () => {
    expect(valueOf('what happens if my card gets stolen')).toBeLessThan(0.2);
    expect(valueOf('my card got stolen')).toBeGreaterThan(0.5);
  });

  test('words that are read out are not the customer’s own', () => {
    expect(valueOf('I got a mail that says "act immediately or your bonus ends"')).toBeLessThan(
      0.2,
    );
    expect(valueOf('act immediately')).toBeGreaterThan(0.4);
  });

  test('what is over is over, what has to be is not', () => {
    expect(valueOf('the internet was down but it is fixed now')).toBeLessThan(0.2);
    expect(valueOf('the internet is down and must be fixed now')).toBeGreaterThan(0.45);
  });

  test('a denial does not reach over a comma', () => {
    expect(valueOf('no, somebody stole my purse')).toBeGreaterThan(0.5);
    expect(valueOf('it is not only late but dangerous')).toBeGreaterThan(0.5);
  });

  test('no rush takes the deadline, not the danger', () => {
    expect(valueOf('no rush, but the plug is sparking')).toBeGreaterThan(0.8);
  });
});

test('the same reason counts once, by its heaviest words, heaviest first', () => {
  const reasons = urgencyOf('urgent, urgent! I need it by friday and I smell gas');
  expect(reasons.map(({ reason }) => reason)).toEqual(['safety', 'deadline']);
  expect(reasons[1]?.weight).toBe(0.5);
});

test('every rule has a weight that is a chance, and says why', () => {
  for (const { weight, because, pattern } of urgencyRules) {
    expect(weight).toBeGreaterThan(0);
    expect(weight).toBeLessThan(1);
    expect(because).not.toBe('');
    expect(pattern.flags).toContain('g');
  }
});

test('never of the agent', () => {
  expect(readUrgency(turnOf('this is an emergency', 'agent'), model)).toBeUndefined();
  expect(readUrgency(turnOf('this is an emergency'), model)?.value).toBeGreaterThan(0.8);
});

test('ten thousand words do not stall', () => {
  const spentMs = startProcessorTime();
  readUrgency(
    turnOf('I called you about it again and nobody can say if it is down. '.repeat(1_000)),
    model,
  );
  expect(spentMs()).toBeLessThan(2_000);
});
