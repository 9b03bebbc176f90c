import type { ReactNode } from 'react';
import { approvalStories } from './stories-approval.tsx';
import { barStories } from './stories-bar.tsx';
import { besideStories } from './stories-beside.tsx';
import { callAdminStories } from './stories-call-admin.tsx';
import { callHelpStories } from './stories-call-help.tsx';
import { callStartStories } from './stories-call-start.tsx';
import { callStories } from './stories-call.tsx';
import { cardStories } from './stories-cards.tsx';
import { importStories } from './stories-import.tsx';
import { intentStories } from './stories-intents.tsx';
import { knowledgeStories } from './stories-knowledge.tsx';
import { modelStories } from './stories-models.tsx';
import { talkStories } from './stories-talk.tsx';
import { voiceStories } from './stories-voice.tsx';

export interface Story {
  readonly group: string;
  readonly name: string;
  readonly render: () => ReactNode;
}

export const stories: readonly Story[] = [
  ...cardStories,
  ...approvalStories,
  ...talkStories,
  ...callStartStories,
  ...callStories,
  ...callHelpStories,
  ...besideStories,
  ...knowledgeStories,
  ...barStories,
  ...intentStories,
  ...modelStories,
  ...importStories,
  ...callAdminStories,
  ...voiceStories,
];
