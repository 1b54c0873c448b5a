// The ranges in which an address counts as private.
import { expect, test } from 'vitest';
import { isLocalName, isPrivateAddress } from './private-address.ts';

const NEAR = [
  '127.0.0.1',
  '127.255.255.254',
  '0.0.0.0',
  '10.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.20',
  '169.254.10.1',
  '::1',
  '::',
  'fe80::1',
  'febf::1',
  'fc00::1',
  'fd12:3456:789a::1',
  '::ffff:127.0.0.1',
  '::ffff:10.1.2.3',
];

const PUBLIC = [
  '203.0.113.9',
  '8.8.8.8',
  '126.255.255.255',
  '128.0.0.1',
  '172.15.255.255',
  '172.32.0.1',
  '192.167.255.255',
  '192.169.0.1',
  '169.253.255.255',
  '0.0.0.1',
  '2001:db8::1',
  'fec0::1',
  'fe7f::1',
  '::ffff:203.0.113.9',
  'no address',
];

test.each(NEAR)('%s is private', (address) => expect(isPrivateAddress(address)).toBe(true));
test.each(PUBLIC)('%s is not private', (address) => expect(isPrivateAddress(address)).toBe(false));

test.each([
  ['localhost', true],
  ['api.localhost', true],
  ['printer.local', true],
  ['local', false],
  ['notlocalhost', false],
  ['localhost.example.com', false],
])('the name %s is judged as private: %s', (name, isLocal) => expect(isLocalName(name)).toBe(isLocal));
