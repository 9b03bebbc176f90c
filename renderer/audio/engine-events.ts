/** What an engine tells besides words; for the log and for the state on screen. */
export interface EngineEvents {
  /** A recogniser's worker died or hung and was replaced; what was not final is heard again. */
  readonly restarted?: (reason: string) => void;
  /** One sentence: it works, but not as it should. */
  readonly impaired?: (sentence: string) => void;
}
