import { renderToString } from 'react-dom/server';
import { expect, it } from 'vitest';
import { insights, turns } from '#renderer/gallery/fixtures.ts';
import { TipProvider } from '#renderer/ui/Tip.tsx';
import { TurnRow } from './TurnRow.tsx';

const row = (index: number): string => {
  const turn = turns[index];
  if (turn === undefined) throw new Error(`There is no turn ${index}.`);
  return renderToString(
    <TipProvider>
      <TurnRow
        turn={turn}
        continued={false}
        superseded={false}
        insights={insights['turn-2'] ?? []}
        spotlight={[]}
        pointed={false}
      />
    </TipProvider>,
  );
};

it('shows intent and sentiment of a customer’s turn', () => {
  expect(row(1)).toContain('Sentiment');
  expect(row(1)).toContain('Damaged item 91%');
});

it('never shows sentiment on an agent’s turn, whatever it is given', () => {
  expect(row(2)).not.toContain('Sentiment');
});
