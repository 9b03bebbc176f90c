import type { Speaker } from '#domain/conversation.ts';
import type { Result } from '#domain/result.ts';
import type { Secrets, TokenTag } from '#core/ports.ts';
import type { Found } from '../entities/found.ts';
import { settle } from '../entities/merge-tags.ts';
import { findPersonal } from '../entities/personal.ts';
import { createTalk } from './card-talk.ts';
import {
  createPlaceholders,
  createRestorer,
  placeholderShape,
  type Restorer,
} from './placeholders.ts';
import { knownForms } from './known-forms.ts';
import { redactIn } from './redactor.ts';
import { openVault, sealVault, vaultKeyOf, type Vault, type VaultError } from './vault.ts';

/** The secret that seals vaults, as `Secrets` knows it. */
export const vaultSecret = 'personal-data-key';

export interface Pseudonymised {
  readonly text: string;
  /** Where the placeholders stand in `text`. */
  readonly spans: readonly {
    readonly start: number;
    readonly end: number;
    readonly kind: string;
  }[];
}

/** The placeholders of one conversation or file; the same value gets the same one throughout. */
export interface PseudonymSession {
  readonly scope: string;
  /**
   * Replaces personal data by typed placeholders. Card numbers and security codes go for good.
   * Call in the order in which the texts were said.
   */
  redact(
    text: string,
    context?: {
      readonly speaker?: Speaker;
      /** What was asked before, lower case. */
      readonly asked?: string;
      /** Of a tagger, for this very text. */
      readonly tags?: readonly TokenTag[];
    },
  ): Pseudonymised;
  /** Distinct values by name of placeholder; for cards and codes, how many places were masked. */
  readonly counts: Readonly<Record<string, number>>;
}

export interface Pseudonymiser {
  open(scope: string): PseudonymSession;
  /** What the session's placeholders stand for, sealed with the installation's key. */
  seal(session: PseudonymSession): Promise<Vault>;
  /** Throws what the key's keeper throws. */
  restorer(vault: Vault): Promise<Result<Restorer, VaultError>>;
}

export interface PseudonymiserOptions {
  /** Keeps the key; made there at first use. */
  readonly secrets: Pick<Secrets, 'getOrCreate'>;
  /** Makes the key when there is none: at least 16 characters nobody can guess. */
  readonly makeKey: () => string;
  /** ISO 3166 region of phone numbers without a prefix. */
  readonly region?: string;
  /** More to be replaced: a pack's order and account numbers. */
  readonly more?: (text: string) => readonly Found[];
  /** 12 fresh random bytes per vault; node:crypto when absent. */
  readonly nonce?: () => Uint8Array;
}

/** Personal data out of texts and, for the key holder only, back into them. */
export function createPseudonymiser(options: PseudonymiserOptions): Pseudonymiser {
  const contentsOf = new WeakMap<PseudonymSession, () => Parameters<typeof sealVault>[0]>();
  const key = async () =>
    vaultKeyOf(await options.secrets.getOrCreate(vaultSecret, options.makeKey));
  return {
    open: (scope) => {
      const { session, contents } = openSession(scope, options);
      contentsOf.set(session, contents);
      return session;
    },
    seal: async (session) => {
      const contents = contentsOf.get(session);
      if (contents === undefined) throw new TypeError('This session is of another pseudonymiser.');
      return sealVault(contents(), session.scope, await key(), options.nonce?.());
    },
    restorer: async (vault) => {
      const opened = openVault(vault, await key());
      return opened.ok ? { ok: true, value: createRestorer(opened.value) } : opened;
    },
  };
}

/** Without a key: what goes into learning data and exports that nobody is to turn back. */
export const openForgetfulSession = (
  scope: string,
  options: Pick<PseudonymiserOptions, 'region' | 'more'> = {},
): PseudonymSession => openSession(scope, options).session;

const literals = (text: string): Found[] =>
  [...text.matchAll(placeholderShape)].map(({ 0: said, index }) => ({
    entity: 'literal',
    value: said,
    display: said,
    confidence: 1,
    start: index,
    end: index + said.length,
  }));

const masked: Readonly<Record<string, string>> = {
  card: '[card number]',
  security_code: '[security code]',
};

function openSession(
  scope: string,
  options: Pick<PseudonymiserOptions, 'region' | 'more'>,
): { session: PseudonymSession; contents: () => Parameters<typeof sealVault>[0] } {
  const placeholders = createPlaceholders();
  const forms = knownForms();
  const talk = createTalk();
  let cards = 0;
  const session: PseudonymSession = {
    scope,
    redact: (original, context = {}) => {
      // First for good: nothing that follows sees a card number.
      const safe = redactIn(talk, context.speaker ?? 'customer', original);
      cards += safe.redactions;
      const text = safe.text;
      const same = safe.redactions === 0;
      const found: Found[] = [
        ...findPersonal(text, {
          ...(options.region !== undefined && { region: options.region }),
          ...(context.asked !== undefined && { asked: context.asked }),
          // Places of tags are those of the text as it was.
          ...(context.tags !== undefined && same && { tags: context.tags }),
        }),
        ...(options.more?.(text) ?? []),
      ];
      for (const one of found)
        if (!Object.hasOwn(masked, one.entity))
          forms.learn({ ...one, display: text.slice(one.start, one.end) });
      const all = inOrder(literals(text), found, forms.find(text));
      let result = '';
      let done = 0;
      const spans: { start: number; end: number; kind: string }[] = [];
      for (const one of all) {
        const gone = Object.hasOwn(masked, one.entity) ? masked[one.entity] : undefined;
        if (gone !== undefined) cards += 1;
        const by =
          gone ?? placeholders.take(one.entity, forms.keyOf(one), text.slice(one.start, one.end));
        result += text.slice(done, one.start);
        spans.push({ start: result.length, end: result.length + by.length, kind: one.entity });
        result += by;
        done = one.end;
      }
      return { text: result + text.slice(done), spans };
    },
    get counts() {
      return { ...placeholders.counts, ...(cards > 0 && { 'card number': cards }) };
    },
  };
  return { session, contents: () => placeholders.contents };
}

/** By place, without overlaps: the writer's own brackets, then what was found, then what is known. */
const inOrder = (
  own: readonly Found[],
  found: readonly Found[],
  known: readonly Found[],
): Found[] =>
  settle([
    ...own.map((one) => ({ found: one, rank: 3 })),
    ...found.filter((one) => one.end > one.start).map((one) => ({ found: one, rank: 2 })),
    ...known.map((one) => ({ found: one, rank: 1 })),
  ]);
