import { ORPCError } from '@orpc/server';
import { errors } from '#contract/errors.ts';
import type { Answer } from '#core/surface.ts';

/** A core's refusal becomes the contract's error of the same code; a value passes through. */
export async function answer<T>(given: Answer<T> | Promise<Answer<T>>): Promise<T> {
  const result = await given;
  if (result.ok) return result.value;
  const { code, message, mend } = result.error;
  throw new ORPCError(code, {
    defined: true,
    status: errors[code].status,
    message,
    data: mend === undefined ? {} : { mend },
  });
}

export const done = async (
  given: Answer<null> | Promise<Answer<null>>,
): Promise<Record<string, never>> => {
  await answer(given);
  return {};
};
