import type { Action } from '#domain/action.ts';
import type { Approval } from '#domain/approval.ts';
import type { AudioPart } from '#domain/call.ts';
import type { AuditEntry, SignedHead } from '#domain/audit.ts';
import type {
  ConnectorCommand,
  ConnectorError,
  ConnectorFaults,
  ConnectorReceipt,
} from '#domain/connector.ts';
import type { CustomerRecord } from '#domain/customer.ts';
import type { DomainEvent, RecordedEvent } from '#domain/events.ts';
import type {
  ActionId,
  ConversationId,
  DocumentId,
  PassageId,
  RecordId,
  SourceId,
} from '#domain/ids.ts';
import type { ModelRef } from '#domain/insight.ts';
import type { GapState } from '#domain/knowledge-gap.ts';
import type { DocumentListing, ImportJob, KnowledgeSource } from '#domain/knowledge-import.ts';
import type { KnowledgeDocument, Passage } from '#domain/knowledge.ts';
import type { OutboxEntry } from '#domain/outbox.ts';
import type { PolicyContext, PolicyDecision, PolicyPrincipal } from '#domain/policy.ts';
import type { Result } from '#domain/result.ts';
import type { VocabularyTerm } from '#domain/speech.ts';
import type { Settings } from '#domain/settings.ts';
import type { IntentModel, IntentReport, LabelledExample } from '#domain/taxonomy.ts';

/** @file What the core needs from outside, and what the stages need from the store. */

/** Time. A replay passes its own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Monotonic milliseconds, for measuring. */
  monotonic(): number;
  /** Minutes east of UTC of the desk; 0 when absent. */
  readonly timezone?: number;
  /** Calls back once after `ms`; returns a cancel. */
  after(ms: number, callback: () => void): () => void;
}

export interface Random {
  /** In [0, 1). */
  next(): number;
}

/** Unique, sortable, deterministic in a replay: `turn-000001…` there, random elsewhere. */
export interface Ids {
  make(prefix: string): string;
}

/** Keeps the database key and the audit's signing key: the system's vault, or a 0600 file. */
export interface Secrets {
  /** Returns the stored secret or stores what `create` makes. Throws when the vault refuses. */
  getOrCreate(name: string, create: () => string): Promise<string>;
  /** Where it is kept, for the doctor and the admin page. */
  readonly kind: string;
}

export interface Notifier {
  notify(title: string, body: string): void;
}

/** What a stage needs of the bus: events that are stored, together with other writes. */
export interface Publisher {
  publish(event: DomainEvent, actor: string): RecordedEvent;
  transact<T>(run: () => T, durability: 'durable' | 'normal'): T;
}

/** One question to policy: may this principal do this kind of action with these facts? */
export interface PolicyQuery {
  readonly principal: PolicyPrincipal;
  /** The agent's name; automation is always `policy`. */
  readonly actor: string;
  readonly kind: string;
  readonly context: PolicyContext;
  readonly resource?: { readonly type: 'Conversation' | 'Record'; readonly id: string };
}

/** The rules of one pack, parsed. Never throws: what cannot be decided is forbidden. */
export interface PolicyEngine {
  decide(query: PolicyQuery): PolicyDecision;
}

/** Text to a unit vector; runs off the event loop. */
export interface Encoder {
  readonly model: ModelRef;
  readonly dimensions: number;
  embed(
    texts: readonly string[],
    options?: { readonly priority?: 'live' | 'background'; readonly signal?: AbortSignal },
  ): Promise<Float32Array[]>;
  close(): Promise<void>;
}

/** How a call for inference is queued: stale work is dropped by its signal. */
export interface InferenceCall {
  readonly priority?: 'live' | 'background';
  readonly signal?: AbortSignal;
}

/** Text to a probability per label (they add up to one); runs off the event loop. */
export interface TextClassifier {
  readonly model: ModelRef;
  readonly labels: readonly string[];
  /** In the order of the texts; each row in the order of `labels`. */
  classify(texts: readonly string[], call?: InferenceCall): Promise<Float32Array[]>;
  close(): Promise<void>;
}

export interface TokenTag {
  /** Without the B- and I- of the training labels. */
  readonly label: string;
  /** UTF-16 offsets into the text, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** Mean probability of its tokens. */
  readonly confidence: number;
}

/** Names things in a text; runs off the event loop. */
export interface TokenTagger {
  readonly model: ModelRef;
  readonly labels: readonly string[];
  /** In the order of the texts; tags by place, not overlapping. */
  tag(texts: readonly string[], call?: InferenceCall): Promise<TokenTag[][]>;
  close(): Promise<void>;
}

