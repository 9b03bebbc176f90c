export { createGate } from './gate.ts';
export type { Draft, Gate, GateCode, GateFailure, GateOptions } from './gate-types.ts';
export { checkPolicies, createPolicyEngine } from './policy.ts';
export type { PolicyFailure } from './policy-text.ts';
export { createTakeApproved, type SealFailure } from './seal.ts';
export { factsOf, hashPayload } from './payload.ts';
