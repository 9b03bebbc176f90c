import type { Form } from '#domain/form.ts';
import type { Candidate } from './candidate.ts';

const isFilled = (field: Form['fields'][number]): boolean =>
  field.value !== undefined && field.state !== 'cleared';

const isComplete = (form: Form): boolean =>
  form.fields.filter((field) => field.required).every(isFilled);

/**
 * A card when the form has become something else for the agent: another form with values in it,
 * or the last required field filled. Every single field would be noise; the form itself shows it.
 */
export function formCandidate(input: {
  readonly before: Form | undefined;
  readonly after: Form | undefined;
  readonly model: Candidate['model'];
  readonly trigger: Candidate['trigger'];
}): Candidate | undefined {
  const { before, after } = input;
  if (after === undefined) return undefined;
  // Fields whose value comes with the choice of the form say nothing new.
  const heard = after.fields.filter((field) => isFilled(field) && field.sources.length > 0);
  if (heard.length === 0) return undefined;
  const other = before === undefined || before.name !== after.name;
  const heardBefore = before?.fields.some((field) => isFilled(field) && field.sources.length > 0);
  const completed = isComplete(after) && !(before !== undefined && !other && isComplete(before));
  if (!other && !completed && heardBefore === true) return undefined;
  const open = after.fields.filter((field) => field.required && !isFilled(field));
  const values = heard.map((field) => `${field.title}: ${field.display ?? field.value ?? ''}`);
  return {
    title: after.title,
    body: {
      kind: 'form',
      form: after.name,
      text:
        open.length === 0
          ? `Filled: ${values.join('; ')}.`
          : `Filled: ${values.join('; ')}. Still open: ${open.map((field) => field.title).join(', ')}.`,
    },
    trigger: input.trigger.length > 0 ? input.trigger : heard.flatMap((field) => field.sources),
    citations: [],
    score: Math.min(...heard.map((field) => field.confidence ?? 1)),
    model: input.model,
  };
}
