import type { ReactNode } from 'react';
import type { CallSetup, ConsentMode } from '#domain/call.ts';
import { consentModeTitle } from '#renderer/console/call/callText.ts';
import { Segments } from '#renderer/ui/Field.tsx';
import { Loading } from '#renderer/ui/Panel.tsx';

const meanings: Readonly<Record<ConsentMode, string>> = {
  announce: 'The agent says the sentence and confirms that it was said; then listening may start.',
  ask: 'The agent says the sentence and enters the customer’s answer. After a no, nothing is heard.',
  off: 'Nothing is said by the agent: customers are told elsewhere, and the record says so. Be sure that this is so.',
};

/** The mode of a pack: its own, or the admin's instead. */
export function ConsentChoice(props: {
  setup: CallSetup | undefined;
  override: ConsentMode | undefined;
  onChange: (mode: ConsentMode | undefined) => void;
}): ReactNode {
  const { override, setup } = props;
  if (setup === undefined) return <Loading label="Asking what has to be agreed" />;
  const mode = override ?? setup.consent.mode;
  return (
    <div className="space-y-2">
      <Segments
        label="Before a call"
        value={override ?? 'pack'}
        options={[
          { value: 'pack', title: 'As the pack says' },
          { value: 'announce', title: consentModeTitle.announce },
          { value: 'ask', title: consentModeTitle.ask },
          { value: 'off', title: consentModeTitle.off },
        ]}
        onChange={(next) => props.onChange(next === 'pack' ? undefined : next)}
      />
      <p className="max-w-prose text-sm">
        {override === undefined ? (
          <span className="font-medium">
            The pack says “{consentModeTitle[mode].toLowerCase()}”.{' '}
          </span>
        ) : null}
        {meanings[mode]}
      </p>
      {mode === 'off' ? null : (
        <p className="max-w-prose text-sm text-subtle">
          The sentence: <bdi>“{setup.consent.sentence}”</bdi>
        </p>
      )}
    </div>
  );
}
