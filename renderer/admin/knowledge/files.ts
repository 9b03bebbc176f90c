/** @file Files on their way into the knowledge: which are taken, and how they are cut for the wire. */

/** A file with its path inside what was dropped or chosen. */
export interface Picked {
  readonly name: string;
  readonly file: File;
}

/** Bytes of one part: a million characters of base64. */
export const partBytes = 750_000;
/** The wire takes no more uploads in one import. */
export const mostFiles = 10_000;
/** Above this a file is better read where it lies. */
export const largestUpload = 200_000_000;
const longestName = 1_000;

/** What systems and tools put into folders: nobody wrote it to be read. */
export const isHidden = (name: string): boolean =>
  name
    .split('/')
    .some(
      (part) =>
        part.startsWith('.') ||
        part.startsWith('~$') ||
        /^(?:__MACOSX|Thumbs\.db|desktop\.ini|node_modules)$/i.test(part),
    );

/** What a file chooser gave; a chosen folder stays in the paths. */
export const pickedOf = (files: Iterable<File>): Picked[] =>
  [...files].map((file) => ({
    name: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath,
    file,
  }));

export interface Selection {
  readonly files: readonly Picked[];
  readonly bytes: number;
  readonly hidden: number;
  /** Left out, with the reason. */
  readonly problems: readonly { readonly path: string; readonly message: string }[];
  /** There were more than one import takes. */
  readonly tooMany: boolean;
}

export const nothingSelected: Selection = {
  files: [],
  bytes: 0,
  hidden: 0,
  problems: [],
  tooMany: false,
};

/** Adds files to a selection: each path once, the newer one counts; hidden ones are left out. */
export function withPicked(before: Selection, picked: readonly Picked[]): Selection {
  const byName = new Map(before.files.map((one) => [one.name, one]));
  const problems = [...before.problems];
  let { hidden } = before;
  for (const one of picked) {
    if (isHidden(one.name)) hidden += 1;
    else if (one.file.size > largestUpload)
      problems.push({
        path: one.name,
        message: `It is larger than ${largestUpload / 1e6} MB. Import it by its path instead.`,
      });
    else if (one.name.length > longestName)
      problems.push({ path: one.name, message: 'Its path is too long. Drop the inner folder.' });
    else byName.set(one.name, one);
  }
  const all = [...byName.values()];
  const files = all
    .slice(0, mostFiles)
    .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return {
    files,
    hidden,
    problems,
    bytes: files.reduce((sum, { file }) => sum + file.size, 0),
    tooMany: before.tooMany || all.length > mostFiles,
  };
}

/** Base64 of bytes; in pieces, because a call takes only so many arguments. */
export function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000)
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}

/** Where the parts of a file begin and end; an empty file has one empty part. */
export function partsOf(size: number): readonly (readonly [start: number, end: number])[] {
  const count = Math.max(1, Math.ceil(size / partBytes));
  return Array.from({ length: count }, (_, part) => [
    part * partBytes,
    Math.min(size, (part + 1) * partBytes),
  ]);
}
