import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '#contract/contract.ts';
import type {
  AppInfo,
  ConversationSummary,
  Health,
  PackSummary,
  TrailEntry,
} from '#contract/shapes.ts';

/** Every call and stream of the contract, typed. */
export type Api = ContractRouterClient<Contract>;

export type { AppInfo, ConversationSummary, Health, PackSummary, TrailEntry };
