export { createAudit, type Audit } from './record.ts';
export { verifyAudit, type RawEvents, type VerifyOptions } from './verify.ts';
export { exportAudit, verifyExport } from './export.ts';
export { createSigner, newSigningKey, type Signer } from './signer.ts';
