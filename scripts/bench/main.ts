import { parseArgs } from 'node:util';
import { bleedDoubles } from './bleed.ts';
import { liveCall } from './call.ts';
import { firstStarts } from './first-start.ts';
import { messageToCard } from './message-to-card.ts';
import { ingestToQueryable } from './ingest.ts';
import { importArticles } from './import.ts';
import { inferenceBesideTheLoop } from './inference.ts';
import { memoryOfTree, startToUsable } from './process-tree.ts';
import { type Line, report } from './report.ts';
import { searchLargePack } from './search.ts';
import { understandTurns } from './understand.ts';

const measures: Readonly<Record<string, () => Promise<Line[]>>> = {
  card: messageToCard,
  ingest: ingestToQueryable,
  start: startToUsable,
  first: firstStarts,
  memory: memoryOfTree,
  understand: understandTurns,
  inference: inferenceBesideTheLoop,
  search: searchLargePack,
  import: importArticles,
  call: liveCall,
  bleed: bleedDoubles,
};

/** `npm run bench [-- NAME…] [--json]`. @returns the exit code */
export async function bench(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  const chosen = positionals.length > 0 ? positionals : Object.keys(measures);
  const lines: Line[] = [];
  for (const name of chosen) {
    const measure = measures[name];
    if (measure === undefined) {
      process.stderr.write(
        `There is no bench "${name}"; there are ${Object.keys(measures).join(', ')}.\n`,
      );
      return 2;
    }
    lines.push(...(await measure()));
  }
  report(lines, values.json);
  return 0;
}
