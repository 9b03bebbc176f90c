import { useId, useState, type ReactNode } from 'react';
import type { ModelListing } from '#domain/model-listing.ts';
import { TextField, Toggle } from '#renderer/ui/Field.tsx';
import { size } from '../amounts.ts';
import { Confirm } from '../Confirm.tsx';

export interface InstallOrder {
  readonly mirror?: string;
  readonly folder?: string;
  readonly trust: boolean;
}

type Place = 'configured' | 'mirror' | 'folder';

const places: readonly { readonly place: Place; readonly title: string }[] = [
  { place: 'configured', title: 'The mirror that is set up for this installation' },
  { place: 'mirror', title: 'Another mirror' },
  { place: 'folder', title: 'A folder on this machine' },
];

/** What is wrong with an address, or undefined. */
export function mirrorProblem(text: string): string | undefined {
  const url = URL.parse(text.trim());
  if (url === null) return 'Write the whole address, such as https://models.example.com.';
  return url.protocol === 'https:' || url.protocol === 'http:'
    ? undefined
    : 'An address that begins with https:// or http:// is needed.';
}

/** Asks where a model comes from, and for trust where its checksums are not known. */
export function InstallDialog(props: {
  model: ModelListing;
  offline: boolean;
  onInstall: (order: InstallOrder) => void;
  onClose: () => void;
}): ReactNode {
  const { model } = props;
  const name = useId();
  const [place, setPlace] = useState<Place>('configured');
  const [mirror, setMirror] = useState('');
  const [folder, setFolder] = useState('');
  const [trust, setTrust] = useState(false);
  const wrongMirror = place === 'mirror' ? mirrorProblem(mirror) : undefined;
  const missing =
    wrongMirror !== undefined ||
    (place === 'folder' && folder.trim() === '') ||
    (!model.pinned && !trust);
  return (
    <Confirm
      open
      title={`Install ${model.title}?`}
      yes="Install"
      disabled={props.offline || missing}
      onClose={props.onClose}
      onYes={() =>
        props.onInstall({
          trust,
          ...(place === 'mirror' ? { mirror: mirror.trim() } : {}),
          ...(place === 'folder' ? { folder: folder.trim() } : {}),
        })
      }
    >
      <p>
        {size(model.bytes)}, {model.licence}. The mirror is asked only when you press Install;
        Earshot never looks for models by itself.
      </p>
      <fieldset className="text-ink">
        <legend className="mb-1 text-sm font-medium">From</legend>
        {places.map((option) => (
          <label
            key={option.place}
            className="flex items-center gap-2 rounded-md px-2 py-1 text-sm hover:bg-hover has-checked:bg-accent-soft"
          >
            <input
              type="radio"
              name={name}
              className="accent-accent"
              checked={place === option.place}
              onChange={() => setPlace(option.place)}
            />
            {option.title}
          </label>
        ))}
      </fieldset>
      {place === 'mirror' ? (
        <TextField
          label="Address of the mirror"
          type="url"
          dir="ltr"
          maxLength={2000}
          value={mirror}
          problem={mirror.trim() === '' ? undefined : wrongMirror}
          onChange={(event) => setMirror(event.target.value)}
        />
      ) : null}
      {place === 'folder' ? (
        <TextField
          label="Path of the folder"
          hint={`The folder that holds config.json of ${model.name}.`}
          dir="ltr"
          maxLength={4000}
          value={folder}
          onChange={(event) => setFolder(event.target.value)}
        />
      ) : null}
      {model.pinned ? null : (
        <div className="space-y-2 rounded-md bg-warn-soft px-3 py-2 text-ink">
          <p>
            <span className="font-medium text-warn">Not verified beforehand.</span> Nobody wrote
            down the checksums of these files. The first install takes what the source gives and
            pins it; later changes are noticed.
          </p>
          <Toggle label="I trust this source" checked={trust} onChange={setTrust} />
        </div>
      )}
    </Confirm>
  );
}
