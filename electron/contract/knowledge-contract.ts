import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { GapState, KnowledgeGap } from '#domain/knowledge-gap.ts';
import {
  DocumentListing,
  ImportJob,
  IndexStatus,
  KnowledgeSource,
  SourceDefaults,
} from '#domain/knowledge-import.ts';
import { KnowledgeDocument } from '#domain/knowledge.ts';
import { errors } from './errors.ts';
import { KnowledgeAnswer } from './shapes.ts';

const call = oc.errors(errors);
const inConversation = z.object({ conversation: z.string() });
const inPack = z.object({ pack: z.string() });
const nothing = z.object({});

/** Articles: read, searched, imported, withdrawn, and the questions they do not answer. */
export const knowledgeContract = {
  document: call.input(z.object({ document: z.string() })).output(KnowledgeDocument),
  /**
   * What an agent types. With a conversation its talk and its customer count too: pronouns are
   * understood, and the CRM's records are searched beside the articles.
   */
  search: call
    .input(
      z.object({
        pack: z.string(),
        text: z.string().max(200_000),
        conversation: z.string().optional(),
        k: z.number().int().min(1).max(50).default(10),
      }),
    )
    .output(KnowledgeAnswer),
  /** The agent copied or sent a passage of the search page: it counts as used in this talk. */
  used: call
    .input(inConversation.extend({ passage: z.string(), quote: z.string().max(20_000) }))
    .output(nothing),
  documents: call
    .input(
      inPack.extend({
        text: z.string().max(200).optional(),
        source: z.string().optional(),
        offset: z.number().int().nonnegative().default(0),
        limit: z.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ documents: z.array(DocumentListing), total: z.number().int() })),
  /** Never cited again, until it is put back. */
  withdraw: call.input(z.object({ document: z.string() })).output(nothing),
  restore: call.input(z.object({ document: z.string() })).output(nothing),
  sources: call.input(inPack).output(z.array(KnowledgeSource)),
  /**
   * A part of a dropped file, in order; the first has no `upload`. Parts of 1 MB at most, base64.
   * What was uploaded and not imported within a day is removed.
   */
  upload: call
    .input(
      z.object({
        upload: z.string().optional(),
        /** Relative path where a folder was dropped. */
        name: z.string().min(1).max(1_000),
        part: z.string().max(1_400_000),
      }),
    )
    .output(z.object({ upload: z.string() })),
  /** Files that were uploaded, or a path on this machine. Returns when the job is stored. */
  import: call
    .input(
      inPack.extend({
        uploads: z.array(z.string()).max(10_000).optional(),
        path: z.string().max(4_000).optional(),
        watch: z.boolean().default(false),
        defaults: SourceDefaults,
      }),
    )
    .output(ImportJob),
  /** Jobs, newest first: all at the start and after every change. */
  watchImports: call.output(eventIterator(z.array(ImportJob))),
  cancelImport: call.input(z.object({ job: z.string() })).output(ImportJob),
  /** Goes on with a cancelled or failed job; what was done stays done. */
  resumeImport: call.input(z.object({ job: z.string() })).output(ImportJob),
  /** The source and its documents. */
  removeSource: call.input(z.object({ source: z.string() })).output(nothing),
  /** Splits and embeds everything of a pack anew; the old index answers meanwhile. */
  reindex: call.input(inPack).output(nothing),
  watchIndex: call.output(eventIterator(z.array(IndexStatus))),
  /** Questions without an answer, most frequent first. */
  gaps: call.input(inPack).output(z.array(KnowledgeGap)),
  setGap: call.input(z.object({ gap: z.string(), state: GapState })).output(nothing),
  /** Markdown of an article to be written, with the questions it should answer. */
  gapDraft: call
    .input(inPack.extend({ gap: z.string() }))
    .output(z.object({ name: z.string(), markdown: z.string() })),
} as const;
