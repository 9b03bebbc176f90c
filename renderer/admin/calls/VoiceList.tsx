import { useState, type ReactNode } from 'react';
import type { Failure } from '#domain/result.ts';
import type { VoiceListing } from '#domain/voice.ts';
import { Button, IconButton } from '#renderer/ui/Button.tsx';
import { fullTime } from '#renderer/ui/format.ts';
import { Empty, Loading, Problem } from '#renderer/ui/Panel.tsx';
import { Confirm } from '../Confirm.tsx';

const whose = (voice: VoiceListing): string => voice.name ?? voice.customer;

/** Everybody whose voice is enrolled, with the consent it rests on; each can be deleted, and all. */
export function VoiceList(props: {
  voices: readonly VoiceListing[] | undefined;
  failure: Failure | undefined;
  offline: boolean;
  onDelete: (voice: VoiceListing) => void;
  onDeleteAll: () => void;
  onAgain: () => void;
}): ReactNode {
  const { voices } = props;
  const [asked, setAsked] = useState<VoiceListing | 'all'>();
  if (props.failure !== undefined)
    return (
      <Problem
        message={props.failure.message}
        mend={props.failure.mend}
        action={<Button onClick={props.onAgain}>Try again</Button>}
      />
    );
  if (voices === undefined) return <Loading label="Reading which voices are enrolled" />;
  return (
    <div className="mt-4">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="min-w-0 flex-1 text-sm font-semibold">Enrolled voices</h3>
        {voices.length > 1 ? (
          <Button icon="trash" disabled={props.offline} onClick={() => setAsked('all')}>
            Delete all
          </Button>
        ) : null}
      </div>
      {voices.length === 0 ? (
        <Empty icon="sound" title="No voice is enrolled" />
      ) : (
        <ul aria-label="Enrolled voices" className="divide-y divide-line">
          {voices.map((voice) => (
            <li key={voice.customer} className="flex items-center gap-2 py-2">
              <div className="min-w-0 flex-1">
                <p className="text-sm font-medium wrap-anywhere">
                  <bdi>{whose(voice)}</bdi>
                </p>
                <p className="text-xs text-subtle wrap-anywhere tabular-nums">
                  {fullTime(voice.enrolledAt)} by {voice.enrolledBy}; answered “
                  {voice.consent.answer}”; kept until {fullTime(voice.expiresAt)}
                </p>
              </div>
              <IconButton
                icon="trash"
                label={`Delete the voice of ${whose(voice)}`}
                disabled={props.offline}
                onClick={() => setAsked(voice)}
              />
            </li>
          ))}
        </ul>
      )}
      <Confirm
        open={asked !== undefined}
        title={
          asked === 'all'
            ? `Delete all ${voices.length} enrolled voices?`
            : `Delete the voice of ${asked === undefined ? '' : whose(asked)}?`
        }
        yes="Delete"
        danger
        onClose={() => setAsked(undefined)}
        onYes={() => {
          if (asked === 'all') props.onDeleteAll();
          else if (asked !== undefined) props.onDelete(asked);
          setAsked(undefined);
        }}
      >
        <p>It is gone for good, and the record says who deleted it. It can be enrolled again.</p>
      </Confirm>
    </div>
  );
}
