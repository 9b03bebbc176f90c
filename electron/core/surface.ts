import type { Action, ActionInput } from '#domain/action.ts';
import type { AuditEntry, AuditVerdict } from '#domain/audit.ts';
import type {
  AudioPart,
  CallAnswer,
  CallSetup,
  CallSummary,
  CaptureState,
  ChannelSource,
  ConsentAnswer,
  Flag,
  HearOutcome,
  KeptAudio,
} from '#domain/call.ts';
import type { ConnectorFaults } from '#domain/connector.ts';
import type { Conversation, Speaker, Turn } from '#domain/conversation.ts';
import type { CustomerRecord } from '#domain/customer.ts';
import type { PartialTurn, RecordedEvent } from '#domain/events.ts';
import type { DismissReason } from '#domain/feedback.ts';
import type { Form } from '#domain/form.ts';
import type { ModelRef } from '#domain/insight.ts';
import type { GapState, KnowledgeGap } from '#domain/knowledge-gap.ts';
import type {
  DocumentListing,
  ImportJob,
  IndexStatus,
  KnowledgeSource,
  SourceDefaults,
} from '#domain/knowledge-import.ts';
import type { KnowledgeDocument, LookUp, PassageHit, RecordHit } from '#domain/knowledge.ts';
import type { OutboxEntry } from '#domain/outbox.ts';
import type { Pack } from '#domain/pack.ts';
import type { Failure, Result } from '#domain/result.ts';
import type { ModelListing } from '#domain/model-listing.ts';
import type { Settings } from '#domain/settings.ts';
import type { HeardLine, HeardPartial, VocabularyTerm } from '#domain/speech.ts';
import type { Silence, Suggestion } from '#domain/suggestion.ts';
import type {
  ExampleProblem,
  IntentComparison,
  IntentModel,
  LabelledExample,
  TrainingProgress,
} from '#domain/taxonomy.ts';
import type { ConversationView } from '#domain/view.ts';
import type { WrapUp } from '#domain/wrapup.ts';
import type { VoiceDesk } from './core-voices-surface.ts';

/** @file What a host may ask of the core: the same for the window, the command line and tests. */

export type CoreFailureCode =
  | 'NOT_FOUND'
  | 'INVALID'
  | 'STALE'
  | 'EXPIRED'
  | 'FORBIDDEN'
  | 'NOT_AWAITING'
  | 'TOO_LARGE'
  | 'UNAVAILABLE';

export type CoreFailure = Failure<CoreFailureCode>;
export type Answer<T> = Result<T, CoreFailure>;

export type Speed = '1' | '8' | 'instant';

export type Frame =
  | { readonly kind: 'event'; readonly recorded: RecordedEvent }
  | { readonly kind: 'partial'; readonly partial: PartialTurn }
  | { readonly kind: 'live'; readonly position: number }
  /** Whether a recording plays into this conversation. */
  | { readonly kind: 'playing'; readonly playing: boolean };

export type FieldVerdict =
  | { readonly verdict: 'accept' }
  | { readonly verdict: 'edit'; readonly value: string }
  | { readonly verdict: 'clear' };

export interface CoreHealth {
  readonly waiting: readonly { readonly entry: OutboxEntry; readonly action: Action }[];
  readonly connector: {
    readonly name: string;
    readonly reachable: boolean;
    readonly syncedAt?: number;
    readonly problem?: string;
  };
  readonly latency: { readonly n: number; readonly p50: number; readonly p99: number };
}

/** An admin's own intents: examples in, a measured head out, in use only when switched to. */
export interface IntentDesk {
  list(pack: string): Promise<Answer<IntentModel[]>>;
  examples(model: string): Answer<LabelledExample[]>;
  /** `name` says the format by its ending; without one the text's own shape decides. */
  read(
    name: string,
    text: string | Uint8Array,
  ): Answer<{ readonly examples: LabelledExample[]; readonly problems: ExampleProblem[] }>;
  /** Ends with `done`, without it when the signal stopped it; throws an Error with a `mend` where it cannot go on. */
  train(
    input: {
      readonly pack: string;
      readonly name: string;
      readonly base: 'pack' | 'none';
      readonly examples: readonly LabelledExample[];
    },
    signal?: AbortSignal,
  ): Answer<AsyncIterable<TrainingProgress>>;
  compare(model: string): Promise<Answer<IntentComparison>>;
  try(
    model: string,
    text: string,
  ): Promise<
    Answer<{
      readonly label: string | null;
      readonly threshold: number;
      readonly ranked: { label: string; confidence: number }[];
      readonly ms: number;
    }>
  >;
  use(model: string): Promise<Answer<IntentModel[]>>;
  remove(model: string): Promise<Answer<IntentModel[]>>;
}

