import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { adminWay } from '#renderer/admin/useWayBack.ts';
import { IconButton } from '#renderer/ui/Button.tsx';
import { Icon, type IconName } from '#renderer/ui/icons.tsx';

export interface MoreItem {
  readonly icon: IconName;
  readonly title: string;
  readonly disabled?: boolean;
  readonly onSelect: () => void;
}

/** What does not fit in a narrow bar. Not modal: the modal kind would inject a <style>. */
export function MoreMenu(props: { items: readonly MoreItem[] }): ReactNode {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <IconButton icon="more" label="More" {...adminWay} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 min-w-48 rounded-lg border border-line bg-surface p-1 shadow-float"
        >
          {props.items.map((item) => (
            <DropdownMenu.Item
              key={item.title}
              disabled={item.disabled ?? false}
              onSelect={item.onSelect}
              className="flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2 text-sm outline-none data-disabled:opacity-50 data-highlighted:bg-hover"
            >
              <Icon name={item.icon} className="text-subtle" />
              {item.title}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