/** Labels with descriptions and no examples. */
export interface ZeroShotClassifier {
  readonly model: ModelRef;
  /** Best first. `warning` says when the number of labels makes it slow. */
  classify(
    text: string,
    labels: readonly { readonly name: string; readonly description: string }[],
    call?: InferenceCall,
  ): Promise<{
    readonly ranked: readonly { readonly label: string; readonly confidence: number }[];
    /** None of the labels is near enough; absent where the model cannot tell. */
    readonly unknown?: boolean;
    readonly warning?: string;
  }>;
}

/** Tells how well each text answers a question. Only where such a model is installed. */
export interface Reranker {
  readonly model: ModelRef;
  /** 0 to 1, in the order of the texts; only their order is meant. */
  score(question: string, texts: readonly string[], call?: InferenceCall): Promise<number[]>;
}

/** Writes text. Only where such a model is installed; what it writes is checked before it is shown. */
export interface TextGenerator {
  readonly model: ModelRef;
  generate(
    prompt: { readonly system: string; readonly user: string },
    options: { readonly maximumTokens: number },
    call?: InferenceCall,
  ): Promise<string>;
}

export interface EventLog {
  /** Stores the event; position and time are assigned here. Synchronous, in the open transaction. */
  append(entry: Omit<RecordedEvent, 'position'>): RecordedEvent;
  /** Events of one conversation after a position, oldest first. */
  read(conversation: ConversationId, after?: number): RecordedEvent[];
  /** `conversation.started` events, newest first, with the state and title it has now. */
  conversations(limit: number): { started: RecordedEvent; state: string; title?: string }[];
  /** The newest events of these types, newest first. */
  newest(types: readonly DomainEvent['type'][], limit: number): RecordedEvent[];
  lastPosition(): number;
}

export interface ActionRepository {
  put(action: Action): void;
  get(id: ActionId): Action | undefined;
  /** Awaiting or drafted actions whose time is over at `now`. */
  expiredAt(now: number): Action[];
  /** Actions in states that a restart must look at again: approved, queued, running. */
  unfinished(): Action[];
  ofConversation(id: ConversationId): Action[];
}

export interface ApprovalRepository {
  put(approval: Approval): void;
  ofAction(id: ActionId): Approval | undefined;
}

export interface OutboxRepository {
  put(entry: OutboxEntry): void;
  get(action: ActionId): OutboxEntry | undefined;
  /** Pending or sent entries due at `now`, oldest first. */
  due(now: number): OutboxEntry[];
  /** When the next entry falls due; undefined when nothing waits. */
  nextDue(): number | undefined;
  /** Entries pending or sent, for the offline badge. */
  waiting(): OutboxEntry[];
}

export interface AuditRepository {
  append(entry: AuditEntry): void;
  last(): AuditEntry | undefined;
  /** Entries with sequence > after, ascending. */
  read(after: number, limit: number): AuditEntry[];
  ofConversation(id: ConversationId): AuditEntry[];
  putHead(head: SignedHead): void;
  /** In the order they were signed. */
  heads(): SignedHead[];
  lastHead(): SignedHead | undefined;
  count(): number;
}

/** Who may read which passages today. Every search keeps to it inside the search, not after it. */
export interface PassageFilter {
  readonly pack: string;
  /** YYYY-MM-DD; what is not valid on this day is not there. */
  readonly today: string;
  /** An agent may read every article, a customer only those meant for customers. */
  readonly audience: 'agent' | 'customer';
  /** Only documents about one of these (in any case), '' for those about nothing; all when absent. */
  readonly subjects?: readonly string[];
}

/** A passage's number in the store: never used again for another passage. */
export type PassageRow = number;

export interface TextHit {
  readonly row: PassageRow;
  /** BM25, higher is better. */
  readonly score: number;
}

export interface PassageVector {
  readonly row: PassageRow;
  /** Unit length. */
  readonly vector: Float32Array;
}

