import type { ReactNode } from 'react';
import { useEarshot } from '#renderer/data/earshot.tsx';
import { Toggle } from '#renderer/ui/Field.tsx';
import { Loading } from '#renderer/ui/Panel.tsx';
import { ConsentChoice } from './calls/ConsentChoice.tsx';
import { KeepAudio } from './calls/KeepAudio.tsx';
import { KeptList } from './calls/KeptList.tsx';
import { LearnedWords } from './calls/LearnedWords.tsx';
import { SpeechModel } from './calls/SpeechModel.tsx';
import { VoiceList } from './calls/VoiceList.tsx';
import { useCallAdmin } from './calls/useCallAdmin.ts';
import { useVoices } from './calls/useVoices.ts';
import { Section } from './Section.tsx';

/** What an admin decides about live calls: consent, kept sound, learned words. */
export function CallsPage(props: { pack: string; onModels: () => void }): ReactNode {
  const { pack } = props;
  const { saveSettings, settings, state } = useEarshot();
  const desk = useCallAdmin(pack);
  const voices = useVoices();
  const offline = state !== 'connected';
  if (settings === undefined) return <Loading label="Reading the settings" lines={6} />;
  return (
    <div className="space-y-4">
      <Section
        title="Consent"
        hint="What happens before a call of this pack may be listened to. Every answer is in the record."
      >
        <ConsentChoice
          setup={desk.setup}
          override={settings.consent[pack]}
          onChange={(mode) => {
            const { [pack]: _former, ...others } = settings.consent;
            saveSettings({
              ...settings,
              consent: mode === undefined ? others : { ...others, [pack]: mode },
            });
          }}
        />
      </Section>
      <Section
        title="Sound"
        hint="Earshot writes down words. The sound itself is gone when it was heard, unless you decide otherwise."
      >
        <KeepAudio
          keep={settings.keepAudio}
          onChange={(keepAudio) => saveSettings({ ...settings, keepAudio })}
        />
        <KeptList
          kept={desk.kept}
          failure={desk.failure}
          offline={offline}
          load={desk.load}
          onDelete={desk.remove}
          onAgain={desk.reload}
        />
      </Section>
      <Section
        title="Learned words"
        hint="Names and products that agents put right; recognised in every later call of this pack."
      >
        <LearnedWords words={desk.words} offline={offline} onForget={desk.forget} />
      </Section>
      <Section title="Speech model" hint="What recognises the words, on this machine.">
        <SpeechModel setup={desk.setup} onModels={props.onModels} />
      </Section>
      <Section
        title="Voice as a risk signal"
        hint="A caller’s voice can be compared with one they enrolled with consent. It is one signal among others and never enough by itself."
      >
        <Toggle
          label="Compare voices"
          hint="Off: no voice is enrolled or compared. Voices that were enrolled stay sealed until they are deleted."
          checked={settings.voiceSignal}
          onChange={(voiceSignal) => saveSettings({ ...settings, voiceSignal })}
        />
        {settings.voiceSignal && desk.setup?.comparesVoices === false ? (
          <p className="mt-1 text-xs text-subtle">
            No policy of this pack looks at voices, so none is compared in its calls.
          </p>
        ) : null}
        <VoiceList
          voices={voices.voices}
          failure={voices.failure}
          offline={offline}
          onDelete={voices.remove}
          onDeleteAll={voices.removeAll}
          onAgain={voices.again}
        />
      </Section>
    </div>
  );
}
