import type { ReactNode } from 'react';
import { noFaults, type ConnectorFaults } from '#domain/connector.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { TextField, Toggle } from '#renderer/ui/Field.tsx';

const atLeastZero = (text: string, most: number): number =>
  Math.min(most, Math.max(0, Math.round(Number(text)) || 0));

/** Makes the built-in CRM behave like a remote one on a bad day. */
export function FaultsPanel(props: {
  faults: ConnectorFaults;
  onChange: (faults: ConnectorFaults) => void;
}): ReactNode {
  const { faults, onChange } = props;
  const set = (change: Partial<ConnectorFaults>): void => onChange({ ...faults, ...change });
  return (
    <div className="space-y-3">
      <Toggle
        label="Outage"
        hint="The CRM does not answer; approved actions wait."
        checked={faults.outage}
        onChange={(outage) => set({ outage })}
      />
      <Toggle
        label="Conflict on the next write"
        hint="Somebody else changes the record just before."
        checked={faults.conflictNext}
        onChange={(conflictNext) => set({ conflictNext })}
      />
      <Toggle
        label="Lose the next reply"
        hint="The write takes effect, its answer never arrives."
        checked={faults.loseNextReply}
        onChange={(loseNextReply) => set({ loseNextReply })}
      />
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label="Latency"
          hint="Milliseconds per call"
          type="number"
          min={0}
          max={60_000}
          step={100}
          value={faults.latencyMs}
          onChange={(event) => set({ latencyMs: atLeastZero(event.target.value, 60_000) })}
        />
        <TextField
          label="Rate limit"
          hint="Writes a minute, 0 for none"
          type="number"
          min={0}
          max={10_000}
          value={faults.rateLimitPerMinute}
          onChange={(event) => set({ rateLimitPerMinute: atLeastZero(event.target.value, 10_000) })}
        />
      </div>
      <Button onClick={() => onChange(noFaults)}>Back to a good day</Button>
    </div>
  );
}
