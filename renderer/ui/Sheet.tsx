import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { cx } from './classes.ts';
import { IconButton } from './Button.tsx';

/**
 * A panel over the right side. The scrim is ours: Radix' own overlay injects a <style>, which the
 * content security policy forbids.
 */
export function Sheet(props: {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: string;
  width?: 'narrow' | 'wide';
  actions?: ReactNode;
  children: ReactNode;
}): ReactNode {
  return (
    <Dialog.Root open={props.open} onOpenChange={(open) => (open ? undefined : props.onClose())}>
      <Dialog.Portal>
        <div className="fixed inset-0 z-30 bg-scrim" aria-hidden="true" />
        <Dialog.Content
          {...(props.description === undefined ? { 'aria-describedby': undefined } : {})}
          className={cx(
            'fixed inset-y-0 right-0 z-40 flex w-full animate-arrive flex-col border-l border-line bg-surface shadow-float outline-none',
            props.width === 'wide' ? 'max-w-[48rem]' : 'max-w-[28rem]',
          )}
        >
          <header className="flex items-start gap-2 border-b border-line px-4 py-3">
            <div className="min-w-0 flex-1">
              <Dialog.Title className="text-lg font-semibold">{props.title}</Dialog.Title>
              {props.description === undefined ? null : (
                <Dialog.Description className="text-sm text-subtle">
                  {props.description}
                </Dialog.Description>
              )}
            </div>
            {props.actions}
            <Dialog.Close asChild>
              <IconButton icon="close" label="Close" />
            </Dialog.Close>
          </header>
          {/* Reachable by Tab, so that a long sheet without controls can be scrolled by keyboard. */}
          <div
            className="min-h-0 flex-1 overflow-y-auto px-4 py-4 focus-visible:outline-2 focus-visible:-outline-offset-2"
            tabIndex={0}
            role="group"
            aria-label={props.title}
          >
            {props.children}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
