import type { Evidence, Turn } from '#domain/conversation.ts';
import type { Form, FormField } from '#domain/form.ts';
import type { Insight } from '#domain/insight.ts';
import type { Pack, PackForm, PackFormField } from '#domain/pack.ts';
import { unreachable } from '#domain/result.ts';
import type { ConversationView } from '#domain/view.ts';
import { candidatesOf, type Candidate } from './forms-candidates.ts';
import { intentTotals, intentWords } from './forms-intent.ts';
import { isMatter } from './intent.ts';

type Insights = Readonly<Record<string, readonly Insight[]>>;

/** By how much another intent must lead before a form the agent worked in is put away. */
const changeOfMind = 2;
/** Of the leading matter's confidence, what an intent must have before its form appears. */
const leadsTo = 0.65;
/** A later value replaces an earlier one when it is nearly as sure. */
const nearlyAsSure = 0.8;

/**
 * The pack's form for what this conversation is about: the intent with the most confidence over all
 * customer turns. Undefined while no intent with a form was heard.
 */
export function formFor(options: {
  readonly view: Pick<ConversationView, 'turns' | 'insights' | 'form'>;
  readonly pack: Pick<Pack, 'manifest'>;
}): PackForm | undefined {
  const { view, pack } = options;
  const totals = intentTotals(view.turns, view.insights);
  const { forms } = pack.manifest;
  const formOf = (intent: string): PackForm | undefined =>
    forms.find((form) => form.intents.includes(intent));
  const best = totals.find(({ intent }) => formOf(intent) !== undefined);
  const leading = totals.find(({ intent }) => isMatter(pack, intent));
  // One unsure turn does not bring a form into a talk that is about something without one.
  if (view.form === undefined && best !== undefined && best.total < leadsTo * (leading?.total ?? 0))
    return undefined;
  const current = forms.find((form) => form.name === view.form?.name);
  if (best === undefined || current === undefined) return best && formOf(best.intent);
  const touched = view.form?.fields.some(
    ({ state }) => state === 'accepted' || state === 'edited' || state === 'cleared',
  );
  if (touched !== true) return formOf(best.intent);
  const own = Math.max(
    0,
    ...totals.filter(({ intent }) => current.intents.includes(intent)).map(({ total }) => total),
  );
  return best.total > changeOfMind * own ? formOf(best.intent) : current;
}

/**
 * Fills a form from the conversation. Each field keeps the words it came from. The customer's words
 * go before the agent's, unless the customer said yes to what the agent read back; a later value
 * replaces an earlier one, a turn that another supersedes counts no more; what the agent accepted, edited or cleared stays as it is.
 */
export function fillForm(options: {
  readonly form: PackForm;
  readonly pack: Pick<Pack, 'manifest'>;
  readonly turns: readonly Turn[];
  readonly insights: Insights;
  readonly previous?: Form;
}): Form {
  const { form, insights, previous } = options;
  const replaced = new Set(options.turns.map(({ supersedes }) => supersedes));
  const turns = options.turns.filter(({ id }) => !replaced.has(id));
  const owned = assign(form, candidatesOf(form, turns, insights));
  const about =
    intentTotals(turns, insights).find(({ intent }) => form.intents.includes(intent))?.intent ??
    form.intents[0] ??
    form.name;
  const same = previous?.name === form.name ? previous : undefined;
  return {
    name: form.name,
    title: form.title,
    intent: about,
    fields: form.fields.map((field) => {
      const before = same?.fields.find(({ name }) => name === field.name);
      if (before !== undefined && before.state !== 'empty' && before.state !== 'filled')
        return before;
      const blank = { name: field.name, title: field.title, required: field.required };
      if (field.value !== undefined)
        return {
          ...blank,
          value: field.value,
          display: field.value,
          confidence: 1,
          sources: intentWords(about, turns, insights),
          state: 'filled' as const,
        };
      return fieldFrom(blank, owned.get(field.name) ?? []);
    }),
  };
}

