import { describe, expect, it } from 'vitest';
import { isOwnHost, refuseUpgrade, sameToken } from './access.ts';

const good = {
  host: '127.0.0.1:4100',
  origin: 'http://127.0.0.1:4100',
  token: 'secret',
  port: 4100,
  expectedToken: 'secret',
};

describe('who may open a socket', () => {
  it('lets the page of this server with the token in', () => {
    expect(refuseUpgrade(good)).toBeUndefined();
    expect(
      refuseUpgrade({ ...good, host: 'localhost:4100', origin: 'http://localhost:4100' }),
    ).toBeUndefined();
  });

  it.each([
    ['a name that was rebound to 127.0.0.1', { host: 'evil.example:4100' }, 421],
    ['no Host', { host: undefined }, 421],
    ['another port', { host: '127.0.0.1:4101' }, 421],
    ['a page from elsewhere', { origin: 'https://evil.example' }, 403],
    ['a page of another local server', { origin: 'http://127.0.0.1:3000' }, 403],
    ['https, which this is not', { origin: 'https://127.0.0.1:4100' }, 403],
    ['an opaque origin', { origin: 'null' }, 403],
    ['no origin', { origin: undefined }, 403],
    ['no token', { token: null }, 401],
    ['an empty token', { token: '' }, 401],
    ['a wrong token', { token: 'secreu' }, 401],
    ['a longer token', { token: 'secret2' }, 401],
  ])('refuses %s', (_what, change, status) => {
    expect(refuseUpgrade({ ...good, ...change })?.status).toBe(status);
  });

  it('never takes an empty expected token for a yes', () => {
    expect(sameToken('', '')).toBe(false);
    expect(refuseUpgrade({ ...good, token: '', expectedToken: '' })?.status).toBe(401);
  });

  it('does not take a prefix of its own name', () => {
    expect(isOwnHost('127.0.0.1:4100.evil.example', 4100)).toBe(false);
    expect(isOwnHost('127.0.0.1', 4100)).toBe(false);
  });
});
