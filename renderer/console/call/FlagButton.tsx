import { useRef, type ReactNode } from 'react';
import { Button, IconButton } from '#renderer/ui/Button.tsx';
import { TextField } from '#renderer/ui/Field.tsx';
import { Flyout } from '#renderer/ui/Flyout.tsx';

/** Marks this moment of the call: Enter does it, with or without words. */
export function FlagButton(props: {
  open: boolean;
  offline: boolean;
  onOpenChange: (open: boolean) => void;
  onFlag: (note: string) => void;
}): ReactNode {
  const form = useRef<HTMLFormElement>(null);
  return (
    <Flyout
      label="Flag this moment"
      align="end"
      open={props.open}
      onOpenChange={props.onOpenChange}
      trigger={
        <IconButton
          icon="flag"
          label="Flag this moment (Ctrl+Shift+F)"
          aria-keyshortcuts="Control+Shift+F f"
          disabled={props.offline}
        />
      }
    >
      <form
        ref={form}
        className="flex items-end gap-2 p-3"
        onSubmit={(event) => {
          event.preventDefault();
          const note = new FormData(event.currentTarget).get('note');
          props.onFlag(typeof note === 'string' ? note.trim() : '');
          props.onOpenChange(false);
        }}
      >
        <TextField
          label="Flag this moment"
          name="note"
          className="min-w-0 flex-1"
          maxLength={500}
          placeholder="A note, if you like"
        />
        <Button type="submit" look="primary" icon="flag">
          Flag
        </Button>
      </form>
    </Flyout>
  );
}
