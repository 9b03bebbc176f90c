import { useState, type ReactNode } from 'react';
import { Button } from '#renderer/ui/Button.tsx';
import { TextArea } from '#renderer/ui/Field.tsx';

/** A card's words to change before use: the original stays in sight above it. */
export function CardEditor(props: {
  text: string;
  offline: boolean;
  onUse: (text: string) => void;
  onCancel: () => void;
}): ReactNode {
  const [text, setText] = useState(props.text);
  const blocked = props.offline || text.trim() === '';
  return (
    <form
      className="space-y-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (!blocked) props.onUse(text);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') props.onCancel();
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !blocked)
          props.onUse(text);
      }}
    >
      <TextArea
        label="Your version"
        value={text}
        maxLength={20_000}
        autoFocus
        onChange={(event) => setText(event.target.value)}
      />
      <div className="flex gap-1.5">
        <Button type="submit" look="primary" disabled={blocked}>
          Use this text
        </Button>
        <Button look="quiet" onClick={props.onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
