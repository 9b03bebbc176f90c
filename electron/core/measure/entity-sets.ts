import { z } from 'zod';
import type { TypedSpan } from './entity-accuracy.ts';

/** One text of a reference set with the spans that stand in it. */
export interface EntityText {
  readonly text: string;
  readonly expected: readonly TypedSpan[];
  /** What was asked before the text was said, where the set says so. */
  readonly asked: string;
}

const Personal = z.object({
  text: z.string(),
  entities: z.array(z.object({ type: z.string(), start: z.int(), end: z.int() })),
});
const Slots = z.object({
  text: z.string(),
  requested: z.array(z.string()).default([]),
  slots: z.array(z.object({ slot: z.string(), start: z.int(), end: z.int() })),
});

/** A line that is not of a known shape, with its number. */
export class EntitySetError extends Error {
  override readonly name = 'EntitySetError';
}

const slotQuestions: Readonly<Record<string, string>> = {
  time: 'what time',
  date: 'what day',
  people: 'how many people',
  first_name: 'what is your first name',
  last_name: 'what is your last name',
};

/**
 * Reads JSON lines in the shape of pii_presidio (`text`, `entities`) or polyai_slots (`text`,
 * `slots`). Throws `EntitySetError` for a line that is neither.
 */
export function readEntitySet(jsonl: string): EntityText[] {
  return jsonl.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    let json: unknown;
    try {
      json = JSON.parse(line);
    } catch {
      throw new EntitySetError(`Line ${index + 1} is not JSON.`);
    }
    const personal = Personal.safeParse(json);
    if (personal.success)
      return [{ text: personal.data.text, expected: personal.data.entities, asked: '' }];
    const slots = Slots.safeParse(json);
    if (slots.success)
      return [
        {
          text: slots.data.text,
          expected: slots.data.slots.map(({ slot, start, end }) => ({ type: slot, start, end })),
          asked: slots.data.requested.map((slot) => slotQuestions[slot] ?? slot).join(' and '),
        },
      ];
    throw new EntitySetError(
      `Line ${index + 1} has neither "entities" [{type, start, end}] nor "slots" [{slot, start, end}] beside "text".`,
    );
  });
}
