import { AskPanel } from '../console/call/AskPanel.tsx';
import { checklistOf } from '../console/call/checklist.ts';
import { ChecklistPanel } from '../console/call/ChecklistPanel.tsx';
import { FlagList } from '../console/call/FlagList.tsx';
import { SummaryPanel } from '../console/call/SummaryPanel.tsx';
import * as calls from './fixtures-call.ts';
import type { Story } from './stories.tsx';

const nothing = (): void => undefined;
const noSuperseded = {};

const checklist = (
  name: string,
  ticks: Parameters<typeof checklistOf>[1],
  intents: readonly string[],
): Story => ({
  group: 'call help',
  name,
  render: () => (
    <div className="bg-surface">
      <ChecklistPanel
        checklist={checklistOf(calls.checklistItems, ticks, new Set(intents))}
        locked={false}
        onTick={nothing}
      />
    </div>
  ),
});

const summary = (name: string, change: Partial<Parameters<typeof SummaryPanel>[0]>): Story => ({
  group: 'call help',
  name,
  render: () => (
    <div className="bg-surface">
      <SummaryPanel
        open
        summary={undefined}
        turns={calls.heard}
        busy={false}
        offline={false}
        copied={false}
        onAsk={nothing}
        onCopy={nothing}
        {...change}
      />
    </div>
  ),
});

const ask = (name: string, change: Partial<Parameters<typeof AskPanel>[0]>): Story => ({
  group: 'call help',
  name,
  render: () => (
    <div className="bg-surface">
      <AskPanel
        open
        answers={[]}
        busy={false}
        offline={false}
        onAsk={nothing}
        onCopy={nothing}
        {...change}
      />
    </div>
  ),
});

export const callHelpStories: readonly Story[] = [
  checklist('checklist, nothing ticked', {}, []),
  checklist('checklist, partly', calls.ticks, ['damaged_item']),
  checklist('checklist, done', calls.allTicks, ['damaged_item']),
  summary('summary, not asked for', {}),
  summary('summary, reading', { busy: true }),
  summary('summary, running, talk went on', { summary: calls.runningSummary }),
  summary('summary, for a colleague, copied', { summary: calls.transferSummary, copied: true }),
  summary('summary, too little', { summary: { ...calls.runningSummary, lines: [] } }),
  ask('ask', {}),
  ask('ask, answered', { answers: [calls.answered] }),
  ask('ask, no answer', { answers: [calls.unanswered, calls.answered] }),
  {
    group: 'call help',
    name: 'flags',
    render: () => (
      <div className="bg-surface">
        <FlagList open flags={calls.flags} turns={calls.heard} superseded={noSuperseded} />
      </div>
    ),
  },
  {
    group: 'call help',
    name: 'no flags',
    render: () => (
      <div className="bg-surface">
        <FlagList open flags={[]} turns={calls.heard} superseded={noSuperseded} />
      </div>
    ),
  },
];
