// A text that is not a host is refused with a reason, and every host that is accepted can be connected to.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hostFault } from './host-fault.ts';
import { urlFault } from './url-fault.ts';

test.each([
  ['256.256.256.256', /is not an IPv4 address/],
  ['1.2.3.400:80', /is not an IPv4 address/],
  ['1.2.3.4.5', /is not an IPv4 address/],
  ['0x100000000', /is not an IPv4 address/],
  ['shop.0x', /is not an IPv4 address/],
  ['[1::2::3]', /is not an IPv6 address/],
  ['[::1', /is not a host/],
  ['[fe80::1%25lo]:80', /zone \("%25lo"\)/],
  ['[fe80::1%eth0]', /zone \("%eth0"\)/],
  ['a b', /is not a host/],
  ['shop.example:0', /is not a port/],
  ['[::1]:99999', /is not a port/],
])('%s', (authority, words) => {
  expect(hostFault(authority) ?? '').toMatch(words);
});

test.each([
  '127.0.0.1',
  '127.1:80',
  '0x7f.1',
  '2130706433',
  '[::1]:8080',
  'localhost',
  'shop.example:443',
  'a_b.test',
  'bücher.example',
])('%s is a host', (authority) => expect(hostFault(authority)).toBeNull());

test('every accepted URL can be sent to', () => {
  const part = fc.oneof(fc.stringMatching(/^[0-9a-fx.]{1,12}$/), fc.stringMatching(/^\[[0-9a-f:.%]{0,12}\]$/), fc.string());
  fc.assert(
    fc.property(part, fc.constantFrom('', ':80', ':'), (host, port) => {
      const url = `http://${host}${port}/`;
      if (urlFault(url) === null) expect(URL.canParse(url)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
