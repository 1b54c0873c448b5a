// The examples of RFC 7616, 3.9, and headers as servers write them.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { digestChallengeOf, DigestSession, type DigestRequest } from './digest.ts';

const NONCE = '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v';
const OFFER = `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=ALGORITHM, nonce="${NONCE}", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`;

function sessionOf(...headers: string[]): DigestSession {
  const challenge = digestChallengeOf(headers);
  if (typeof challenge === 'string') throw new Error(challenge);
  return new DigestSession(challenge);
}

function answerTo(header: string): string {
  return sessionOf(header).answer({
    method: 'GET',
    target: '/dir/index.html',
    user: 'Mufasa',
    password: 'Circle of Life',
    cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
    body: null,
  });
}

test.each([
  ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
  ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
])('the digest %s is that of the RFC', (algorithm, response) => {
  const answer = answerTo(OFFER.replace('ALGORITHM', algorithm));
  expect(answer).toContain(`response="${response}"`);
  expect(answer).toContain('username="Mufasa", realm="http-auth@example.org", nonce="');
  expect(answer).toContain(`algorithm=${algorithm}, `);
  expect(answer).toContain('qop=auth, nc=00000001, cnonce="');
  expect(answer).toContain('opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"');
});

test.each<[string[], object | string]>([
  [['Basic realm="a, b", Digest realm="x\\"y", nonce="n"'], { realm: 'x"y', nonce: 'n', hash: 'md5', qop: null }],
  [['Negotiate', 'Digest nonce="n", qop=auth, algorithm=SHA-256-sess'], { hash: 'sha256', isSession: true, qop: 'auth' }],
  [['Digest nonce=n, algorithm=token', 'Digest nonce="m", algorithm="MD5", userhash=true'], { nonce: 'm', hashesUser: true }],
  [['Basic realm="Digest nonce=x"'], 'The server asks for basic authentication, not for digest.'],
  [['Bearer'], 'The server asks for bearer authentication, not for digest.'],
  [[], 'The server asks for no kind of authentication, not for digest.'],
  [['Digest nonce="n", qop="auth-int"'], { qop: 'auth-int' }],
  [['Digest qop="auth-int,auth", nonce="n"'], { qop: 'auth' }],
  [['Digest nonce="n", qop=AUTH-INT, auth, realm=r, stale=TRUE'], { qop: 'auth', realm: 'r' }],
  [['Digest nonce="n", qop="", realm="a, Basic b=\\"c\\""'], { qop: null, realm: 'a, Basic b="c"' }],
  [['Digest realm="r", nonce="n", qop="auth", charset=utf-8, Basic realm="r"'], { isUtf8: true, realm: 'r' }],
  [['Basic realm="r"', 'Digest realm="q", nonce="n"'], { isUtf8: false, realm: 'q' }],
  [
    ['Digest nonce="n", algorithm=SHA-512', 'Digest nonce="n", qop="x"', 'Digest realm="r"'],
    'The server asks for a digest with the algorithm "SHA-512" or a digest with qop "x" or a digest without a nonce; Onrush has MD5, SHA-256 and SHA-512-256, with qop "auth" or "auth-int".',
  ],
])('the challenge %j is read', (headers, expected) => {
  const challenge = digestChallengeOf(headers);
  if (typeof expected === 'string') expect(challenge).toBe(expected);
  else expect(challenge).toMatchObject(expected);
});

const REST: DigestRequest = { method: 'GET', target: '/', user: 'a', password: 'p', cnonce: 'c', body: null };

test('names beyond ASCII and quotes are written so that they can be read', () => {
  const session = sessionOf('Digest realm="r", nonce="n", qop="auth", charset=UTF-8');
  expect(session.answer({ ...REST, user: 'a"b' })).toContain(String.raw`username="a\"b"`);
  expect(session.answer({ ...REST, user: 'Jäsøn (Doe)' })).toContain("username*=UTF-8''J%C3%A4s%C3%B8n%20%28Doe%29");
  expect(session.answer(REST)).toContain('nc=00000003');
  // A server that does not announce UTF-8 does not know this form either.
  const older = sessionOf('Digest realm="r", nonce="n", qop="auth"');
  expect(older.answer({ ...REST, user: 'Jäsøn' })).toContain('username="Jäsøn"');
  expect(older.answer({ ...REST, user: 'a\r\nb' })).toContain("username*=UTF-8''a%0D%0Ab");
  expect(older.answer({ ...REST, target: '/a"b?c' })).toContain(String.raw`uri="/a\"b?c"`);
});

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

test('"auth-int" covers the body, and the count grows with each request until there is another nonce', () => {
  const session = sessionOf('Digest realm="r", nonce="n", qop="auth-int"');
  const wanted = (nonce: string, count: string, body: string): string =>
    `response="${md5(`${md5('a:r:p')}:${nonce}:${count}:c:auth-int:${md5(`POST:/:${md5(body)}`)}`)}", qop=auth-int, nc=${count}, `;
  const post: DigestRequest = { ...REST, method: 'POST', body: Buffer.from('ä=1') };
  expect(session.answer(post)).toContain(wanted('n', '00000001', 'ä=1'));
  expect(session.answer({ ...post, body: null })).toContain(wanted('n', '00000002', ''));
  session.renew('m');
  expect(session.answer(post)).toContain(wanted('m', '00000001', 'ä=1'));
});

test('the name is hashed if the server asks for it, as in the corrected example of RFC 7616, 3.9.2', () => {
  const session = sessionOf(
    'Digest realm="api@example.org", qop="auth", algorithm=SHA-512-256, nonce="5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK", opaque="HRPCssKJSGjCrkzDg8OhwpzCiGPChXYjwrI2QmXDnsOS", charset=UTF-8, userhash=true',
  );
  const said = session.answer({
    ...REST,
    target: '/doe.json',
    user: 'Jäsøn Doe',
    password: 'Secret, or not?',
    cnonce: 'NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v',
  });
  expect(said).toContain('username="793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b", userhash=true');
  expect(said).toContain('response="3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5"');
});
