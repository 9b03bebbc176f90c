import { useId, useState, type ReactNode } from 'react';
import type { DispositionChoice } from '#domain/wrapup.ts';
import { TextField } from '#renderer/ui/Field.tsx';
import { percent } from '#renderer/ui/format.ts';

interface Titled {
  readonly name: string;
  readonly title: string;
}

/** The three most likely, then a search over all the others. */
export function offered(
  best: readonly DispositionChoice[],
  all: readonly Titled[],
  chosen: string | null,
  search: string,
): readonly (Titled & { readonly score?: number })[] {
  const wanted = search.trim().toLocaleLowerCase();
  const others = all.filter(
    (option) =>
      !best.some(({ name }) => name === option.name) &&
      (option.name === chosen ||
        (wanted !== '' && option.title.toLocaleLowerCase().includes(wanted))),
  );
  return [...best, ...others];
}

/** How the conversation ended. */
export function DispositionPicker(props: {
  best: readonly DispositionChoice[];
  all: readonly Titled[];
  chosen: string | null;
  locked: boolean;
  onChoose: (name: string) => void;
}): ReactNode {
  const group = useId();
  const [search, setSearch] = useState('');
  const options = offered(props.best, props.all, props.chosen, search);
  return (
    <fieldset>
      <legend className="text-xs font-semibold text-muted">Disposition</legend>
      <div className="mt-1 space-y-0.5">
        {options.map((option) => (
          <label
            key={option.name}
            className="flex items-center gap-2 rounded-md px-2 py-1 text-sm hover:bg-hover has-checked:bg-accent-soft"
          >
            <input
              type="radio"
              name={group}
              className="accent-accent"
              disabled={props.locked}
              checked={props.chosen === option.name}
              onChange={() => props.onChoose(option.name)}
            />
            <span className="min-w-0 flex-1">{option.title}</span>
            {option.score === undefined ? null : (
              <span className="text-xs text-subtle tabular-nums">{percent(option.score)}</span>
            )}
          </label>
        ))}
      </div>
      <TextField
        label="Search all dispositions"
        quietLabel
        type="search"
        className="mt-1"
        placeholder="Search all dispositions"
        disabled={props.locked}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
    </fieldset>
  );
}
