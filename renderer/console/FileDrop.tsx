import { useEffect, useState, type ReactNode } from 'react';
import { Icon } from '#renderer/ui/icons.tsx';

const holdsFiles = (event: DragEvent): boolean =>
  event.dataTransfer?.types.includes('Files') ?? false;

/** Takes files dropped anywhere in the window: transcripts, if nothing else is said. */
export function FileDrop(props: {
  onFiles: (files: readonly File[], transfer: DataTransfer) => void;
  title?: string;
  hint?: string;
}): ReactNode {
  const { onFiles } = props;
  const [over, setOver] = useState(false);
  useEffect(() => {
    const onOver = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(false);
      if (event.dataTransfer !== null) onFiles([...event.dataTransfer.files], event.dataTransfer);
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, [onFiles]);
  if (!over) return null;
  return (
    <div className="pointer-events-none fixed inset-0 z-50 grid place-items-center bg-scrim p-4">
      <div className="flex items-center gap-3 rounded-xl border-2 border-dashed border-accent bg-surface px-6 py-5 shadow-float">
        <Icon name="chat" className="size-5 text-accent" />
        <div>
          <p className="font-semibold">{props.title ?? 'Drop the transcript here'}</p>
          <p className="text-sm text-subtle">
            {props.hint ?? 'JSON lines or plain text, one or several conversations'}
          </p>
        </div>
      </div>
    </div>
  );
}
