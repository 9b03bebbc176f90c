import { describe, expect, it } from 'vitest';
import { above, hashOf, placeOf } from './place.ts';

describe('the address of an admin page', () => {
  it('is read back as it was written, and the conversation stays in it', () => {
    const place = { page: 'intents', pack: 'retail', version: 'v 1&2' } as const;
    const hash = hashOf('#conversation=c-1', place);
    expect(placeOf(hash)).toEqual(place);
    expect(hash).toContain('conversation=c-1');
    expect(hashOf(hash, undefined)).toBe('#conversation=c-1');
  });

  it('leaves nothing of one page on the next', () => {
    const hash = hashOf('#admin=intents&pack=retail&version=v1', { page: 'models' });
    expect(hash).toBe('#admin=models');
    expect(placeOf(hash)).toEqual({ page: 'models' });
  });

  it('keeps the pack of the knowledge page', () => {
    const place = { page: 'knowledge', pack: 'retail' } as const;
    expect(placeOf(hashOf('#conversation=c-1', place))).toEqual(place);
    expect(hashOf(hashOf('', place), { page: 'models' })).toBe('#admin=models');
    expect(above(place)).toBeUndefined();
  });

  it('keeps the pack of the page of calls', () => {
    const place = { page: 'calls', pack: 'saas' } as const;
    expect(placeOf(hashOf('#conversation=c-1', place))).toEqual(place);
    expect(above(place)).toBeUndefined();
  });

  it('is none for an unknown page', () => {
    expect(placeOf('#admin=secrets')).toBeUndefined();
    expect(placeOf('')).toBeUndefined();
  });

  it('leads out one step at a time', () => {
    const version = { page: 'intents', pack: 'retail', version: 'v1' } as const;
    expect(above(version)).toEqual({ page: 'intents', pack: 'retail' });
    expect(above({ page: 'intents', pack: 'retail' })).toBeUndefined();
    expect(above({ page: 'models' })).toBeUndefined();
  });
});
