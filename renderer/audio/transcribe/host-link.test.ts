import { describe, expect, it } from 'vitest';
import { createHostLink, tokenIn } from './host-link.ts';

const answering = (status: number) => {
  const bodies: unknown[] = [];
  const ask: typeof fetch = async (_, init) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    bodies.push(typeof init?.body === 'string' ? JSON.parse(init.body) : undefined);
    return new Response(null, { status });
  };
  return { ask, bodies };
};

describe('the talk with the command line', () => {
  it('tells everything, in order, together where it came together', async () => {
    const { ask, bodies } = answering(204);
    const link = createHostLink('secret', ask);
    for (const share of [0, 0.25, 0.5]) link.tell({ kind: 'loading', share });
    await link.told();
    link.tell({ kind: 'over' });
    await link.told();
    expect(bodies.flat()).toEqual([
      ...[0, 0.25, 0.5].map((share) => ({ kind: 'loading', share })),
      { kind: 'over' },
    ]);
    expect(bodies).toHaveLength(3);
  });

  it('does not hide that nobody listens', async () => {
    const link = createHostLink('secret', answering(401).ask);
    link.tell({ kind: 'alive' });
    await expect(link.told()).rejects.toThrow(/401/);
  });

  it('reads the token', () => {
    expect(tokenIn('#token=a%2Bb')).toBe('a+b');
    expect(tokenIn('')).toBe('');
  });
});
