import { unreachable } from '#domain/result.ts';
import type { Suggestion, SuggestionBody } from '#domain/suggestion.ts';
import type { IconName } from '#renderer/ui/icons.tsx';

export const kindTitle: Readonly<Record<SuggestionBody['kind'], string>> = {
  reply: 'Reply',
  article: 'Article',
  step: 'Step',
  action: 'Next best action',
  form: 'Form',
};

export const kindIcon: Readonly<Record<SuggestionBody['kind'], IconName>> = {
  reply: 'reply',
  article: 'article',
  step: 'step',
  action: 'action',
  form: 'form',
};

/** The words of a card: what copy copies and what edit starts from. */
export function cardText({ body }: Suggestion): string {
  switch (body.kind) {
    case 'reply':
    case 'step':
    case 'action':
    case 'form':
      return body.text;
    case 'article':
      return body.excerpt;
    default:
      return unreachable(body);
  }
}

interface Acceptance {
  /** On the button. */
  readonly label: string;
  /** What pressing it does. */
  readonly does: string;
}

/** What accepting a card does, by kind: the button says it in the agent's words. */
export const acceptance: Readonly<Record<SuggestionBody['kind'], Acceptance>> = {
  reply: { label: 'Use reply', does: 'Puts it where you answer; nothing is sent' },
  article: { label: 'Open article', does: 'Opens the article at this place' },
  step: { label: 'Mark done', does: 'Ticks the step off; nothing else happens' },
  action: { label: 'Review', does: 'Prepares it; nothing runs before you approve it' },
  form: { label: 'Open form', does: 'Shows the form beside the talk' },
};

/** The title without the kind, which stands above it already. */
export function cardTitle(card: Suggestion): string {
  const kind = `${kindTitle[card.body.kind]}: `;
  return card.title.startsWith(kind) ? card.title.slice(kind.length) : card.title;
}

/** The words below the title of a closed card: without those the title says already. */
export function cardPreview(card: Suggestion): string {
  const text = cardText(card);
  const said = cardTitle(card).replace(/\s*…$/, '');
  if (!text.startsWith(said)) return text;
  const rest = text.slice(said.length).replace(/^[\s.,:;!?…]+/, '');
  return rest === '' ? '' : rest.charAt(0) === rest.charAt(0).toLowerCase() ? `… ${rest}` : rest;
}

/** The card in a word and its title, as assistive technology announces it. */
export const cardName = (card: Suggestion): string =>
  `${kindTitle[card.body.kind]}: ${cardTitle(card)}`;

/** An action that no approval could make run: it is shown with its reason, not offered. */
export const isForbidden = ({ body }: Suggestion): boolean =>
  body.kind === 'action' && body.eligibility.decision === 'forbid';

/** The first sentence and the rest, so that the critical fact can stand out. */
export function leadOf(text: string): { readonly lead: string; readonly rest: string } {
  const match = /^[\s\S]{12,180}?[.!?](?=\s)/.exec(text);
  if (match === null) return { lead: text, rest: '' };
  return { lead: match[0], rest: text.slice(match[0].length).trimStart() };
}
