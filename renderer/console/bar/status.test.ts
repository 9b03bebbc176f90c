import { expect, it } from 'vitest';
import { goodHealth, offlineHealth } from '#renderer/gallery/fixtures-app.ts';
import { statusOf } from './StatusFlyout.tsx';

it('says the worst thing first', () => {
  expect(statusOf('lost', goodHealth).text).toBe('Reconnecting');
  expect(statusOf('connecting', undefined).text).toBe('Connecting');
  expect(statusOf('connected', undefined).text).toBe('Checking');
  expect(statusOf('connected', offlineHealth).text).toBe('CRM offline');
  expect(statusOf('connected', { ...goodHealth, waiting: offlineHealth.waiting }).text).toBe(
    'Syncing',
  );
  expect(statusOf('connected', goodHealth)).toEqual({ tone: 'good', text: 'In sync' });
});
