import type { Action } from '#domain/action.ts';
import type { Approval } from '#domain/approval.ts';
import type { AuditEntry, SignedHead } from '#domain/audit.ts';
import type {
  ConnectorCommand,
  ConnectorError,
  ConnectorFaults,
  ConnectorReceipt,
} from '#domain/connector.ts';
import type { CustomerRecord } from '#domain/customer.ts';
import type { DomainEvent, RecordedEvent } from '#domain/events.ts';
import type { ActionId, ConversationId, DocumentId, RecordId } from '#domain/ids.ts';
import type { ModelRef } from '#domain/insight.ts';
import type { KnowledgeDocument, Passage } from '#domain/knowledge.ts';
import type { OutboxEntry } from '#domain/outbox.ts';
import type { PolicyContext, PolicyDecision, PolicyPrincipal } from '#domain/policy.ts';
import type { Result } from '#domain/result.ts';
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

export interface EventLog {
  /** Stores the event; position and time are assigned here. Synchronous, in the open transaction. */
  append(entry: Omit<RecordedEvent, 'position'>): RecordedEvent;
  /** Events of one conversation after a position, oldest first. */
  read(conversation: ConversationId, after?: number): RecordedEvent[];
  /** `conversation.started` events, newest first, with the state and title it has now. */
  conversations(limit: number): { started: RecordedEvent; state: string; title?: string }[];
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

export interface KnowledgeRepository {
  /** Replaces the document of the same pack and path, its passages and vectors. */
  putDocument(
    document: KnowledgeDocument,
    passages: readonly Passage[],
    vectors: readonly Float32Array[],
    model: ModelRef,
  ): void;
  removeMissing(pack: string, paths: readonly string[]): number;
  document(id: DocumentId): KnowledgeDocument | undefined;
  documents(pack: string): Pick<KnowledgeDocument, 'id' | 'path' | 'title' | 'hash'>[];
  /**
   * BM25 over title, heading and text of citable passages; best first. `today` is YYYY-MM-DD.
   * `audience` is who will read the words: an agent (the default) may read every article, a
   * customer only those meant for customers. `query` is any text, never search syntax.
   */
  matchText(
    pack: string,
    query: string,
    today: string,
    limit: number,
    audience?: 'agent' | 'customer',
  ): Passage[];
  /** All vectors of citable passages of a pack; `model` is the `sha256` of the model's `ModelRef`. */
  vectors(
    pack: string,
    model: string,
    today: string,
    audience?: 'agent' | 'customer',
  ): { passage: Passage; vector: Float32Array }[];
}

/** The CRM as last seen; reads never wait for the far end. */
export interface MirrorRepository {
  putRecord(record: CustomerRecord): void;
  record(id: RecordId): CustomerRecord | undefined;
  /** Finds customers by account, order number, e-mail or phone, exactly, after normalising. */
  find(by: { account?: string; order?: string; email?: string; phone?: string }): CustomerRecord[];
  search(text: string, limit: number): CustomerRecord[];
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
export interface Store {
  readonly events: EventLog;
  readonly actions: ActionRepository;
  readonly approvals: ApprovalRepository;
  readonly outbox: OutboxRepository;
  readonly audit: AuditRepository;
  readonly knowledge: KnowledgeRepository;
  readonly mirror: MirrorRepository;
  readonly intents: IntentModelRepository;
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
