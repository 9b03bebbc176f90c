import { createHash } from 'node:crypto';
import { canonicalJson } from '#domain/action.ts';
import { DocumentId, PassageId, SourceId } from '#domain/ids.ts';
import type { KnowledgeDocument, Passage } from '#domain/knowledge.ts';
import type { PackArticle } from '#domain/pack.ts';
import { splitVersion, type Piece } from '../split.ts';

/** @file Names that stay: of documents over their versions, of passages while the text does. */

/** The source of what comes with a pack. */
export const packSource = 'pack';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Stays the same over versions, so that an old citation opens the article as it is today. */
export const documentId = (pack: string, path: string, source: string = packSource): DocumentId => {
  const place = source === packSource ? [pack, path] : [pack, source, path];
  return DocumentId.parse(`doc-${sha256(canonicalJson(place)).slice(0, 16)}`);
};

/** The source of what was dropped from one folder; of loose files where the folder is empty. */
export const droppedId = (pack: string, folder: string): SourceId =>
  SourceId.parse(`dropped-${sha256(canonicalJson([pack, folder])).slice(0, 16)}`);

/** Hash of all that a pack's article says and when it is valid; any change makes new passage ids. */
export const articleHash = (pack: string, article: PackArticle): string =>
  sha256(canonicalJson({ pack, split: splitVersion, article }));

/** The same for an import; `says` is all that the source says of the document. */
export const importHash = (pack: string, source: string, says: object): string =>
  sha256(canonicalJson({ pack, source, split: splitVersion, says }));

/** Passages of a document, with ids of the first 12 digits of its hash and the ordinal. */
export const toPassages = (
  document: Pick<KnowledgeDocument, 'id' | 'pack' | 'title' | 'hash'>,
  pieces: readonly Piece[],
): Passage[] =>
  pieces.map((piece, ordinal) => ({
    id: PassageId.parse(`${document.hash.slice(0, 12)}#${ordinal}`),
    document: document.id,
    pack: document.pack,
    ordinal,
    title: document.title,
    heading: piece.heading,
    anchor: piece.anchor,
    text: piece.text,
  }));

/** The words the encoder sees: a passage alone often does not say what it is about. */
export const embeddedText = (passage: Pick<Passage, 'title' | 'heading' | 'text'>): string =>
  passage.heading === passage.title
    ? `${passage.title}. ${passage.text}`
    : `${passage.title}. ${passage.heading}. ${passage.text}`;

/**
 * For each passage the vector that a former passage of the document with the same embedded text
 * has; undefined where there is none.
 */
export function vectorsAgain(
  passages: readonly Passage[],
  former: readonly { readonly passage: Passage; readonly vector: Float32Array | undefined }[],
): (Float32Array | undefined)[] {
  const known = new Map(former.map(({ passage, vector }) => [embeddedText(passage), vector]));
  return passages.map((passage) => known.get(embeddedText(passage)));
}