/** Models as parts: what is there, what can be installed, which one is in use. */
export interface ModelDesk {
  list(): Promise<ModelListing[]>;
  watch(signal?: AbortSignal): AsyncIterable<ModelListing[]>;
  install(input: {
    readonly name: string;
    readonly mirror?: string | undefined;
    readonly folder?: string | undefined;
    readonly trust: boolean;
  }): Promise<Answer<null>>;
  cancel(name: string): Answer<null>;
  verify(name: string): Promise<Answer<ModelListing>>;
  remove(name: string): Promise<Answer<null>>;
  use(name: string): Promise<Answer<ModelListing[]>>;
  measure(name: string): Promise<Answer<ModelListing>>;
}

export interface KnowledgeFound {
  readonly hits: PassageHit[];
  readonly records: RecordHit[];
  /** The question as it was understood, where the talk was needed to understand it. */
  readonly understoodAs?: string;
  readonly lookUp?: LookUp;
  /** Passages that may be cited today. */
  readonly passages: number;
  readonly ms: number;
}

/** Articles: brought in, indexed, searched, missed. */
export interface KnowledgeDesk {
  search(input: {
    readonly pack: string;
    readonly text: string;
    readonly conversation?: string | undefined;
    /** A talk that is not in the log, oldest first; instead of a conversation. */
    readonly history?: readonly { readonly speaker: 'customer' | 'agent'; readonly text: string }[];
    readonly k: number;
  }): Promise<Answer<KnowledgeFound>>;
  used(conversation: string, passage: string, quote: string): Answer<null>;
  documents(input: {
    readonly pack: string;
    readonly text?: string | undefined;
    readonly source?: string | undefined;
    readonly offset: number;
    readonly limit: number;
  }): Answer<{ readonly documents: DocumentListing[]; readonly total: number }>;
  withdraw(document: string): Answer<null>;
  restore(document: string): Answer<null>;
  /** Not for a pack's own: those come back at the next start. */
  removeDocument(document: string): Answer<null>;
  sources(pack: string): Answer<KnowledgeSource[]>;
  upload(input: {
    readonly upload?: string | undefined;
    readonly name: string;
    readonly part: string;
  }): Promise<Answer<{ readonly upload: string }>>;
  import(input: {
    readonly pack: string;
    readonly uploads?: readonly string[] | undefined;
    readonly path?: string | undefined;
    readonly watch: boolean;
    readonly defaults: SourceDefaults;
  }): Promise<Answer<ImportJob>>;
  jobs(): ImportJob[];
  watchImports(signal?: AbortSignal): AsyncIterable<ImportJob[]>;
  cancelImport(job: string): Promise<Answer<ImportJob>>;
  resumeImport(job: string): Promise<Answer<ImportJob>>;
  /** Resolves when no import runs and nothing waits for its vectors. */
  settled(): Promise<void>;
  removeSource(source: string): Promise<Answer<null>>;
  reindex(pack: string): Promise<Answer<null>>;
  index(): IndexStatus[];
  watchIndex(signal?: AbortSignal): AsyncIterable<IndexStatus[]>;
  gaps(pack: string): Promise<Answer<KnowledgeGap[]>>;
  setGap(gap: string, state: GapState): Answer<null>;
  gapDraft(
    pack: string,
    gap: string,
  ): Promise<Answer<{ readonly name: string; readonly markdown: string }>>;
}

/** Live calls: the page captures and recognises, the core decides what is written. */
export interface CallDesk {
  setup(pack: string): Promise<Answer<CallSetup>>;
  begin(input: {
    readonly pack: string;
    readonly source: 'live' | 'file';
    readonly title?: string | undefined;
    readonly durationMs?: number | undefined;
  }): Answer<Conversation>;
  attend(
    conversation: string,
    signal?: AbortSignal,
  ): Answer<AsyncIterable<{ readonly holding: boolean }>>;
  consent(conversation: string, answer: ConsentAnswer): Answer<null>;
  capture(input: {
    readonly conversation: string;
    readonly state: Exclude<CaptureState, 'idle'>;
    readonly agent?: ChannelSource | undefined;
    readonly customer?: ChannelSource | undefined;
    readonly reason?: string | undefined;
    readonly elapsedMs?: number | undefined;
  }): Answer<null>;
  partial(conversation: string, partial: HeardPartial): Answer<null>;
  /** Resolves when the line is stored or dropped. */
  hear(
    conversation: string,
    key: string,
    line: HeardLine,
  ): Promise<Answer<{ readonly outcome: HearOutcome; readonly turn?: Turn }>>;
  correct(conversation: string, turn: string, text: string): Answer<Turn>;
  /** @param at the moment that is meant; now when absent */
  flag(conversation: string, note: string, at?: number): Answer<Flag>;
  tick(conversation: string, item: string, ticked: boolean): Answer<null>;
  summary(conversation: string, kind: CallSummary['kind']): Promise<Answer<CallSummary>>;
  ask(conversation: string, question: string): Promise<Answer<CallAnswer>>;
  vocabulary(pack: string): Answer<VocabularyTerm[]>;
  forgetWord(pack: string, written: string): Answer<null>;
  keepAudio(conversation: string, part: AudioPart): Answer<null>;
  keptAudio(): KeptAudio[];
  audio(conversation: string): Answer<AudioPart[]>;
  deleteAudio(conversation: string): Answer<null>;
}

