import { useEffect, useRef, type ReactNode } from 'react';
import type { PassageHit } from '#domain/knowledge.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { cx } from '#renderer/ui/classes.ts';
import { ago } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icons.tsx';
import { placeTitle, type Group, type Item } from './answer.ts';
import { MatchedText } from './MatchedText.tsx';
import { excerpt } from './matching.ts';

export interface ResultListProps {
  readonly id: string;
  readonly label: string;
  readonly groups: readonly Group[];
  readonly active: string | undefined;
  readonly stems: readonly string[];
  readonly used: ReadonlySet<string>;
  readonly against: ReadonlyMap<string, readonly PassageHit[]>;
  readonly now: number;
  readonly className?: string;
  /** The pointer chose it. */
  readonly onChoose: (item: Item) => void;
  readonly onOpen: (item: Item) => void;
}

/** Of an option, for `aria-activedescendant`; ids of passages may hold any sign. */
export const optionId = (list: string, item: string): string =>
  `${list}-${item.replaceAll(/[^\w-]/g, '_')}`;

function Words(props: { item: Item; list: ResultListProps }): ReactNode {
  const { item, list } = props;
  const { stems } = list;
  const text = (whole: string): ReactNode => (
    <span className="line-clamp-2 text-sm wrap-anywhere text-muted" dir="auto">
      <MatchedText text={excerpt(whole, stems)} stems={stems} />
    </span>
  );
  const title = (words: string): ReactNode => (
    <span className="block font-medium wrap-anywhere text-accent" dir="auto">
      <MatchedText text={words} stems={stems} />
    </span>
  );
  switch (item.kind) {
    case 'hit':
      return (
        <>
          {title(placeTitle(item.hit.passage))}
          {text(item.hit.passage.text)}
        </>
      );
    case 'cited':
      return (
        <>
          {title(placeTitle(item.citation))}
          {text(item.citation.quote)}
        </>
      );
    case 'record':
      return (
        <>
          {title(item.record.title)}
          {text(item.record.text)}
          <span className="text-xs text-subtle">
            From {item.record.source}, read {ago(item.record.fetchedAt, list.now)}
          </span>
        </>
      );
    case 'words':
      return (
        <span className="line-clamp-3 wrap-anywhere" dir="auto">
          “{item.text}”
        </span>
      );
  }
}

const icons = { hit: 'article', cited: 'article', record: 'customer', words: 'search' } as const;

function Option(props: { item: Item; list: ResultListProps }): ReactNode {
  const { item, list } = props;
  const active = list.active === item.id;
  const others = list.against.get(item.id) ?? [];
  const forAgents = item.kind === 'hit' && item.hit.audience === 'agent';
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) box.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div
      ref={box}
      id={optionId(list.id, item.id)}
      role="option"
      aria-selected={active}
      onClick={() => list.onChoose(item)}
      onDoubleClick={() => list.onOpen(item)}
      className={cx(
        'flex cursor-pointer scroll-my-6 gap-2 rounded-md border-s-2 px-2 py-2',
        active ? 'border-accent bg-accent-soft' : 'border-transparent hover:bg-hover',
      )}
    >
      <Icon name={icons[item.kind]} className="mt-0.5 text-subtle" />
      <div className="min-w-0 flex-1">
        <Words item={item} list={list} />
        {list.used.has(item.id) || others.length > 0 || forAgents ? (
          <div className="mt-0.5 flex flex-wrap gap-1">
            {forAgents ? <Chip>For agents only</Chip> : null}
            {list.used.has(item.id) ? <Chip tone="good">Used in this conversation</Chip> : null}
            {others.map(({ passage }) => (
              <Chip key={passage.id} tone="warn" title={passage.text}>
                Says otherwise: <bdi>{placeTitle(passage)}</bdi>
              </Chip>
            ))}
          </div>
        ) : null}
      </div>
    </div>
  );
}

/** What was found, walked through with the arrows from the search box. */
export function ResultList(props: ResultListProps): ReactNode {
  return (
    <div
      id={props.id}
      role="listbox"
      aria-label={props.label}
      className={cx('space-y-2', props.className)}
    >
      {props.groups.map((group) => (
        <div key={group.title} role="group" aria-label={group.title}>
          <div
            aria-hidden="true"
            className="px-2 pb-0.5 text-xs font-semibold tracking-wide text-subtle"
          >
            {group.title}
          </div>
          {group.items.map((item) => (
            <Option key={item.id} item={item} list={props} />
          ))}
        </div>
      ))}
    </div>
  );
}