export interface KnowledgeRepository {
  /**
   * Replaces the document of the same pack, source and path with its passages and vectors, in one
   * transaction. A passage whose vector is undefined waits in `unembedded`.
   */
  putDocument(
    document: KnowledgeDocument,
    passages: readonly Passage[],
    vectors: readonly (Float32Array | undefined)[],
    model: ModelRef,
  ): void;
  /**
   * Sets the document and adds passages to those it has, in one transaction: how a document is
   * written that is too large for one. Withdrawn until it is whole, it is not found half.
   */
  putPart(
    document: KnowledgeDocument,
    passages: readonly Passage[],
    vectors: readonly (Float32Array | undefined)[],
    model: ModelRef,
  ): void;
  /** Removes so many of a document's passages at most. Returns how many there were. */
  removePassages(document: DocumentId, limit: number): number;
  /** Removes the documents of a source at other paths. Returns how many. */
  removeMissing(pack: string, source: string, paths: readonly string[]): number;
  /** Removes these documents, in one transaction. Returns how many were there. */
  removeThese(ids: readonly DocumentId[]): number;
  /** Removes a source's documents; one at a path removes only that. Returns how many. */
  removeDocuments(pack: string, source: string, path?: string): number;
  /** `at` undefined puts it back. False when it is not there. */
  setWithdrawn(id: DocumentId, at: number | undefined): boolean;
  document(id: DocumentId): KnowledgeDocument | undefined;
  documents(
    pack: string,
    source?: string,
  ): Pick<KnowledgeDocument, 'id' | 'source' | 'path' | 'title' | 'hash' | 'version'>[];
  /** For lists: newest import first; `text` looks in title and path. */
  listing(
    pack: string,
    page: {
      readonly text?: string;
      readonly source?: string;
      readonly offset: number;
      readonly limit: number;
    },
    today: string,
  ): { readonly documents: DocumentListing[]; readonly total: number };
  /**
   * BM25 over title, heading and text; best first. `query` is any text, never search syntax.
   * `any`: one word is enough, as for a customer's sentence, with words that no passage has read as
   * the nearest ones that some passage has (typos, part numbers). `begun`: all words, the last one
   * just begun, as for a search box.
   */
  matchText(query: string, filter: PassageFilter, limit: number, mode?: 'any' | 'begun'): TextHit[];
  /** In the order of the rows given; rows that are gone are left out. */
  passages(rows: readonly PassageRow[]): { readonly row: PassageRow; readonly passage: Passage }[];
  passage(id: PassageId): Passage | undefined;
  /** A document's passages in order, where the filter lets them be cited. */
  passagesOf(document: DocumentId, filter: PassageFilter): Passage[];
  /** Rows of the pack that the filter bars, in no order. Usually few. */
  barred(filter: PassageFilter): PassageRow[];
  /** Rows the filter lets through, in no order. */
  citable(filter: PassageFilter): PassageRow[];
  /** Passages of a pack, citable or not. */
  count(pack: string): number;
  /** Vectors by row, ascending, of rows above `after`; `model` is the `sha256` of its `ModelRef`. */
  vectors(pack: string, model: string, after: PassageRow, limit: number): PassageVector[];
  /** Passages without a vector of this model, by row, ascending, of rows above `after`. */
  unembedded(
    pack: string,
    model: string,
    limit: number,
    after?: PassageRow,
  ): { readonly row: PassageRow; readonly passage: Passage }[];
  /** A document's passages in order, each with its vector of this model where it has one. */
  embedded(
    document: DocumentId,
    model: string,
  ): { readonly passage: Passage; readonly vector: Float32Array | undefined }[];
  /** How many `unembedded` would give in all. */
  countUnembedded(pack: string, model: string): number;
  putVectors(model: string, vectors: readonly PassageVector[]): void;
  /** Vectors of other models go, once those of `model` are complete. Returns how many. */
  dropOtherVectors(pack: string, model: string): number;
  /** What the pack's documents are about, as written. */
  subjects(pack: string): string[];
  /** Goes up with every change to the pack's passages, vectors or their validity. */
  revision(pack: string): number;
}

/** Sources of imports and the runs over them. */
export interface KnowledgeSourceRepository {
  put(source: KnowledgeSource): void;
  get(id: SourceId): KnowledgeSource | undefined;
  all(pack?: string): KnowledgeSource[];
  /** The source's row alone; its documents are removed by `removeDocuments`. */
  remove(id: SourceId): void;
  putJob(job: ImportJob): void;
  job(id: string): ImportJob | undefined;
  /** Newest first. */
  jobs(limit: number): ImportJob[];
  /** What the knowledge owner decided about a gap, by its id. */
  gapState(id: string): GapState | undefined;
  setGapState(id: string, state: GapState): void;
}

/** The CRM as last seen; reads never wait for the far end. */
export interface MirrorRepository {
  putRecord(record: CustomerRecord): void;
  record(id: RecordId): CustomerRecord | undefined;
  /** Finds customers by account, order number, e-mail or phone, exactly, after normalising. */
  find(by: { account?: string; order?: string; email?: string; phone?: string }): CustomerRecord[];
  search(text: string, limit: number): CustomerRecord[];
  /** Names of customers, those changed last first. */
  names(limit: number): string[];
}

/** A version of intents as it is kept; whether it is in use is the pack's business, not its own. */
export interface StoredIntentModel {
  readonly model: Omit<IntentModel, 'inUse' | 'stale'>;
  /** SHA-256 over all that the head was made from; another one means that it must be trained anew. */
  readonly recipe: string;
}