export interface Core {
  readonly callDesk: CallDesk;
  readonly voiceDesk: VoiceDesk;
  readonly knowledgeDesk: KnowledgeDesk;
  readonly intentDesk: IntentDesk;
  readonly modelDesk: ModelDesk;
  readonly packs: readonly Pack[];
  readonly models: readonly { readonly task: string; readonly model: ModelRef }[];

  /** Resolves when models are loaded, intents trained and articles indexed. Rejects with the reason. */
  ready(): Promise<void>;
  /** Citable passages of a pack. */
  knowledgeSize(pack: string): Promise<{ readonly passages: number }>;

  health(): CoreHealth;
  /** Yields once at the start and after every change. */
  watchHealth(signal?: AbortSignal): AsyncIterable<CoreHealth>;
  settings(): Settings;
  saveSettings(settings: Settings): Answer<Settings>;

  conversations(): Conversation[];
  view(conversation: string): ConversationView | undefined;
  start(input: {
    readonly pack: string;
    readonly channel?: Conversation['channel'];
    /** Only for replays, which keep the recorded session's name. */
    readonly id?: string;
    readonly title?: string;
    /** Of a recording: when it was made. */
    readonly startedAt?: number;
  }): Answer<Conversation>;
  watch(input: {
    readonly conversation: string;
    readonly after: number;
    readonly signal?: AbortSignal;
  }): Answer<AsyncIterable<Frame>>;
  /** Resolves when the turn is stored; what follows from it arrives as events. */
  say(input: {
    readonly conversation: string;
    readonly speaker: Speaker;
    readonly text: string;
    readonly key: string;
    readonly at?: number;
    readonly durationMs?: number;
    readonly kind?: Turn['kind'];
    /** The recogniser's own, 0 to 1. */
    readonly confidence?: number;
    /** The turn that this one corrects. */
    readonly supersedes?: string;
    /** Parts that the channel hid already. */
    readonly redactions?: number;
  }): Answer<Turn>;
  /** Resolves when nothing is being understood or suggested any more. */
  settled(conversation?: string): Promise<void>;
  chooseCustomer(conversation: string, customer: string): Promise<Answer<null>>;
  end(conversation: string): Promise<Answer<WrapUp>>;
  close(conversation: string): Answer<null>;

  playRecording(pack: string, name: string, speed: Speed): Promise<Answer<Conversation>>;
  importTranscript(input: {
    readonly pack: string;
    readonly name: string;
    readonly text: string;
    readonly speed: Speed;
  }): Promise<
    Answer<{
      readonly conversations: Conversation[];
      readonly problems: { line: number; problem: string }[];
    }>
  >;
  stopRecording(conversation: string): Answer<null>;

  suggestNow(
    conversation: string,
  ): Promise<Answer<{ readonly cards: Suggestion[]; readonly silence?: Silence }>>;
  showSuggestion(conversation: string, suggestion: string): Answer<null>;
  acceptSuggestion(
    conversation: string,
    suggestion: string,
    text?: string,
  ): Promise<Answer<{ readonly action?: Action }>>;
  copySuggestion(conversation: string, suggestion: string): Answer<null>;
  dismissSuggestion(conversation: string, suggestion: string, reason: DismissReason): Answer<null>;
  decideField(conversation: string, field: string, decision: FieldVerdict): Answer<Form>;

  draftAction(conversation: string, kind: string, input?: ActionInput): Answer<Action>;
  editAction(action: string, input: ActionInput): Answer<Action>;
  approveAction(action: string, payloadHash: string): Answer<Action>;
  rejectAction(action: string, reason: string): Answer<Action>;
  undoAction(action: string): Answer<Action>;
  retryAction(action: string): Answer<Action>;
  /** Resolves when the outbox has nothing due. */
  drained(): Promise<void>;

  searchCustomers(text: string): CustomerRecord[];
  document(id: string): Answer<KnowledgeDocument>;
  chooseDisposition(conversation: string, disposition: string): Answer<WrapUp>;
  editSummary(conversation: string, line: number, text: string): Answer<WrapUp>;
  saveWrapUp(conversation: string): Answer<Action>;

  trail(conversation: string): AuditEntry[];
  verify(): AuditVerdict;
  faults(): Answer<ConnectorFaults>;
  setFaults(faults: ConnectorFaults): Answer<ConnectorFaults>;

  shutdown(): Promise<void>;
}
