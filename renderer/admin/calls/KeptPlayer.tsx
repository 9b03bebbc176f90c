import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { AudioPart } from '#domain/call.ts';
import { webmOf } from './keptSound.ts';

/** More apart than this is heard as an echo, seconds. */
const apart = 0.12;

interface Sides {
  readonly first: string;
  readonly second?: string;
}

/** Both sides as addresses of this page, given back when they are no longer played. */
function useSides(parts: readonly AudioPart[]): Sides | 'none' | undefined {
  const [sides, setSides] = useState<Sides | 'none'>();
  useEffect(() => {
    let stopped = false;
    const made: string[] = [];
    void Promise.all([webmOf(parts, 'customer'), webmOf(parts, 'agent')]).then((files) => {
      if (stopped) return;
      for (const file of files) if (file !== undefined) made.push(URL.createObjectURL(file));
      const [first, second] = made;
      setSides(
        first === undefined ? 'none' : { first, ...(second === undefined ? {} : { second }) },
      );
    });
    return () => {
      stopped = true;
      for (const address of made) URL.revokeObjectURL(address);
    };
  }, [parts]);
  return sides;
}

/** Plays a kept call: one side has the controls, the other keeps step with it. */
export function KeptPlayer(props: { title: string; parts: readonly AudioPart[] }): ReactNode {
  const sides = useSides(props.parts);
  const other = useRef<HTMLAudioElement>(null);
  if (sides === undefined) return <p className="text-sm text-subtle">Unsealing the sound…</p>;
  if (sides === 'none') return <p className="text-sm">Nothing of this call was kept.</p>;
  const follow = (main: HTMLAudioElement): void => {
    const second = other.current;
    if (second === null) return;
    if (Math.abs(second.currentTime - main.currentTime) > apart)
      second.currentTime = main.currentTime;
    second.playbackRate = main.playbackRate;
    second.volume = main.volume;
    second.muted = main.muted;
    // The shorter side has ended; the longer one plays on alone.
    const over = main.currentTime >= second.duration;
    if (main.paused || over) second.pause();
    else if (second.paused) void second.play().catch(() => second.pause());
  };
  const onChange = (event: { readonly currentTarget: HTMLAudioElement }): void =>
    follow(event.currentTarget);
  return (
    <>
      <audio
        controls
        autoPlay
        src={sides.first}
        aria-label={`Sound of ${props.title}`}
        className="w-full"
        onPlay={onChange}
        onPause={onChange}
        onSeeked={onChange}
        onTimeUpdate={onChange}
        onVolumeChange={onChange}
        onRateChange={onChange}
      />
      {sides.second === undefined ? null : <audio ref={other} src={sides.second} />}
    </>
  );
}
