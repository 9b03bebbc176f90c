import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';
import type { Evidence } from '#domain/conversation.ts';

interface Spotlight {
  /** The words shaded in the transcript: what the card or the field under hand stands on. */
  readonly evidence: readonly Evidence[];
  readonly shine: (evidence: readonly Evidence[]) => void;
  /** The turn that was jumped to; a new object for every jump. */
  readonly pointed: { readonly turn: string } | undefined;
  readonly jump: (turn: string) => void;
}

const nothing: readonly Evidence[] = [];

const SpotlightContext = createContext<Spotlight>({
  evidence: nothing,
  shine: () => undefined,
  pointed: undefined,
  jump: () => undefined,
});

export const useSpotlight = (): Spotlight => useContext(SpotlightContext);

/** Lets cards, fields and summary lines show in the transcript which words they stand on. */
export function SpotlightProvider(props: {
  /** Told before a jump, so that a hidden transcript can be brought forward. */
  onJump?: () => void;
  children: ReactNode;
}): ReactNode {
  const [evidence, setEvidence] = useState(nothing);
  const [pointed, setPointed] = useState<{ readonly turn: string }>();
  const { onJump } = props;
  const shine = useCallback((next: readonly Evidence[]) => setEvidence(next), []);
  const jump = useCallback(
    (turn: string) => {
      onJump?.();
      setPointed({ turn });
    },
    [onJump],
  );
  const value = useMemo(
    () => ({ evidence, shine, pointed, jump }),
    [evidence, shine, pointed, jump],
  );
  return <SpotlightContext value={value}>{props.children}</SpotlightContext>;
}
