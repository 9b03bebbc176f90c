/** @file What the speaker model and its worker say to each other. Trusted: same process, same build. */

export interface SpeakerJob {
  /** Folder that holds the model's folder, and that folder. */
  readonly root: string;
  readonly folder: string;
  /** 16 kHz mono. */
  readonly samples: Float32Array;
  readonly leastFrames: number;
  readonly mostFrames: number;
}

export type SpeakerReply =
  | { readonly type: 'embedded'; readonly frames: number; readonly embedding: Float32Array }
  | { readonly type: 'too_little'; readonly frames: number }
  | { readonly type: 'failed'; readonly message: string };
