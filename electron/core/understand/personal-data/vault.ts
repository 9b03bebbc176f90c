import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Result } from '#domain/result.ts';

/** @file The sealed list of what placeholders stand for: AES-256-GCM, readable by the key holder. */

const nonceBytes = 12;
const tagBytes = 16;
const base64 = z.string().regex(/^[A-Za-z0-9_-]+$/u);

/** Can be stored or exported beside the text. Says nothing without its key but how long it is. */
export const Vault = z.object({
  version: z.literal(1),
  algorithm: z.literal('AES-256-GCM'),
  /** Of the key that opens it; not secret. */
  keyId: z.string().regex(/^[0-9a-f]{16}$/u),
  /** What the placeholders belong to: a conversation or a file. Bound to the contents. */
  scope: z.string(),
  nonce: base64,
  /** Contents and authentication tag, base64url. */
  sealed: base64,
});
export type Vault = z.infer<typeof Vault>;

/** What one placeholder stands for. */
export const VaultEntry = z.object({
  kind: z.string(),
  /** As it was written, first way first. */
  forms: z.array(z.string()).min(1),
  /** Which form each occurrence had, where not the first: occurrence to form, both from 0. */
  others: z.record(z.string(), z.int().positive()).default({}),
});
export type VaultEntry = z.infer<typeof VaultEntry>;
export const VaultContents = z.record(z.string(), VaultEntry);
export type VaultContents = z.infer<typeof VaultContents>;

export interface VaultKey {
  readonly id: string;
  /** 32 bytes. */
  readonly bytes: Uint8Array;
}

export interface VaultError {
  readonly code: 'wrong_key' | 'damaged';
  readonly message: string;
  readonly mend: string;
}

/** Derives the key and its id from a stored secret of any form (RFC 5869, HKDF-SHA-256). */
export function vaultKeyOf(secret: string): VaultKey {
  if (secret.trim().length < 16)
    throw new RangeError('A key for personal data needs at least 16 characters.');
  const bytes = new Uint8Array(
    hkdfSync('sha256', secret.trim(), 'earshot', 'personal data vault', 32),
  );
  const id = createHash('sha256').update('earshot vault key id').update(bytes).digest('hex');
  return { id: id.slice(0, 16), bytes };
}

const boundTo = (keyId: string, scope: string): Buffer =>
  Buffer.from(JSON.stringify(['earshot-vault', 1, keyId, scope]), 'utf8');

/** @param nonce 12 bytes that were never used with this key before; random when absent */
export function sealVault(
  contents: VaultContents,
  scope: string,
  key: VaultKey,
  nonce: Uint8Array = randomBytes(nonceBytes),
): Vault {
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce);
  cipher.setAAD(boundTo(key.id, scope));
  // JSON keeps lone surrogates as escapes; UTF-8 alone would lose them.
  const sealed = Buffer.concat([
    cipher.update(JSON.stringify(contents), 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return {
    version: 1,
    algorithm: 'AES-256-GCM',
    keyId: key.id,
    scope,
    nonce: Buffer.from(nonce).toString('base64url'),
    sealed: sealed.toString('base64url'),
  };
}

export function openVault(vault: Vault, key: VaultKey): Result<VaultContents, VaultError> {
  if (vault.keyId !== key.id)
    return {
      ok: false,
      error: {
        code: 'wrong_key',
        message: 'This key does not open the vault.',
        mend: `Use the key with the id ${vault.keyId}; this one is ${key.id}.`,
      },
    };
  const sealed = Buffer.from(vault.sealed, 'base64url');
  const nonce = Buffer.from(vault.nonce, 'base64url');
  try {
    if (sealed.length < tagBytes || nonce.length !== nonceBytes) throw new RangeError('too short');
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, nonce);
    decipher.setAAD(boundTo(vault.keyId, vault.scope));
    decipher.setAuthTag(sealed.subarray(-tagBytes));
    const json = Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()]);
    return { ok: true, value: VaultContents.parse(JSON.parse(json.toString('utf8'))) };
  } catch {
    return {
      ok: false,
      error: {
        code: 'damaged',
        message: 'The vault was changed or damaged and cannot be opened.',
        mend: 'Bring it back from a copy.',
      },
    };
  }
}
