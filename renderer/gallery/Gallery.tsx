import type { ReactNode } from 'react';
import { stories } from './stories.tsx';

/** Every component in every state; `?only=card&theme=dark&width=360` narrows it down. */
export function Gallery(props: { only: string | undefined; width: number | undefined }): ReactNode {
  const shown = stories.filter(({ group }) => props.only === undefined || group === props.only);
  const groups = [...new Set(shown.map(({ group }) => group))];
  const style = props.width === undefined ? undefined : { width: `${props.width}px` };
  return (
    <main className="mx-auto max-w-[100rem] space-y-10 p-6">
      <h1 className="text-xl font-semibold">Gallery</h1>
      <nav aria-label="Groups" className="flex flex-wrap gap-3 text-sm">
        {[...new Set(stories.map(({ group }) => group))].map((group) => (
          <a key={group} href={`?only=${group}`} className="text-accent underline">
            {group}
          </a>
        ))}
      </nav>
      {groups.map((group) => (
        <section key={group} aria-label={group}>
          <h2 className="mb-3 text-lg font-semibold">{group}</h2>
          <div className="flex flex-wrap items-start gap-6">
            {shown
              .filter((story) => story.group === group)
              .map((story) => (
                <section
                  key={story.name}
                  aria-label={`${group}: ${story.name}`}
                  className="w-[22.5rem] max-w-full"
                  style={style}
                >
                  <h3 className="mb-1 text-xs text-subtle">{story.name}</h3>
                  <div className="@container/console overflow-hidden rounded-lg border border-dashed border-line bg-canvas">
                    {story.render()}
                  </div>
                </section>
              ))}
          </div>
        </section>
      ))}
    </main>
  );
}
