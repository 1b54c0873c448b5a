import { expect, test } from 'vitest';
import { send, templateFor } from './http1/test-wire.ts';
import { reachOf } from './reach.ts';

test.each([
  ['shop.example.com', true],
  ['SHOP.example.com', false],
  ['evil.example', false],
  ['8.8.8.8', false],
  ['127.0.0.1', true],
  ['10.1.2.3', true],
  ['[::1]', true],
  ['[2001:db8::1]', false],
  ['localhost', true],
  ['printer.local', true],
])('requests of a plan at shop.example.com may reach %s: %s', (hostname, expected) => {
  expect(reachOf(['shop.example.com'])(hostname)).toBe(expected);
});

test.each(['http1', 'undici'] as const)('%s opens no connection to a host that the plan does not name', async (kind) => {
  for (const hostname of ['203.0.113.1', '[2001:db8::1]', 'elsewhere.example']) {
    const heard = await send(kind, templateFor(`http://${hostname}/`), { mayReach: (host) => host === 'shop.example.com' });
    expect(heard).toMatchObject({ outcome: 'connect_failed', message: expect.stringContaining(`${hostname} is a public host`) });
  }
});
