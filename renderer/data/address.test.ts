import { expect, it } from 'vitest';
import { socketAddress, withFragment } from './address.ts';

it('takes one value out of the fragment and keeps the others', () => {
  expect(withFragment('#token=abc&conversation=c-1', 'token', undefined)).toBe('#conversation=c-1');
  expect(withFragment('#token=abc', 'token', undefined)).toBe('');
  expect(withFragment('', 'conversation', 'a b')).toBe('#conversation=a+b');
});

it('asks for /rpc on the page’s own host', () => {
  expect(socketAddress('127.0.0.1:4100', 'x/y')).toBe('ws://127.0.0.1:4100/rpc?token=x%2Fy');
  expect(socketAddress('127.0.0.1:4100', undefined)).toBe('ws://127.0.0.1:4100/rpc');
});
