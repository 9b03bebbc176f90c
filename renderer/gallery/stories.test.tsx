import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { TipProvider } from '../ui/Tip.tsx';
import { stories } from './stories.tsx';

describe('every story renders', () => {
  it.each(stories.map((story) => [`${story.group}: ${story.name}`, story] as const))(
    '%s',
    (_name, story) => {
      expect(renderToString(<TipProvider>{story.render()}</TipProvider>).length).toBeGreaterThan(
        40,
      );
    },
  );
});
