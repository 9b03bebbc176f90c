import type { IntentComparison, IntentModel } from '#domain/taxonomy.ts';

/** @file Versions of intents in lines for a person. */

const worst = 5;
const share = (value: number): string => value.toFixed(3);
const quoted = (text: string): string => `"${text.length > 90 ? `${text.slice(0, 89)}…` : text}"`;
/** Four intents are too few to leave some out in turn: too different to stand for the unknown. */
const outsideOf = ({ outOfScope, labels }: IntentModel['report']): string => {
  if (outOfScope === 'none') return 'nothing to measure it on';
  if (outOfScope === 'labels_left_out') return 'intents left out in turn';
  return labels > 4
    ? 'out-of-scope examples, and intents left out in turn'
    : 'out-of-scope examples';
};

export function listLine(model: IntentModel): string {
  const { report } = model;
  const state = [
    model.inUse ? 'in use' : '',
    model.stale === true ? 'to be trained anew' : '',
    model.origin === 'pack' ? 'the pack’s own' : '',
  ].filter((one) => one !== '');
  return `${model.id}  ${quoted(model.name)}  ${report.labels} intents, ${report.examples} examples, accuracy ${share(report.accuracy)}${state.length > 0 ? `  (${state.join(', ')})` : ''}`;
}

export function reportLines({ name, pack, base, origin, report }: IntentModel): string[] {
  const from =
    origin === 'pack' ? 'the pack’s own' : base === 'pack' ? 'adds to the pack' : 'on its own';
  const { confusions, suspects, byLabel } = report;
  const weak = byLabel
    .filter(({ recall, examples }) => recall < 0.7 && examples > 1)
    .sort((a, b) => a.recall - b.recall);
  return [
    `${quoted(name)} of ${pack} (${from}): ${report.labels} intents, ${report.examples} examples, trained in ${(report.trainingMs / 1000).toFixed(1)} s`,
    `Accuracy ${share(report.accuracy)}, macro-F1 ${share(report.macroF1)} (cross-validated, ${report.folds} folds, seed ${report.seed}, threshold aside)`,
    `Threshold ${share(report.threshold)}: right and answered ${share(report.answered)}, out-of-scope recall ${share(report.rejected)} (${outsideOf(report)}), ECE ${share(report.ece)}`,
    ...section(
      'Hardest to recognise:',
      weak,
      ({ label, recall, examples }) => `${label}: recall ${share(recall)} of ${examples}`,
    ),
    ...section(
      'Worst confusions:',
      confusions,
      ({ label, taken, count, texts }) =>
        `${count} of ${label} taken for ${taken}${texts[0] === undefined ? '' : `: ${quoted(texts[0])}`}`,
    ),
    ...section(
      'These look mislabelled:',
      suspects,
      ({ text, label, own, suggested, confidence }) =>
        `${quoted(text)} is under ${label} (${own.toFixed(2)}), looks like ${suggested} (${confidence.toFixed(2)})`,
    ),
    ...(report.warnings ?? []).map((warning) => `Note: ${warning}`),
  ];
}

export function comparisonLines(
  comparison: IntentComparison,
  models: readonly IntentModel[],
): string[] {
  const nameOf = (id: string): string => quoted(models.find((one) => one.id === id)?.name ?? id);
  const { candidate, other, n, candidateAccuracy, otherAccuracy, added, dropped, won, lost } =
    comparison;
  return [
    n === 0
      ? `${nameOf(candidate)} and ${nameOf(other)} share no intent that could be compared.`
      : `On ${n} held-out examples with intents that both know: ${nameOf(candidate)} ${share(candidateAccuracy)}, ${nameOf(other)} ${share(otherAccuracy)}.`,
    ...(added.length > 0 ? [`New: ${added.join(', ')}`] : []),
    ...(dropped.length > 0 ? [`Gone: ${dropped.join(', ')}`] : []),
    ...section(
      'Right now, wrong before:',
      won,
      ({ text, label, was }) => `${quoted(text)} is ${label}, was taken for ${was}`,
    ),
    ...section(
      'Wrong now, right before:',
      lost,
      ({ text, label, now }) => `${quoted(text)} is ${label}, now taken for ${now}`,
    ),
  ];
}

function section<T>(title: string, items: readonly T[], line: (item: T) => string): string[] {
  if (items.length === 0) return [];
  const rest = items.length - worst;
  return [
    title,
    ...items.slice(0, worst).map((item) => `  ${line(item)}`),
    ...(rest > 0 ? [`  and ${rest} more (--json has them)`] : []),
  ];
}