type Blank = Pick<FormField, 'name' | 'title' | 'required'>;

function fieldFrom(blank: Blank, candidates: readonly Candidate[]): FormField {
  let best: Candidate | undefined;
  for (const candidate of candidates) {
    if (best === undefined || candidate.preference < best.preference) best = candidate;
    else if (
      candidate.preference === best.preference &&
      candidate.weight >= best.weight * (candidate.corrects ? nearlyAsSure / 2 : nearlyAsSure)
    )
      best = candidate;
  }
  if (best === undefined) return { ...blank, sources: [], state: 'empty' };
  const chosen = best;
  const agreeing = candidates.filter(({ value }) => value === chosen.value);
  // Said twice is surer than said once; never certain.
  const doubt = agreeing.reduce((left, { weight }) => left * (1 - weight * 0.5), 1 - chosen.weight);
  return {
    ...blank,
    value: chosen.value,
    display: chosen.display,
    confidence: Math.round(Math.min(0.99, Math.max(0.05, 1 - doubt)) * 100) / 100,
    sources: distinct(agreeing.flatMap(({ sources }) => sources)),
    state: 'filled',
  };
}

const distinct = (sources: readonly Evidence[]): Evidence[] => {
  const seen = new Set<string>();
  return sources.filter(({ turn, span }) => {
    const key = `${turn}:${span.start}:${span.end}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
};

/**
 * Which mention belongs to which field. A mention goes to the field whose cue stands before it or
 * whose question it answers; one that nobody claims goes to the first field that is still empty.
 */
function assign(form: PackForm, candidates: readonly Candidate[]): Map<string, Candidate[]> {
  const owned = new Map<string, Candidate[]>();
  const give = (field: PackFormField, candidate: Candidate): void => {
    owned.set(field.name, [...(owned.get(field.name) ?? []), candidate]);
  };
  const unclaimed: Candidate[] = [];
  for (const candidate of candidates) {
    const field = form.fields.find(({ name }) => name === candidate.owner);
    if (field !== undefined) give(field, candidate);
    else unclaimed.push(candidate);
  }
  for (const candidate of unclaimed) {
    const open = candidate.fields
      .map((name) => form.fields.find((field) => field.name === name))
      .filter((field) => field !== undefined);
    const only = open.length === 1 ? open[0] : undefined;
    const field =
      only ??
      // The other account of a transfer cannot be the same one.
      open.find(
        ({ name }) =>
          !owned.has(name) &&
          !open.some((other) =>
            owned.get(other.name)?.some(({ value }) => value === candidate.value),
          ),
      );
    if (field !== undefined)
      give(field, { ...candidate, weight: candidate.weight * (only === undefined ? 0.7 : 1) });
  }
  for (const list of owned.values()) list.sort((a, b) => a.order - b.order);
  return owned;
}

/** What the agent says about one field; it has the last word over every refill. */
export function decideFormField(
  form: Form,
  field: string,
  decision:
    | { readonly verdict: 'accept' }
    | { readonly verdict: 'edit'; readonly value: string }
    | { readonly verdict: 'clear' },
): Form {
  const decided = (before: FormField): FormField => {
    const { value, display, confidence, ...blank } = before;
    switch (decision.verdict) {
      case 'accept':
        // Nothing to accept in an empty field.
        return value === undefined ? before : { ...before, state: 'accepted' };
      case 'edit': {
        const typed = decision.value.trim();
        return typed === ''
          ? { ...blank, sources: [], state: 'cleared' }
          : { ...blank, value: typed, display: typed, confidence: 1, sources: [], state: 'edited' };
      }
      case 'clear':
        return { ...blank, sources: [], state: 'cleared' };
      default:
        return unreachable(decision);
    }
  };
  return {
    ...form,
    fields: form.fields.map((before) => (before.name === field ? decided(before) : before)),
  };
}
