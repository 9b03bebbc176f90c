/** Something a detector found in a text, before it is tied to turns. */
export interface Found {
  readonly entity: string;
  readonly value: string;
  readonly display: string;
  readonly confidence: number;
  readonly start: number;
  readonly end: number;
}

/** What the detectors may know besides the text. */
export interface Setting {
  /** The agent's last question, lower case; empty on agent turns and before the first one. */
  readonly asked: string;
  /** ISO 3166 region for phone numbers. */
  readonly region: string;
  /** ISO 4217. */
  readonly currency: string;
  /** When the turn was said, milliseconds since the epoch: what "tomorrow" counts from. */
  readonly now: number;
  /** Minutes east of UTC of the desk. */
  readonly timezone: number;
}

export const titleCase = (text: string): string =>
  text.replace(
    /[\p{L}\p{Nd}]+(?:['’]\p{L}+)?/gu,
    (word) => word.charAt(0).toUpperCase() + word.slice(1),
  );

/** Which places of a text are taken: asked once per candidate, so that a long text stays cheap. */
export interface Taken {
  free(start: number, end: number): boolean;
  take(start: number, end: number): void;
}

export function takenOf(length: number): Taken {
  const marks = new Uint8Array(length + 1);
  return {
    free: (start, end) => {
      for (let at = start; at < end; at += 1) if (marks[at] === 1) return false;
      return true;
    },
    take: (start, end) => {
      marks.fill(1, start, end);
    },
  };
}
