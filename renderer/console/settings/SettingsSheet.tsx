import { useEffect, useState, type ReactNode } from 'react';
import type { ConnectorFaults } from '#domain/connector.ts';
import type { AdminPlace } from '#renderer/admin/place.ts';
import { useEarshot } from '#renderer/data/earshot.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Loading } from '#renderer/ui/Panel.tsx';
import { Sheet } from '#renderer/ui/Sheet.tsx';
import { SoundForm } from '../call/SoundForm.tsx';
import { platformOf } from '../call/soundText.ts';
import { useDevices } from '../call/useDevices.ts';
import { AboutThis } from './AboutThis.tsx';
import { FaultsPanel } from './FaultsPanel.tsx';
import { SettingsForm } from './SettingsForm.tsx';

function Part(props: { title: string; hint?: string; children: ReactNode }): ReactNode {
  return (
    <section aria-label={props.title} className="mb-8">
      <h3 className="font-semibold">{props.title}</h3>
      <p className="mb-3 text-sm text-subtle">{props.hint}</p>
      {props.children}
    </section>
  );
}

/** Settings, the CRM simulation, and what this installation is. */
export function SettingsSheet(props: {
  open: boolean;
  onClose: () => void;
  onAdmin: (page: AdminPlace['page']) => void;
}): ReactNode {
  const { open } = props;
  const { api, attempt, info, settings, saveSettings } = useEarshot();
  const devices = useDevices(open);
  const [faults, setFaults] = useState<ConnectorFaults>();

  useEffect(() => {
    if (open) void attempt(async () => setFaults(await api.connector.faults()));
  }, [api, attempt, open]);

  const changeFaults = (next: ConnectorFaults): void => {
    setFaults(next);
    void attempt(async () => setFaults(await api.connector.setFaults(next)));
  };
  return (
    <Sheet open={open} onClose={props.onClose} title="Settings">
      <Part title="You and Earshot">
        {settings === undefined ? (
          <Loading label="Reading the settings" />
        ) : (
          <SettingsForm settings={settings} onChange={saveSettings} />
        )}
      </Part>
      {settings === undefined ? null : (
        <Part
          title="Sound of calls"
          hint="Where the voices come from on this machine; asked for again before every call."
        >
          <SoundForm
            sound={settings.sound}
            devices={devices}
            platform={platformOf(window.earshot)}
            onChange={(sound) => saveSettings({ ...settings, sound })}
          />
        </Part>
      )}
      <Part title="What Earshot understands with" hint="Pages for whoever looks after Earshot.">
        <div className="flex flex-wrap gap-2">
          <Button icon="intents" onClick={() => props.onAdmin('intents')}>
            Intents
          </Button>
          <Button icon="book" onClick={() => props.onAdmin('knowledge')}>
            Knowledge
          </Button>
          <Button icon="phone" onClick={() => props.onAdmin('calls')}>
            Calls
          </Button>
          <Button icon="models" onClick={() => props.onAdmin('models')}>
            Models
          </Button>
        </div>
      </Part>
      <Part
        title="CRM simulation"
        hint="The built-in CRM can behave like a remote one on a bad day."
      >
        {faults === undefined ? (
          <Loading label="Asking the CRM" />
        ) : (
          <FaultsPanel faults={faults} onChange={changeFaults} />
        )}
      </Part>
      {info === undefined ? null : (
        <Part title="This installation">
          <AboutThis info={info} />
        </Part>
      )}
    </Sheet>
  );
}
