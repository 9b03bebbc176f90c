import { headingSlug } from '#domain/knowledge.ts';
import { readSections, type Section } from './blocks.ts';

/** A piece of an article before it has an id: 80 to 120 words where the text allows. */
export interface Piece {
  readonly heading: string;
  /** Slug of the nearest heading, made unique within the article. */
  readonly anchor: string;
  readonly text: string;
}

/** Raised when the way of splitting changes, so that the next import splits everything again. */
export const splitVersion = 2;

const mostWords = 120;
const wantedWords = 100;
/** A longer sentence is not repeated: the overlap would be half of the passage. */
const mostOverlapWords = 40;

interface Sentence {
  readonly text: string;
  readonly words: number;
  /** What stands between it and the sentence before. */
  readonly glue: ' ' | '\n';
}

const countWords = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Sentences of one block; one that is longer than a passage is cut between words. */
function sentencesOf(block: string): Sentence[] {
  const sentences = [...segmenter.segment(block)]
    .map((part) => part.segment.trim())
    .filter((text) => text !== '')
    // A list marker is no sentence of its own.
    .reduce<string[]>((joined, text) => {
      const last = joined.at(-1);
      if (last !== undefined && /^(-|\d+\.)$/.test(last))
        joined[joined.length - 1] = `${last} ${text}`;
      else joined.push(text);
      return joined;
    }, []);
  return sentences
    .flatMap((text) => {
      const words = text.split(' ');
      if (words.length <= mostWords) return [text];
      const cuts = Math.ceil(words.length / mostWords);
      const size = Math.ceil(words.length / cuts);
      return Array.from({ length: cuts }, (_, cut) =>
        words.slice(cut * size, (cut + 1) * size).join(' '),
      );
    })
    .map((text, index) => ({
      text,
      words: countWords(text),
      glue: index === 0 ? '\n' : ' ',
    }));
}

const join = (sentences: readonly Sentence[]): string =>
  sentences.map((sentence, index) => (index === 0 ? '' : sentence.glue) + sentence.text).join('');

/** Cuts a section into pieces of even size, each beginning with the last sentence of the one before. */
function cutSection(section: Section): string[] {
  const sentences = section.blocks.flatMap((block) => sentencesOf(block.text));
  const total = sentences.reduce((sum, sentence) => sum + sentence.words, 0);
  if (total <= mostWords) return total === 0 ? [] : [join(sentences)];
  const target = total / Math.ceil(total / wantedWords);
  const texts: string[] = [];
  let open: Sentence[] = [];
  let words = 0;
  let fresh = 0;
  for (const sentence of sentences) {
    if (fresh > 0 && (words >= target || words + sentence.words > mostWords)) {
      texts.push(join(open));
      const last = open.at(-1);
      const repeats =
        last !== undefined &&
        last.words <= mostOverlapWords &&
        last.words + sentence.words <= mostWords;
      open = repeats ? [last] : [];
      words = repeats ? last.words : 0;
      fresh = 0;
    }
    open.push(sentence);
    words += sentence.words;
    fresh += 1;
  }
  if (fresh > 0) texts.push(join(open));
  return texts;
}

/**
 * Splits an article at its headings and then at sentences. Every word of the article is in the
 * title, the heading or the text of some piece; lists and table rows keep their lines.
 */
export function splitArticle(article: { readonly title: string; readonly body: string }): Piece[] {
  const seen = new Map<string, number>();
  const anchorOf = (heading: string): string => {
    const slug = headingSlug(heading);
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return times === 0 ? slug : `${slug}-${times}`;
  };
  const sections = readSections(article.body, article.title);
  const pieces = sections.flatMap((section, index) => {
    const anchor = section.path.length === 0 ? '' : anchorOf(section.heading);
    const heading = section.path.join(' › ') || article.title;
    const texts = cutSection(section);
    if (texts.length > 0) return texts.map((text) => ({ heading, anchor, text }));
    // A heading with nothing under it is kept where no deeper heading carries its words.
    const next = sections[index + 1];
    const carried = next !== undefined && section.path.every((text, at) => next.path[at] === text);
    return section.path.length === 0 || carried ? [] : [{ heading, anchor, text: section.heading }];
  });
  return pieces.length > 0 ? pieces : [{ heading: article.title, anchor: '', text: article.title }];
}
