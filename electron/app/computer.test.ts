import { expect, test } from 'vitest';
import { freePorts, socketLimit, thisComputer, thisMachine, tlsLibrary } from './computer.ts';

const LIMITS =
  'Limit                     Soft Limit           Hard Limit           Units\nMax open files            1024                 524288               files\n';
const SOCKSTAT = 'sockets: used 280\nTCP: inuse 100 orphan 0 tw 2000 alloc 120 mem 9\nUDP: inuse 2 mem 0\n';

test('the soft limit counts', () => {
  expect(socketLimit(LIMITS)).toBe(1024);
  expect(socketLimit('Max open files            unlimited            unlimited            files\n')).toBeNull();
  expect(socketLimit('')).toBeNull();
});

test('free ports are the range without those that are in use or waiting', () => {
  expect(freePorts('32768\t60999\n', SOCKSTAT, 'TCP6: inuse 32\n')).toBe(28_232 - 2132);
  expect(freePorts('32768\t60999\n', SOCKSTAT, '')).toBe(28_232 - 2100);
  expect(freePorts('32768\t32800\n', SOCKSTAT, '')).toBe(0);
});

test('on other systems than Linux they are not known', () => {
  expect(freePorts('', '', '')).toBeNull();
});

test('the facts about this computer are within bounds', () => {
  const computer = thisComputer();
  const percent = computer.cpuPercent();
  expect(percent === null || (percent >= 0 && percent <= 100)).toBe(true);
  expect(computer.socketLimit() ?? 1).toBeGreaterThan(0);
  expect(computer.freePorts() ?? 0).toBeGreaterThanOrEqual(0);
});

test('the library for encryption is named, because the window has another one than the command line', () => {
  expect(tlsLibrary({ openssl: '3.5.5+quic' })).toBe('OpenSSL 3.5.5');
  expect(tlsLibrary({ electron: '45.4.1', openssl: '0.0.0' })).toBe('BoringSSL');
  expect(thisMachine().tls).toMatch(/^OpenSSL \d/);
});
