import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @file Articles written for the tests: about things that no pack knows. */

/** Words of the article that the tests look for, below its heading “Landing places”. */
export const landing = 'A hoverboat lands only at a pier with a green lamp.';

const hoverboats = `---
owner: Harbour desk
audience: customer
---
# Hoverboat deliveries

Parcels for the outer islands travel by hoverboat.

## Prices

| Island | Price |
|--------|------:|
| Larkholm | $14.00 |
| Finsey | $22.00 |

## Landing places

${landing} Without one the skipper turns round.
`;

/** A folder with `count` good articles, one file that is no PDF, and one that is hidden (browsers leave it out). */
export function makeFolder(count: number): { readonly path: string; readonly remove: () => void } {
  const base = mkdtempSync(join(tmpdir(), 'earshot-articles-'));
  const path = join(base, 'island-handbook');
  mkdirSync(join(path, 'crew'), { recursive: true });
  writeFileSync(join(path, 'hoverboats.md'), hoverboats);
  for (let number = 1; number < count; number += 1)
    writeFileSync(
      join(path, 'crew', `rota-${number}.md`),
      `# Crew rota ${number}\n\n## Week ${number}\n\nSkipper ${number} sails on day ${number} and rests on day ${number + 1}.\n`,
    );
  writeFileSync(join(path, 'broken.pdf'), 'This is no PDF.');
  writeFileSync(join(path, '.hidden.md'), '# Hidden\n\nNobody reads this.\n');
  return { path, remove: () => rmSync(base, { recursive: true, force: true }) };
}
