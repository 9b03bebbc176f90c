export { readGoldForms, type GoldForm } from './call-file.ts';
export {
  createBleedFilter,
  type BleedDecision,
  type BleedFilter,
  type BleedOptions,
} from './speech/bleed.ts';
export { createPlayer, type Player, type PlayerState, type PlaySpeed } from './player.ts';
export { maximumBytes, readRecordings } from './read-recordings.ts';
export type { ReadCode, ReadResult, TextChoice } from './reading.ts';
export { writeSession } from './session-format.ts';
