import type { ReactNode } from 'react';
import type { PassageHit } from '#domain/knowledge.ts';
import { duration } from '#renderer/ui/format.ts';

export interface Found {
  readonly hits: readonly PassageHit[];
  readonly ms: number;
}

function foundBy({ parts }: PassageHit): string {
  const ways = [
    parts.bm25 === undefined ? undefined : `words, rank ${parts.bm25}`,
    parts.vector === undefined ? undefined : `meaning, rank ${parts.vector}`,
  ].filter((way) => way !== undefined);
  return ways.join('; ');
}

export function SearchResults(props: {
  found: Found;
  onOpen: (hit: PassageHit) => void;
}): ReactNode {
  const { hits, ms } = props.found;
  return (
    <div>
      <p role="status" className="mb-1 text-xs text-subtle tabular-nums">
        {hits.length === 1 ? '1 passage' : `${hits.length} passages`} in {duration(ms)}
      </p>
      <ol aria-label="Passages" className="divide-y divide-line">
        {hits.map((hit) => (
          <li key={hit.passage.id}>
            <button
              type="button"
              onClick={() => props.onOpen(hit)}
              className="w-full rounded-md px-2 py-2 text-start hover:bg-hover"
            >
              <span className="block font-medium text-accent" dir="auto">
                {hit.passage.title}
                {hit.passage.heading === '' || hit.passage.heading === hit.passage.title
                  ? ''
                  : ` › ${hit.passage.heading}`}
              </span>
              <span className="line-clamp-2 text-sm text-muted" dir="auto">
                {hit.passage.text}
              </span>
              <span className="text-xs text-subtle tabular-nums">
                Found by {foundBy(hit)}; similarity {hit.similarity.toFixed(2)}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
