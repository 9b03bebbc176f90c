import type { ReactNode } from 'react';
import { adminWay } from '#renderer/admin/useWayBack.ts';
import { useEarshot } from '#renderer/data/earshot.tsx';
import { Button, IconButton } from '#renderer/ui/Button.tsx';
import { Choice } from '#renderer/ui/Field.tsx';
import { Mark } from '#renderer/ui/icons.tsx';
import { ConversationSwitcher } from './ConversationSwitcher.tsx';
import { MoreMenu, type MoreItem } from './MoreMenu.tsx';
import { ReplayMenu, type Speed } from './ReplayMenu.tsx';
import { StatusFlyout } from './StatusFlyout.tsx';

export interface TopBarProps {
  readonly current: string | undefined;
  readonly currentTitle: string | undefined;
  readonly pack: string;
  readonly onPack: (pack: string) => void;
  readonly onChoose: (id: string) => void;
  readonly onStart: () => void;
  /** A call runs in this window: there is room for one. */
  readonly calling: boolean;
  readonly onCall: () => void;
  readonly onPlay: (pack: string, name: string, speed: Speed) => void;
  readonly onFiles: (files: readonly File[], speed: Speed) => void;
  readonly onKnowledge: () => void;
  readonly onRecord: () => void;
  readonly onSettings: () => void;
  readonly onShortcuts: () => void;
}

/** Which conversation, a new one, a recorded one, and how the machine is doing. */
export function TopBar(props: TopBarProps): ReactNode {
  const { conversations, health, info, refresh, state } = useEarshot();
  const offline = state !== 'connected';
  const packs = info?.packs ?? [];
  // Without a pack there is nothing to practise with yet.
  const notReady = offline || props.pack === '';
  const call = props.calling ? 'A call is running' : 'Listen to a call';
  const items: readonly MoreItem[] = [
    { icon: 'book', title: 'Knowledge', onSelect: props.onKnowledge },
    {
      icon: 'record',
      title: 'Record',
      disabled: props.current === undefined,
      onSelect: props.onRecord,
    },
    { icon: 'keyboard', title: 'Keyboard shortcuts', onSelect: props.onShortcuts },
    { icon: 'settings', title: 'Settings', onSelect: props.onSettings },
  ];
  return (
    <header className="flex min-h-12 flex-wrap items-center gap-x-1 border-b border-line bg-surface px-2">
      <Mark />
      <div className="flex min-w-0 flex-1 basis-24 items-center @3xl:max-w-md">
        <ConversationSwitcher
          conversations={conversations}
          current={props.current}
          currentTitle={props.currentTitle}
          onChoose={props.onChoose}
          onOpen={refresh}
        />
      </div>
      <div className="ml-auto hidden @4xl:block">
        <Choice
          label="Pack for new conversations"
          quietLabel
          value={props.pack}
          options={packs.map(({ name, title }) => ({ value: name, title }))}
          disabled={offline || packs.length === 0}
          onChange={props.onPack}
          className="w-52 @6xl/console:w-64"
        />
      </div>
      <IconButton
        icon="phone"
        label={call}
        disabled={notReady || props.calling}
        onClick={props.onCall}
        className="@4xl:hidden"
      />
      <div className="hidden @4xl:block">
        <Button
          icon="phone"
          title={call}
          disabled={notReady || props.calling}
          onClick={props.onCall}
        >
          Call
        </Button>
      </div>
      <IconButton
        icon="add"
        label="New practice conversation"
        disabled={notReady}
        onClick={props.onStart}
        className="@4xl:hidden"
      />
      <div className="hidden @4xl:block">
        <Button
          icon="add"
          aria-label="New practice conversation"
          disabled={notReady}
          onClick={props.onStart}
        >
          New practice
        </Button>
      </div>
      <ReplayMenu
        packs={packs}
        onPlay={props.onPlay}
        onFiles={props.onFiles}
        trigger={<IconButton icon="replay" label="Replay" disabled={offline} />}
      />
      <div className="hidden items-center @4xl:flex">
        {items.map((item) => (
          <IconButton
            key={item.title}
            icon={item.icon}
            label={item.title}
            disabled={item.disabled ?? false}
            onClick={item.onSelect}
            {...(item.icon === 'settings' ? adminWay : {})}
          />
        ))}
      </div>
      <StatusFlyout state={state} health={health} />
      <div className="@4xl:hidden">
        <MoreMenu items={items} />
      </div>
    </header>
  );
}
