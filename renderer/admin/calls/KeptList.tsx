import { useState, type ReactNode } from 'react';
import type { AudioPart, KeptAudio } from '#domain/call.ts';
import type { Failure } from '#domain/result.ts';
import { callTime } from '#renderer/console/call/callText.ts';
import { Button, IconButton } from '#renderer/ui/Button.tsx';
import { fullTime } from '#renderer/ui/format.ts';
import { Empty, Loading, Problem } from '#renderer/ui/Panel.tsx';
import { size } from '../amounts.ts';
import { Confirm } from '../Confirm.tsx';
import { KeptPlayer } from './KeptPlayer.tsx';

function Row(props: {
  kept: KeptAudio;
  offline: boolean;
  load: (conversation: string) => Promise<readonly AudioPart[] | undefined>;
  onDelete: () => void;
}): ReactNode {
  const { kept } = props;
  const [parts, setParts] = useState<readonly AudioPart[]>();
  const [loading, setLoading] = useState(false);
  const play = (): void => {
    setLoading(true);
    void props.load(kept.conversation).then((loaded) => {
      setLoading(false);
      setParts(loaded);
    });
  };
  return (
    <li className="py-2">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <div className="min-w-0 flex-1 basis-56">
          <p className="text-sm font-medium wrap-anywhere">
            <bdi>{kept.title}</bdi>
          </p>
          <p className="text-xs text-subtle tabular-nums">
            {fullTime(kept.at)}, {callTime(kept.seconds * 1000)} long, {size(kept.bytes)}; kept
            until {fullTime(kept.until)}
          </p>
        </div>
        {parts === undefined ? (
          <Button icon="replay" disabled={props.offline || loading} onClick={play}>
            {loading ? 'Opening…' : 'Listen'}
          </Button>
        ) : (
          <Button onClick={() => setParts(undefined)}>Close</Button>
        )}
        <IconButton
          icon="trash"
          label={`Delete the sound of ${kept.title}`}
          disabled={props.offline}
          onClick={props.onDelete}
        />
      </div>
      {parts === undefined ? null : (
        <div className="mt-1.5">
          <KeptPlayer title={kept.title} parts={parts} />
        </div>
      )}
    </li>
  );
}

/** The calls whose sound was kept, each to be listened to and to be deleted. */
export function KeptList(props: {
  kept: readonly KeptAudio[] | undefined;
  failure: Failure | undefined;
  offline: boolean;
  load: (conversation: string) => Promise<readonly AudioPart[] | undefined>;
  onDelete: (kept: KeptAudio) => void;
  onAgain: () => void;
}): ReactNode {
  const { kept } = props;
  const [asked, setAsked] = useState<KeptAudio>();
  if (props.failure !== undefined)
    return (
      <Problem
        message={props.failure.message}
        mend={props.failure.mend}
        action={<Button onClick={props.onAgain}>Try again</Button>}
      />
    );
  if (kept === undefined) return <Loading label="Reading what was kept" />;
  return (
    <div className="mt-4">
      <h3 className="text-sm font-semibold">Kept</h3>
      {kept.length === 0 ? (
        <Empty icon="sound" title="No sound is kept" />
      ) : (
        <ul aria-label="Kept sound" className="divide-y divide-line">
          {kept.map((one) => (
            <Row
              key={one.conversation}
              kept={one}
              offline={props.offline}
              load={props.load}
              onDelete={() => setAsked(one)}
            />
          ))}
        </ul>
      )}
      <Confirm
        open={asked !== undefined}
        title={`Delete the sound of “${asked?.title ?? ''}”?`}
        yes="Delete"
        danger
        onClose={() => setAsked(undefined)}
        onYes={() => {
          if (asked !== undefined) props.onDelete(asked);
          setAsked(undefined);
        }}
      >
        <p>It is gone for good. What was written down stays, and the record says who deleted it.</p>
      </Confirm>
    </div>
  );
}
