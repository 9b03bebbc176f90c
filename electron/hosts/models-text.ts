import type { ModelFigure, ModelListing } from '#domain/model-listing.ts';

/** @file A model in words, for the command line. */

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** One line per model, then what is wrong. */
export function listModels(models: readonly ModelListing[]): string[] {
  const width = Math.max(...models.map(({ name }) => name.length));
  return models.flatMap((model) => [
    [
      model.inUse ? '*' : ' ',
      model.name.padEnd(width),
      model.task.padEnd(15),
      model.state.padEnd(10),
      megabytes(model.bytes).padStart(9),
      model.licence,
      ...(model.pinned ? [] : ['(nobody has pinned its files yet)']),
    ].join(' '),
    ...(model.problem === undefined ? [] : [`    ${model.problem}`]),
  ]);
}

const figure = ({ what, metric, value, unit, n }: ModelFigure): string =>
  `    ${what}: ${metric} ${value}${unit === undefined ? '' : ` ${unit}`} (n=${n})`;

export const describeModel = (model: ModelListing): string[] => [
  `${model.title} (${model.name} ${model.version}): ${model.state}${model.inUse ? ', in use' : ''}, ${megabytes(model.bytes)}, ${model.licence}`,
  ...model.measured.map(figure),
  ...(model.inUse || model.state !== 'installed'
    ? []
    : [`    It is used after: earshot models use ${model.name}`]),
];

export const progressLine = (progress: NonNullable<ModelListing['progress']>): string => {
  const { file, done, total, bytesPerSecond } = progress;
  const part = total === 0 ? 0 : Math.min(100, Math.floor((done / total) * 100));
  return `${part.toString().padStart(3)} % of ${megabytes(total)}, ${megabytes(bytesPerSecond)}/s, ${file}`;
};
