import { z } from 'zod';
import { Day } from '#domain/customer.ts';
import type { PackArticle } from '#domain/pack.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { invalid, type PackFailure } from './failure.ts';
import { parseYaml } from './yaml.ts';

/** A date that rolls over (February 31st) comes back as another day. */
const isCalendarDay = (text: string): boolean => {
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
};

const day = Day.refine(isCalendarDay, 'there is no such day');

const FrontMatter = z.object({
  title: z.string().min(1),
  owner: z.string().optional(),
  audience: z.enum(['agent', 'customer']).default('customer'),
  language: z.string().default('en'),
  validFrom: day.optional(),
  validTo: day.optional(),
});

/**
 * Reads one article: YAML between two lines of `---`, then Markdown. `path` is the path inside the
 * pack (`knowledge/returns.md`), which is how replies and policies name it.
 */
export function parseArticle(path: string, text: string): Result<PackArticle, PackFailure> {
  const parts = /^---\n([\s\S]*?\n)---\n([\s\S]*)$/.exec(text);
  if (parts === null)
    return err(
      invalid(
        `${path}, line 1`,
        'the article does not start with its title between two lines of ---',
        'Write "---", "title: …", "---" at the top, then the text.',
      ),
    );
  const front = parseYaml(path, parts[1] ?? '', FrontMatter, 1);
  if (!front.ok) return front;
  const { validFrom, validTo } = front.value;
  if (validFrom !== undefined && validTo !== undefined && validTo < validFrom)
    return err(
      invalid(
        path,
        `validTo ${validTo} is before validFrom ${validFrom}`,
        'Swap or mend the days.',
      ),
    );
  const body = (parts[2] ?? '').trim();
  if (body === '')
    return err(invalid(path, 'the article has no text', 'Write the text, or take the file out.'));
  return ok({ path, ...front.value, body: `${body}\n` });
}
