import { AlertDialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from '#renderer/ui/Button.tsx';

/**
 * Asks before something that changes what agents see or throws something away. The scrim is ours,
 * as in Sheet: Radix' own would inject a <style>.
 */
export function Confirm(props: {
  open: boolean;
  title: string;
  yes: string;
  danger?: boolean;
  disabled?: boolean;
  onYes: () => void;
  onClose: () => void;
  children: ReactNode;
}): ReactNode {
  return (
    <AlertDialog.Root
      open={props.open}
      onOpenChange={(open) => (open ? undefined : props.onClose())}
    >
      <AlertDialog.Portal>
        <div className="fixed inset-0 z-50 bg-scrim" aria-hidden="true" />
        <div className="pointer-events-none fixed inset-0 z-50 grid place-items-center p-3">
          <AlertDialog.Content
            aria-modal="true"
            className="pointer-events-auto flex max-h-full w-full max-w-lg animate-arrive flex-col overflow-hidden rounded-xl border border-line bg-surface shadow-float outline-none"
          >
            <div className="min-h-0 overflow-y-auto px-4 pt-4">
              <AlertDialog.Title className="text-lg font-semibold wrap-anywhere" dir="auto">
                {props.title}
              </AlertDialog.Title>
              <AlertDialog.Description asChild>
                <div className="mt-1 space-y-2 text-sm text-muted">{props.children}</div>
              </AlertDialog.Description>
            </div>
            <div className="flex flex-wrap justify-end gap-2 px-4 pt-4 pb-4">
              <AlertDialog.Cancel asChild>
                <Button look="quiet">Cancel</Button>
              </AlertDialog.Cancel>
              <Button
                look={props.danger === true ? 'danger' : 'primary'}
                disabled={props.disabled ?? false}
                onClick={props.onYes}
              >
                {props.yes}
              </Button>
            </div>
          </AlertDialog.Content>
        </div>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
