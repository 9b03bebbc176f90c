import { useState, type ReactNode } from 'react';
import type { VoiceComparison, VoiceProof } from '#domain/voice.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import { Choice } from '#renderer/ui/Field.tsx';
import { fullTime } from '#renderer/ui/format.ts';
import { errorWords, proofs, verdicts } from './voiceWords.ts';

function SecondProof(props: {
  proof: VoiceProof | undefined;
  onProve: (proof: VoiceProof) => void;
}): ReactNode {
  const [chosen, setChosen] = useState<VoiceProof>('account_number');
  if (props.proof !== undefined)
    return (
      <p className="text-sm">
        Second proof noted: {proofs.find(({ value }) => value === props.proof)?.title}.
      </p>
    );
  return (
    <div className="flex flex-wrap items-end gap-2">
      <Choice
        label="Second proof"
        value={chosen}
        options={proofs}
        onChange={setChosen}
        className="min-w-40 flex-1"
      />
      <Button onClick={() => props.onProve(chosen)}>It was right</Button>
    </div>
  );
}

/** A verdict with how often it is wrong; never a green light. */
export function VoiceResult(props: {
  comparison: VoiceComparison;
  proof: VoiceProof | undefined;
  onProve: (proof: VoiceProof) => void;
}): ReactNode {
  const { comparison } = props;
  const { title, tone, means } = verdicts[comparison.verdict];
  const { consistent, different } = comparison.thresholds;
  return (
    <div role="status" className="space-y-2">
      <p className="flex flex-wrap items-center gap-2 text-sm">
        <Chip tone={tone} label="Voice">
          {title}
        </Chip>
        <span className="text-xs text-subtle" title={fullTime(comparison.at)}>
          {Math.floor(comparison.seconds)} s compared
        </span>
      </p>
      <p className="text-sm">{means}</p>
      {comparison.verdict === 'different' ? (
        <SecondProof proof={props.proof} onProve={props.onProve} />
      ) : null}
      <details className="text-xs text-subtle">
        <summary className="cursor-pointer">How often this is wrong</summary>
        <ul className="mt-1 list-disc space-y-0.5 ps-4">
          {errorWords(comparison.errorRates).map((line) => (
            <li key={line}>{line}</li>
          ))}
          <li className="tabular-nums">
            Score {comparison.score.toFixed(2)}; consistent from {consistent.toFixed(2)}, different
            below {different.toFixed(2)}.
          </li>
          <li>
            {comparison.model.name} {comparison.model.version}
          </li>
        </ul>
      </details>
    </div>
  );
}
