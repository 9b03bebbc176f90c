import { expect, it } from 'vitest';
import { shellMessageOf } from './link.ts';

it('takes exactly one port, or the news that the core is gone', () => {
  const { port1, port2 } = new MessageChannel();
  expect(shellMessageOf({ data: { type: 'earshot-port' }, ports: [port1] })).toBe(port1);
  expect(shellMessageOf({ data: { type: 'earshot-gone' }, ports: [] })).toBe('gone');
  expect(shellMessageOf({ data: { type: 'earshot-port' }, ports: [] })).toBeUndefined();
  expect(shellMessageOf({ data: { type: 'earshot-port' }, ports: [port1, port2] })).toBeUndefined();
  expect(shellMessageOf({ data: 'earshot-port', ports: [port1] })).toBeUndefined();
  expect(shellMessageOf({ data: { type: 'earshot-ready' }, ports: [port1] })).toBeUndefined();
  port1.close();
});
