import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Citation, KnowledgeDocument } from '#domain/knowledge.ts';
import type { IndexStatus } from '#domain/knowledge-import.ts';
import { Icon } from '#renderer/ui/icons.tsx';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { useNow } from '#renderer/ui/clock.ts';
import { contradictions, groupsOf, type Group, type Item } from './answer.ts';
import { queryStems } from './matching.ts';
import { optionId, ResultList } from './ResultList.tsx';
import { ResultPreview } from './ResultPreview.tsx';
import { foundText, SearchNotes, SearchState } from './SearchStates.tsx';
import { longestQuery, type SearchState as Searching } from './useKnowledgeSearch.ts';

export interface SearchPageProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly search: Searching;
  readonly onAgain: () => void;
  /** Offered before anything is typed. */
  readonly start: readonly Group[];
  /** Passages used in this conversation. */
  readonly used: ReadonlySet<string>;
  readonly index: IndexStatus | undefined;
  /** The item whose words were just copied. */
  readonly copied: string | undefined;
  readonly load: (document: string) => Promise<KnowledgeDocument | undefined>;
  readonly onOpen: (citation: Citation) => void;
  readonly onCopy: (item: Item) => void;
  /** Leads to where articles are brought in; absent where that is not to be had. */
  readonly onAdmin?: (() => void) | undefined;
}

const none: readonly Group[] = [];
const noWords: readonly string[] = [];

/** What a key in the search box asks for; undefined where the box itself wants it. */
export function searchKey(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
  selected: boolean,
): 'next' | 'previous' | 'open' | 'copy' | undefined {
  const held = event.ctrlKey || event.metaKey;
  if (held && !event.altKey && event.key.toLowerCase() === 'c')
    return selected ? undefined : 'copy';
  if (held || event.altKey || event.shiftKey) return undefined;
  if (event.key === 'ArrowDown') return 'next';
  if (event.key === 'ArrowUp') return 'previous';
  return event.key === 'Enter' ? 'open' : undefined;
}

/** The articles searched while one types; arrows walk, Enter opens, Ctrl+C copies. */
export function SearchPage(props: SearchPageProps): ReactNode {
  const { search } = props;
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  const now = useNow(30_000);
  const [chosen, setChosen] = useState<string>();
  const typed = props.text.trim() !== '';
  const groups = !typed
    ? props.start
    : search.answer === undefined
      ? none
      : groupsOf(search.answer);
  const items = groups.flatMap((group) => group.items);
  const at = Math.max(
    0,
    items.findIndex((item) => item.id === chosen),
  );
  const active = items[at];
  const stems = typed
    ? queryStems(`${search.asked ?? ''} ${search.answer?.understoodAs ?? ''}`)
    : noWords;
  const against = contradictions(search.answer?.hits ?? []);

  useEffect(() => {
    box.current?.focus();
  }, []);
  // A new question begins at its best answer.
  const { asked } = search;
  const [before, setBefore] = useState(asked);
  if (before !== asked) {
    setBefore(asked);
    setChosen(undefined);
  }

  const announced =
    props.copied !== undefined
      ? 'Copied'
      : typed && !search.busy && search.answer !== undefined
        ? foundText(search.answer)
        : '';
  const open = (item: Item): void => {
    if (item.kind === 'words') {
      props.onText(item.text);
      box.current?.focus();
    } else if (item.kind === 'cited') props.onOpen(item.citation);
    else if (item.kind === 'hit') {
      const { passage } = item.hit;
      props.onOpen({ ...passage, passage: passage.id, quote: passage.text });
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.nativeEvent.isComposing) return;
    const command = searchKey(event, (getSelection()?.toString() ?? '') !== '');
    const inBox = event.target === box.current;
    if (command === undefined || active === undefined || (command !== 'copy' && !inBox)) return;
    event.preventDefault();
    if (command === 'open') return open(active);
    if (command === 'copy') return active.kind === 'words' ? undefined : props.onCopy(active);
    const step = command === 'next' ? 1 : -1;
    setChosen(items[(at + step + items.length) % items.length]?.id);
  };

  return (
    <div
      role="search"
      aria-label="Knowledge"
      onKeyDown={onKeyDown}
      className="@container flex min-h-0 flex-1 flex-col"
    >
      <div className="space-y-1 border-b border-line px-4 pt-3 pb-2">
        <label htmlFor={`${id}-box`} className="sr-only">
          Search the articles
        </label>
        <div className="flex items-center gap-2 rounded-md border border-edge/70 bg-surface px-2 focus-within:outline-2 focus-within:outline-accent">
          <Icon name="search" className="text-subtle" />
          <input
            ref={box}
            id={`${id}-box`}
            type="text"
            role="combobox"
            dir="auto"
            autoComplete="off"
            spellCheck={false}
            placeholder="What do you need to know?"
            maxLength={longestQuery}
            aria-expanded={items.length > 0}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            {...(active === undefined
              ? {}
              : { 'aria-activedescendant': optionId(`${id}-list`, active.id) })}
            value={props.text}
            onChange={(event) => props.onText(event.target.value)}
            className="min-w-0 flex-1 bg-transparent py-1.5 outline-none placeholder:text-subtle"
          />
        </div>
        <SearchNotes text={props.text} search={search} index={props.index} />
      </div>
      <p role="status" className="sr-only">
        {announced}
      </p>
      {active === undefined ? (
        <div id={`${id}-list`} className="min-h-0 flex-1 overflow-y-auto">
          <SearchState {...props} typed={typed} />
        </div>
      ) : (
        <div
          aria-busy={search.busy}
          className="flex min-h-0 flex-1 flex-col overflow-y-auto tall:overflow-clip @3xl:grid @3xl:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]"
        >
          <ResultList
            id={`${id}-list`}
            label={typed ? 'What was found' : 'To begin with'}
            groups={groups}
            active={active.id}
            stems={stems}
            used={props.used}
            against={against}
            now={now}
            className="min-h-0 shrink-0 p-2 tall:flex-1 tall:shrink tall:overflow-y-auto"
            onChoose={(item) => {
              setChosen(item.id);
              box.current?.focus();
            }}
            onOpen={open}
          />
          <div className="flex shrink-0 flex-col border-t border-line bg-surface tall:max-h-[48%] @3xl:max-h-none! @3xl:min-h-0 @3xl:border-s @3xl:border-t-0">
            <ResultPreview
              key={active.id}
              item={active}
              stems={stems}
              others={against.get(active.id) ?? []}
              copied={props.copied === active.id}
              now={now}
              load={props.load}
              onOpen={open}
              onOpenCitation={props.onOpen}
              onCopy={props.onCopy}
            />
          </div>
        </div>
      )}
      <div
        aria-hidden="true"
        className="hidden flex-wrap gap-x-3 gap-y-1 border-t border-line px-4 py-1.5 text-xs text-subtle @md:flex"
      >
        <span>
          <Kbd>↑</Kbd> <Kbd>↓</Kbd> choose
        </span>
        <span>
          <Kbd>Enter</Kbd> open
        </span>
        <span>
          <Kbd>Ctrl C</Kbd> copy with citation
        </span>
        <span>
          <Kbd>Esc</Kbd> back
        </span>
      </div>
    </div>
  );
}
