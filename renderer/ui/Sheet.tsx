import { Dialog } from 'radix-ui';
import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { cx } from './classes.ts';
import { IconButton } from './Button.tsx';

const widths = { narrow: 'max-w-[28rem]', wide: 'max-w-[48rem]', full: 'max-w-[76rem]' } as const;

/**
 * A panel over the right side. The scrim is ours: Radix' own overlay injects a <style>, which the
 * content security policy forbids.
 */
export function Sheet(props: {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: string;
  width?: 'narrow' | 'wide' | 'full';
  /** There is something to go back to: Escape and a button go there instead of closing. */
  onBack?: (() => void) | undefined;
  /** The content has its own margins and parts that scroll. */
  bare?: boolean;
  actions?: ReactNode;
  children: ReactNode;
}): ReactNode {
  const { onBack, open } = props;
  // Sheets have no trigger of their own: where the focus was is noted before it moves in.
  const before = useRef<Element>(null);
  useLayoutEffect(() => {
    if (open) before.current = document.activeElement;
  }, [open]);
  return (
    <Dialog.Root open={props.open} onOpenChange={(open) => (open ? undefined : props.onClose())}>
      <Dialog.Portal>
        <div className="fixed inset-0 z-30 bg-scrim" aria-hidden="true" />
        <Dialog.Content
          {...(props.description === undefined ? { 'aria-describedby': undefined } : {})}
          className={cx(
            'fixed inset-y-0 right-0 z-40 flex w-full animate-arrive flex-col border-l border-line bg-surface shadow-float outline-none',
            widths[props.width ?? 'narrow'],
          )}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (before.current instanceof HTMLElement && before.current.checkVisibility())
              before.current.focus();
          }}
          onEscapeKeyDown={(event) => {
            if (onBack === undefined) return;
            event.preventDefault();
            onBack();
          }}
        >
          <header className="flex items-start gap-2 border-b border-line px-4 py-3">
            {onBack === undefined ? null : (
              <IconButton icon="back" label="Back" onClick={onBack} className="rtl:-scale-x-100" />
            )}
            <div className="min-w-0 flex-1">
              <Dialog.Title className="text-lg font-semibold wrap-anywhere">
                <bdi>{props.title}</bdi>
              </Dialog.Title>
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
          {props.bare === true ? (
            props.children
          ) : (
            /* Reachable by Tab, so that a long sheet without controls can be scrolled by keyboard. */
            <div
              className="min-h-0 flex-1 overflow-y-auto px-4 py-4 focus-visible:outline-2 focus-visible:-outline-offset-2"
              tabIndex={0}
              role="group"
              aria-label={props.title}
            >
              {props.children}
            </div>
          )}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
