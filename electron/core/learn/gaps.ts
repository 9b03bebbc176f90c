import type { GapQuestion, GapState, KnowledgeGap } from '#domain/knowledge-gap.ts';
import { PackName } from '#domain/ids.ts';

/**
 * Cosine from which two questions ask for the same thing. Higher splits rewordings, lower joins
 * neighbours. A first guess that nobody has measured.
 */
export const sameQuestion = 0.72;
const shownQuestions = 10;

interface Asked {
  readonly question: GapQuestion;
  /** Unit length. */
  readonly vector: Float32Array;
}

interface Group {
  readonly members: Asked[];
  /** Sum of the members' vectors, not of unit length. */
  readonly sum: Float64Array;
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let total = 0;
  for (let at = 0; at < a.length; at += 1) total += (a[at] ?? 0) * (b[at] ?? 0);
  return total;
};

const length = (vector: ArrayLike<number>): number => Math.sqrt(dot(vector, vector));

const likeness = (group: Group, vector: Float32Array): number => {
  const size = length(group.sum);
  return size === 0 ? 0 : dot(group.sum, vector) / size;
};

/**
 * Groups questions that no article answered, oldest first into the nearest group (leader clustering:
 * Hartigan 1975, chapter 3), so that a group keeps its id when later questions join it. The most
 * frequent group comes first, then the newest.
 */
export function groupQuestions(
  pack: string,
  asked: readonly Asked[],
  stateOf: (gap: string) => GapState | undefined,
): KnowledgeGap[] {
  const groups: Group[] = [];
  const inOrder = asked.toSorted(
    (a, b) => a.question.at - b.question.at || a.question.turn.localeCompare(b.question.turn),
  );
  for (const one of inOrder) {
    let best: Group | undefined;
    let most = sameQuestion;
    for (const group of groups) {
      const near = likeness(group, one.vector);
      if (near >= most) {
        best = group;
        most = near;
      }
    }
    if (best === undefined) groups.push({ members: [one], sum: Float64Array.from(one.vector) });
    else {
      best.members.push(one);
      for (const [at, value] of one.vector.entries()) best.sum[at] = (best.sum[at] ?? 0) + value;
    }
  }
  return groups
    .map((group) => toGap(pack, group, stateOf))
    .sort((a, b) => b.count - a.count || b.lastAt - a.lastAt);
}

function toGap(
  pack: string,
  group: Group,
  stateOf: (gap: string) => GapState | undefined,
): KnowledgeGap {
  const [first] = group.members;
  if (first === undefined) throw new Error('A group of questions has no member.');
  let middle = first;
  for (const one of group.members)
    if (likeness(group, one.vector) > likeness(group, middle.vector)) middle = one;
  const newest = group.members.map(({ question }) => question).toSorted((a, b) => b.at - a.at);
  const id = `gap-${first.question.turn}`;
  return {
    id,
    pack: PackName.parse(pack),
    title: middle.question.text,
    count: newest.length,
    conversations: new Set(newest.map(({ conversation }) => conversation)).size,
    lastAt: newest[0]?.at ?? 0,
    questions: newest.slice(0, shownQuestions),
    state: stateOf(id) ?? 'open',
  };
}

const slug = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60) || 'article';

/** An article to be written: the questions it must answer, and room for the answer. */
export function draftArticle(
  gap: KnowledgeGap,
  nearest: readonly { readonly title: string; readonly path: string }[],
): { readonly name: string; readonly markdown: string } {
  const title = gap.title.charAt(0).toUpperCase() + gap.title.slice(1);
  const lines = [
    '---',
    `title: ${JSON.stringify(title)}`,
    'owner: ',
    'audience: customer',
    '---',
    '',
    'Write the answer here, in the words you would say to the customer.',
    '',
    '## Questions this article must answer',
    '',
    ...gap.questions.map(({ text }) => `- ${text.replaceAll(/\s+/g, ' ').trim()}`),
    ...(nearest.length === 0
      ? []
      : [
          '',
          '## Articles that come nearest',
          '',
          ...nearest.map((article) => `- ${article.title} (${article.path})`),
        ]),
    '',
  ];
  return { name: `${slug(gap.title)}.md`, markdown: lines.join('\n') };
}
