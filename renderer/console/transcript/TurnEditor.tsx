import { useState, type ReactNode } from 'react';
import { Button } from '#renderer/ui/Button.tsx';
import { TextArea } from '#renderer/ui/Field.tsx';

/** Puts a turn right where it stands: Enter saves, Escape leaves it as it was. */
export function TurnEditor(props: {
  text: string;
  /** Resolves to whether it was stored. */
  onSave: (text: string) => Promise<boolean>;
  onClose: () => void;
}): ReactNode {
  const [text, setText] = useState(props.text);
  const [busy, setBusy] = useState(false);
  const blank = text.trim() === '';
  const save = (): void => {
    if (blank || busy) return;
    if (text.trim() === props.text) return props.onClose();
    setBusy(true);
    void props.onSave(text.trim()).then((stored) => {
      setBusy(false);
      if (stored) props.onClose();
    });
  };
  return (
    <form
      className="space-y-1.5 py-1"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.preventDefault();
          event.stopPropagation();
          props.onClose();
        }
      }}
    >
      <TextArea
        label="What was really said"
        quietLabel
        autoFocus
        rows={2}
        maxLength={20_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          save();
        }}
      />
      <Button type="submit" disabled={blank || busy}>
        {busy ? 'Saving…' : 'Save'}
      </Button>{' '}
      <Button look="quiet" onClick={props.onClose}>
        Cancel
      </Button>
    </form>
  );
}
