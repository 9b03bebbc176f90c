import { useId, useState, type ReactNode } from 'react';
import type { SourceDefaults } from '#domain/knowledge-import.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Choice, Segments, TextField, Toggle } from '#renderer/ui/Field.tsx';
import { Icon } from '#renderer/ui/icons.tsx';
import { count, counted, size } from '../amounts.ts';
import { Section } from '../Section.tsx';
import { mostFiles, pickedOf, type Picked, type Selection } from './files.ts';
import { languages } from './language.ts';
import { ProblemList } from './ProblemList.tsx';

export interface BringInProps {
  readonly selection: Selection;
  readonly defaults: SourceDefaults;
  readonly offline: boolean;
  /** An upload or a call is under way. */
  readonly busy: boolean;
  readonly onPick: (picked: readonly Picked[]) => void;
  readonly onClear: () => void;
  readonly onDefaults: (defaults: SourceDefaults) => void;
  readonly onUpload: () => void;
  readonly onPath: (path: string, watch: boolean) => void;
}

const chooser =
  'inline-flex min-h-7 cursor-pointer items-center gap-1.5 rounded-md border border-edge/60 bg-surface px-2.5 py-0.5 text-sm font-medium hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-accent has-disabled:opacity-50';

function Chooser(props: {
  label: string;
  folder: boolean;
  disabled: boolean;
  onPick: BringInProps['onPick'];
}): ReactNode {
  return (
    <label className={chooser}>
      <Icon name={props.folder ? 'menu' : 'add'} />
      {props.label}
      <input
        type="file"
        multiple
        className="sr-only"
        disabled={props.disabled}
        {...(props.folder ? { webkitdirectory: '' } : {})}
        onChange={(event) => {
          const picked = pickedOf(event.target.files ?? []);
          event.target.value = '';
          if (picked.length > 0) props.onPick(picked);
        }}
      />
    </label>
  );
}

function FromHere(props: BringInProps): ReactNode {
  const { busy, offline, selection } = props;
  const { bytes, files, hidden, problems } = selection;
  return (
    <div className="space-y-3">
      <div className="flex flex-col items-center gap-2 rounded-md border-2 border-dashed border-edge/60 px-4 py-5 text-center">
        <Icon name="download" className="size-5 text-subtle" />
        <p className="text-sm">Drop files or folders anywhere on this page, or</p>
        <div className="flex flex-wrap justify-center gap-2">
          <Chooser label="Choose files" folder={false} disabled={busy} onPick={props.onPick} />
          <Chooser label="Choose a folder" folder disabled={busy} onPick={props.onPick} />
        </div>
        <p className="max-w-prose text-xs text-subtle">
          Markdown, HTML, PDF, DOCX, plain text, CSV or JSON lines of questions and answers, a
          Zendesk Help Center export.
        </p>
      </div>
      <div role="status" className="text-sm">
        {files.length === 0 ? null : (
          <p>
            <span className="font-medium">
              {counted(files.length, 'file')}, {size(bytes)}
            </span>
            {hidden === 0 ? '' : `; ${counted(hidden, 'hidden file')} left out`}
          </p>
        )}
        {selection.tooMany ? (
          <p className="text-warn">
            Only the first {count(mostFiles)} were taken. Import the folder by its path instead.
          </p>
        ) : null}
      </div>
      <ProblemList problems={problems} more={0} />
      {files.length === 0 ? null : (
        <div className="flex flex-wrap gap-2">
          <Button look="primary" disabled={offline || busy} onClick={props.onUpload}>
            Import {counted(files.length, 'file')}
          </Button>
          <Button look="quiet" disabled={busy} onClick={props.onClear}>
            Choose others
          </Button>
        </div>
      )}
    </div>
  );
}

function FromPath(props: BringInProps): ReactNode {
  const [path, setPath] = useState('');
  const [watch, setWatch] = useState(true);
  const wanted = path.trim();
  return (
    <form
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted === '' || props.offline || props.busy) return;
        props.onPath(wanted, watch);
      }}
    >
      <TextField
        label="Folder or file on the machine that Earshot runs on"
        placeholder="/home/me/handbook"
        maxLength={4_000}
        spellCheck={false}
        value={path}
        onChange={(event) => setPath(event.target.value)}
        hint="Nothing is copied or changed there; it is only read."
      />
      <Toggle
        label="Watch this folder"
        hint="Changed files are imported by themselves; a file that is gone is withdrawn."
        checked={watch}
        onChange={setWatch}
      />
      <Button look="primary" type="submit" disabled={wanted === '' || props.offline || props.busy}>
        {props.busy ? 'Beginning…' : 'Import'}
      </Button>
    </form>
  );
}

function Defaults(props: BringInProps): ReactNode {
  const { defaults, onDefaults } = props;
  const id = useId();
  return (
    <fieldset aria-describedby={`${id}-hint`} className="mt-4 border-t border-line pt-3">
      <legend className="sr-only">Where an article does not say it itself</legend>
      <p id={`${id}-hint`} className="mb-2 text-sm text-subtle">
        Where an article does not say it itself:
      </p>
      <div className="flex flex-wrap items-start gap-x-5 gap-y-3">
        <Segments
          label="It is for"
          value={defaults.audience}
          options={[
            { value: 'agent', title: 'Agents only' },
            { value: 'customer', title: 'Customers too' },
          ]}
          onChange={(audience) => onDefaults({ ...defaults, audience })}
        />
        <Choice
          label="Language"
          className="w-40 max-w-full"
          value={defaults.language}
          options={languages()}
          onChange={(language) => onDefaults({ ...defaults, language })}
        />
        <TextField
          label="Kept by"
          className="w-52 max-w-full"
          placeholder="Returns desk"
          maxLength={120}
          value={defaults.owner ?? ''}
          onChange={({ target: { value } }) => {
            const { owner: _before, ...rest } = defaults;
            onDefaults(value === '' ? rest : { ...rest, owner: value });
          }}
        />
      </div>
    </fieldset>
  );
}

/** Brings articles in: dropped or chosen here, or read where they lie. */
export function BringIn(props: BringInProps): ReactNode {
  const [from, setFrom] = useState<'here' | 'path'>('here');
  const path = from === 'path' && props.selection.files.length === 0;
  return (
    <Section title="Bring in articles" hint="They stay on this machine.">
      <div className="mb-3">
        <Segments
          label="From where"
          value={path ? 'path' : 'here'}
          options={[
            { value: 'here', title: 'Files or folders' },
            { value: 'path', title: 'A path, watched if you like' },
          ]}
          onChange={(next) => {
            setFrom(next);
            if (next === 'path') props.onClear();
          }}
        />
      </div>
      {path ? <FromPath {...props} /> : <FromHere {...props} />}
      <Defaults {...props} />
    </Section>
  );
}
