import type { ModelFigure, ModelListing, ModelState } from '#domain/model-listing.ts';
import type { Tone } from '#renderer/ui/Chip.tsx';
import { capital, plain } from '#renderer/ui/format.ts';
import { number } from '../amounts.ts';

/** @file What a model's task, state and figures are called. */

const tasks: Readonly<Record<string, { readonly title: string; readonly hint: string }>> = {
  embedding: {
    title: 'Meaning',
    hint: 'Turns a sentence into numbers that lie close where the meaning is close. Intents and article search stand on it.',
  },
  sentiment: { title: 'Sentiment', hint: 'How the customer sounds. Never used on agents.' },
  entities: {
    title: 'Names and numbers',
    hint: 'Finds people, addresses and other things that are named in the talk.',
  },
  'zero-shot': {
    title: 'Labels without examples',
    hint: 'Tells labels apart by their description only. Slower with every label.',
  },
  reranking: {
    title: 'Reading passages',
    hint: 'Reads the best passages together with the question and puts them in order. Slower, and more often right.',
  },
  speech: { title: 'Speech', hint: 'Turns what is said into words.' },
  speaker: { title: 'Voices', hint: 'Compares a caller with an enrolled voice.' },
  'text-generation': { title: 'Writing', hint: 'Words a reply from what was found.' },
};

export interface TaskGroup {
  readonly task: string;
  readonly title: string;
  readonly hint: string;
  readonly models: readonly ModelListing[];
}

/** Models by what they are for, in a fixed order; tasks nobody here knows come last. */
export function byTask(models: readonly ModelListing[]): readonly TaskGroup[] {
  const known = Object.keys(tasks);
  const present = [...new Set(models.map(({ task }) => task))];
  const place = (task: string): number => {
    const index = known.indexOf(task);
    return index < 0 ? known.length : index;
  };
  return present
    .toSorted((a, b) => place(a) - place(b) || a.localeCompare(b))
    .map((task) => ({
      task,
      title: tasks[task]?.title ?? capital(plain(task)),
      hint: tasks[task]?.hint ?? '',
      models: models.filter((model) => model.task === task),
    }));
}

export const stateText: Readonly<Record<ModelState, { readonly title: string; readonly tone: Tone }>> =
  {
    embedded: { title: 'Comes with Earshot', tone: 'neutral' },
    installed: { title: 'Installed', tone: 'accent' },
    available: { title: 'Not installed', tone: 'neutral' },
    installing: { title: 'Installing', tone: 'warn' },
    damaged: { title: 'Damaged', tone: 'bad' },
  };

/** Metrics that are a share of things got right; everything else is shown as the number it is. */
const isShare = (metric: string): boolean =>
  /accuracy|precision|recall|f1|f2|hit@/i.test(metric);

/** 88.6%, 0.941, 4.2 ms. */
export function figureValue({ metric, unit, value }: ModelFigure): string {
  if (unit !== undefined && unit !== '') return `${number(value, 3)} ${unit}`;
  if (isShare(metric) && value >= 0 && value <= 1) return `${(value * 100).toFixed(1)}%`;
  return number(value);
}