/** An admin's own intents. The pack's own are not in it: they come with the pack. */
export interface IntentModelRepository {
  /** Adds or replaces a version; `examples` are the admin's own, `head` is JSON. */
  put(stored: StoredIntentModel, examples: readonly LabelledExample[], head: string): void;
  get(id: string): StoredIntentModel | undefined;
  /** Newest first. */
  ofPack(pack: string): StoredIntentModel[];
  examples(id: string): LabelledExample[] | undefined;
  /** The head as JSON. */
  head(id: string): string | undefined;
  /** Throws for the one that is in use. */
  remove(id: string): void;
  /** Undefined: the pack's own. */
  inUse(pack: string): string | undefined;
  setInUse(pack: string, model: string | undefined): void;
}

/** A trained head that is ready to answer. */
export interface IntentClassifier {
  /** All labels, best first. They may add up to less than one: the rest is *none of them*. */
  classify(input: { readonly text: string; readonly vector: Float32Array }): readonly {
    readonly label: string;
    readonly confidence: number;
  }[];
  /** Below it the answer is *unknown*. */
  readonly threshold: number;
}

/** What cross-validation inside a training said: an `IntentReport` without what the trainer cannot know. */
export type TrainingReport = Omit<IntentReport, 'warnings' | 'trainingMs'>;

/** Examples to a head, off the event loop. The same examples and seed give the same head. */
export interface IntentTrainer {
  /** Changes when heads trained before must be trained anew. */
  readonly version: string;
  /** Rejects with the signal's reason when aborted. */
  train(
    examples: readonly TrainingExample[],
    options: {
      readonly seed: number;
      readonly signal?: AbortSignal;
      /** Only the weights: no cross-validation, no calibration; the report is left out. */
      readonly bare?: boolean;
      /** What each label's name or description says, embedded: one more example of it, never measured. */
      readonly descriptions?: readonly TrainingExample[];
      readonly onProgress?: (done: number, total: number) => void;
    },
  ): Promise<{ readonly head: unknown; readonly report?: TrainingReport }>;
  /** Throws when the plain data is not a head. */
  open(head: unknown): IntentClassifier;
}

export interface TrainingExample extends LabelledExample {
  readonly vector: Float32Array;
}

export interface SettingsRepository {
  get(): Settings;
  put(settings: Settings): void;
}

/** The store's whole surface; one open database. */
/** Sound of calls that is kept, and words that corrections taught. */
export interface CallRepository {
  /** The same part again changes nothing. */
  keepAudio(conversation: string, part: AudioPart, at: number, until: number): void;
  /** In order of time. */
  audio(conversation: string): AudioPart[];
  /** Per conversation, newest first; packets are 20 ms of one channel. */
  keptAudio(): KeptSound[];
  /** Those whose time was up at `now`. */
  audioDue(now: number): KeptSound[];
  deleteAudio(conversation: string): void;
  learn(pack: string, term: VocabularyTerm, at: number): void;
  /** Newest first. */
  learned(pack: string): VocabularyTerm[];
  forget(pack: string, written: string): void;
}

export interface KeptSound {
  readonly conversation: string;
  readonly at: number;
  readonly until: number;
  readonly packets: number;
  readonly bytes: number;
}

export interface Store {
  readonly events: EventLog;
  readonly actions: ActionRepository;
  readonly approvals: ApprovalRepository;
  readonly outbox: OutboxRepository;
  readonly audit: AuditRepository;
  readonly knowledge: KnowledgeRepository;
  readonly sources: KnowledgeSourceRepository;
  readonly mirror: MirrorRepository;
  readonly intents: IntentModelRepository;
  readonly calls: CallRepository;
  readonly settings: SettingsRepository;
  /**
   * Runs in one IMMEDIATE transaction. `durable` sets synchronous=FULL for it, so that it is on
   * disk when this returns. Nesting joins the outer one.
   */
  transaction<T>(run: () => T, durability: 'durable' | 'normal'): T;
  integrity(): { ok: boolean; problems: string[] };
  close(): void;
}

/** A CRM. Expected failures are values; `execute` with a known key returns the first receipt. */
export interface Connector {
  readonly name: string;
  execute(command: ConnectorCommand): Promise<Result<ConnectorReceipt, ConnectorError>>;
  /** Whether a command took effect, by its key: how an unknown outcome is resolved. */
  lookup(idempotencyKey: string): Promise<Result<ConnectorReceipt | null, ConnectorError>>;
  /** Customers with all that hangs on them; the mirror is filled from it. */
  fetchAll(): Promise<Result<CustomerRecord[], ConnectorError>>;
  fetch(id: RecordId): Promise<Result<CustomerRecord | null, ConnectorError>>;
  /** Only where the connector can pretend to have a bad day. */
  readonly faults?: { get(): ConnectorFaults; set(faults: ConnectorFaults): void };
  close(): void;
}
