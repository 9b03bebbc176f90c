import { describe, expect, test } from 'vitest';
import type { Form } from '#domain/form.ts';
import { sameValue, scoreForms } from './form-accuracy.ts';

const form = (values: Readonly<Record<string, string>>): Form => ({
  name: 'f',
  title: 'F',
  intent: 'i',
  fields: Object.entries(values).map(([name, display]) => ({
    name,
    title: name,
    required: true,
    value: display,
    display,
    sources: [],
    state: 'filled' as const,
  })),
});

describe('sameValue', () => {
  test.each([
    ['money_amount', '$113', '$113.00'],
    ['transfer_amount', '146.00', '$146.00'],
    ['transfer_amount', '1250', '$1,250.00'],
    ['phone', '7151390787', '(715) 139-0787'],
    ['phone', '+1 715 139 0787', '715-139-0787'],
    ['time', '10:30am', '10:30 AM'],
    ['time', '2pm', '2:00 PM'],
    ['day', 'Thursday', 'thursday'],
    ['home_address', '9 main Street, Salem Oregon, 07301', '9 Main St, Salem, OR 07301'],
  ])('%s: %s is %s', (field, expected, got) => {
    expect(sameValue(field, expected, got)).toBe(true);
  });

  test.each([
    ['money_amount', '$113', '$11.30'],
    ['transfer_amount', '135', '13500'],
    ['phone', '7151390787', '7151390788'],
    ['time', '10:30am', '10:30 PM'],
    ['home_address', '076 First Street', '76 First Street'],
    ['home_address', '9 Main St, Salem OR 07301', '9 Main St, Salem OR 7301'],
    ['company_name', 'Acme Gas', ''],
  ])('%s: %s is not %s', (field, expected, got) => {
    expect(sameValue(field, expected, got)).toBe(false);
  });
});

test('the score counts what agents filled, and lists what was wrong', () => {
  const score = scoreForms([
    {
      call: 'a',
      expected: { day: 'Friday', time: '9am', note: ' ' },
      form: form({ day: 'friday' }),
    },
    { call: 'b', expected: { amount: '$5' }, form: form({ amount: '$5.00' }) },
    { call: 'c', expected: { day: 'Monday' } },
  ]);
  expect(score).toEqual({
    calls: 3,
    fields: 4,
    correct: 2,
    accuracy: 0.5,
    wrong: [
      { call: 'a', field: 'time', expected: '9am', got: '' },
      { call: 'c', field: 'day', expected: 'Monday', got: '' },
    ],
  });
  expect(scoreForms([]).accuracy).toBe(1);
});

test('a money field is judged by what is shown, not by its minor units', () => {
  const filled = form({ amount: '$5.00' });
  const [field] = filled.fields;
  const score = scoreForms([
    {
      call: 'a',
      expected: { amount: '500' },
      form: { ...filled, fields: field === undefined ? [] : [{ ...field, value: '500' }] },
    },
  ]);
  expect(score.correct).toBe(0);
});
