import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Settings } from '#domain/settings.ts';
import { Segments, TextField } from '#renderer/ui/Field.tsx';

/** Who works here and how much Earshot says. Each choice is saved at once. */
export function SettingsForm(props: {
  settings: Settings;
  onChange: (settings: Settings) => void;
}): ReactNode {
  const { settings, onChange } = props;
  const [agent, setAgent] = useState(settings.agent);
  const saveAgent = (): void => {
    const name = agent.trim();
    if (name === '') return setAgent(settings.agent);
    if (name !== settings.agent) onChange({ ...settings, agent: name });
  };
  const latestSave = useRef(saveAgent);
  useEffect(() => {
    latestSave.current = saveAgent;
  });
  // Closing the settings with Escape leaves the field without a blur.
  useEffect(() => () => latestSave.current(), []);
  return (
    <div className="space-y-4">
      <TextField
        label="Your name"
        hint="Actions run in this name; customers may read it."
        maxLength={80}
        value={agent}
        onChange={(event) => setAgent(event.target.value)}
        onBlur={saveAgent}
        onKeyDown={(event) => {
          if (event.key === 'Enter') saveAgent();
        }}
      />
      <Segments
        label="How much Earshot shows"
        value={settings.verbosity}
        options={[
          { value: 'quiet', title: 'Only when asked' },
          { value: 'normal', title: 'The best card' },
          { value: 'full', title: 'Up to four' },
        ]}
        onChange={(verbosity) => onChange({ ...settings, verbosity })}
      />
      <Segments
        label="Tone of replies"
        value={settings.tone}
        options={[
          { value: 'friendly', title: 'Friendly' },
          { value: 'formal', title: 'Formal' },
          { value: 'short', title: 'Short' },
        ]}
        onChange={(tone) => onChange({ ...settings, tone })}
      />
      <Segments
        label="Theme"
        value={settings.theme}
        options={[
          { value: 'system', title: 'System' },
          { value: 'light', title: 'Light' },
          { value: 'dark', title: 'Dark' },
        ]}
        onChange={(theme) => onChange({ ...settings, theme })}
      />
    </div>
  );
}
