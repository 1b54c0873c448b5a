import { expect, test } from 'vitest';
import type { RequestTemplate } from '../http/request-template.ts';
import { Authorizer, type CompiledAuth } from './authorizer.ts';
import { Scope } from './scope.ts';

const AUTH: CompiledAuth = { kind: 'digest', user: 'a', password: 'b', place: 0 };
const REQUEST: RequestTemplate = {
  step: 0,
  origin: 'http://a.test',
  hostname: 'a.test',
  port: 80,
  secure: false,
  method: 'POST',
  path: '/',
  headers: [],
  body: Buffer.from('x'),
  isShared: false,
};
const STREAMED: RequestTemplate = { ...REQUEST, body: { parts: [{ path: 'large.bin', bytes: 1 }], length: 1 } };

test('a digest of the body is sent if the body is in memory, and otherwise the request says why not', () => {
  const authorizer = new Authorizer();
  const scope = new Scope(1, 0);
  const asked = { status: 401, body: Buffer.alloc(0), bodyBytes: 0 };
  const headers = { 'www-authenticate': 'Basic realm="r", Digest realm="r", nonce="n", qop="auth-int"' };
  expect(authorizer.answer(AUTH, STREAMED, { ...asked, headers }, scope)).toMatchObject({
    kind: 'fault',
    reason: expect.stringContaining('too large to be read before it is sent') as string,
  });
  expect(authorizer.answer(AUTH, REQUEST, { ...asked, headers }, scope)).toMatchObject({
    kind: 'send',
    request: { headers: ['authorization', expect.stringContaining('qop=auth-int, nc=00000001') as string] },
  });
  expect(authorizer.authorize(AUTH, STREAMED, scope)).toBe(STREAMED);
});
