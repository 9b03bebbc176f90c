import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { SentimentTrend, trendText } from './SentimentTrend.tsx';

const points = (...scores: readonly number[]) =>
  scores.map((score, index) => ({ turn: `turn-${index}`, score }));

describe('the trend of sentiment', () => {
  it('is said in words', () => {
    expect(trendText(points(0.1, -0.1, -0.4, -0.8), 'worse')).toBe(
      'Getting worse: from neutral to negative over the last 4 turns',
    );
    expect(trendText(points(-0.9, -0.3), 'better')).toBe(
      'Getting better: negative over the last 2 turns',
    );
    expect(trendText(points(0, 0.1), 'steady')).toBe('Steady: neutral over the last 2 turns');
    expect(trendText([], 'steady')).toBe('');
  });

  it('is no line for a single turn, and no number outside its box', () => {
    expect(renderToString(<SentimentTrend points={points(0.5)} direction="steady" />)).toBe('');
    const html = renderToString(<SentimentTrend points={points(-7, 7)} direction="better" />);
    expect(html).toContain('Customer: Getting better: from negative to positive');
    expect(html).toContain('2.5,13.5 41.5,2.5');
  });

  it('names what is urgent', () => {
    const html = renderToString(
      <SentimentTrend points={[]} direction="steady" urgency={['repeat_contact', 'deadline']} />,
    );
    expect(html).toContain('repeat contact, deadline');
  });
});
