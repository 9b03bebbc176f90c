import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { canonicalJson } from '#domain/action.ts';
import type { SignedHead } from '#domain/audit.ts';

/**
 * Signs heads of the audit with Ed25519.
 *
 * What a signature proves: this chain stood like this when someone with the key signed it. The key
 * lies on the same machine, so whoever can read it (an administrator, a program that runs as this
 * user) can rewrite the whole record and sign it anew, and then nothing on this machine shows it.
 * That is what anchors are for: a head kept elsewhere (printed, mailed, sent to a log server)
 * cannot be rewritten from here, and `verifyAudit` takes such heads as `anchors`.
 */
export interface Signer {
  /** Raw 32-byte public key, base64. */
  readonly publicKey: string;
  signHead(head: Pick<SignedHead, 'sequence' | 'hash' | 'at'>): SignedHead;
}

/** A new signing key as `Secrets` keeps it: PKCS #8, base64. */
export const newSigningKey = (): string =>
  generateKeyPairSync('ed25519')
    .privateKey.export({ format: 'der', type: 'pkcs8' })
    .toString('base64');

/** Throws when the secret is not an Ed25519 key in PKCS #8. */
export function createSigner(secret: string): Signer {
  const key = createPrivateKey({
    key: Buffer.from(secret, 'base64'),
    format: 'der',
    type: 'pkcs8',
  });
  if (key.asymmetricKeyType !== 'ed25519')
    throw new TypeError('The audit’s signing key is not an Ed25519 key.');
  const { x } = createPublicKey(key).export({ format: 'jwk' });
  const publicKey = Buffer.from(x ?? '', 'base64url').toString('base64');
  return {
    publicKey,
    signHead: ({ sequence, hash, at }) => ({
      sequence,
      hash,
      at,
      signature: sign(null, signedBytes({ sequence, hash, at }), key).toString('base64'),
      publicKey,
    }),
  };
}

/** Whether the head was signed by the key it names, in the one form the signer writes. */
export function headIsGenuine(head: SignedHead): boolean {
  const x = Buffer.from(head.publicKey, 'base64');
  const signature = Buffer.from(head.signature, 'base64');
  // Base64 has several spellings of the same bytes; only ours counts, so that any change shows.
  if (x.toString('base64') !== head.publicKey || signature.toString('base64') !== head.signature)
    return false;
  if (x.length !== 32 || signature.length !== 64) return false;
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: x.toString('base64url') },
    format: 'jwk',
  });
  return verify(null, signedBytes(head), key, signature);
}

const signedBytes = ({
  sequence,
  hash,
  at,
}: Pick<SignedHead, 'sequence' | 'hash' | 'at'>): Buffer =>
  Buffer.from(canonicalJson({ sequence, hash, at }));
