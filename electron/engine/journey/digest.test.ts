// The examples of RFC 7616, 3.9, and headers as servers write them.
import { expect, test } from 'vitest';
import { digestChallengeOf, DigestSession } from './digest.ts';

const NONCE = '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v';
const OFFER = `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=ALGORITHM, nonce="${NONCE}", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`;

function answerTo(header: string): string {
  const challenge = digestChallengeOf([header]);
  if (typeof challenge === 'string') return challenge;
  return new DigestSession(challenge).answer({
    method: 'GET',
    target: '/dir/index.html',
    user: 'Mufasa',
    password: 'Circle of Life',
    cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
  });
}

test.each([
  ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
  ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
])('%s, as the RFC has it', (algorithm, response) => {
  const answer = answerTo(OFFER.replace('ALGORITHM', algorithm));
  expect(answer).toContain(`response="${response}"`);
  expect(answer).toContain('username="Mufasa", realm="http-auth@example.org", nonce="');
  expect(answer).toContain(`algorithm=${algorithm}, `);
  expect(answer).toContain('qop=auth, nc=00000001, cnonce="');
  expect(answer).toContain('opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"');
});

test.each<[string[], object | string]>([
  [['Basic realm="a, b", Digest realm="x\\"y", nonce="n"'], { realm: 'x"y', nonce: 'n', hash: 'md5', hasQop: false }],
  [['Negotiate', 'Digest nonce="n", qop=auth, algorithm=SHA-256-sess'], { hash: 'sha256', isSession: true, hasQop: true }],
  [['Digest nonce=n, algorithm=token', 'Digest nonce="m", algorithm="MD5", userhash=true'], { nonce: 'm', hashesUser: true }],
  [['Basic realm="Digest nonce=x"'], 'The server asks for basic authentication, not for digest.'],
  [['Bearer'], 'The server asks for bearer authentication, not for digest.'],
  [[], 'The server asks for no kind of authentication, not for digest.'],
  [
    ['Digest nonce="n", qop="auth-int"'],
    'The server asks for a digest that Onrush does not have; it has MD5 and SHA-256 with qop "auth".',
  ],
])('%j', (headers, expected) => {
  const challenge = digestChallengeOf(headers);
  if (typeof expected === 'string') expect(challenge).toBe(expected);
  else expect(challenge).toMatchObject(expected);
});

test('names beyond ASCII and quotes are written so that they can be read', () => {
  const challenge = digestChallengeOf(['Digest realm="r", nonce="n", qop="auth"']);
  if (typeof challenge === 'string') throw new Error(challenge);
  const session = new DigestSession(challenge);
  const rest = { method: 'GET', target: '/', password: 'p', cnonce: 'c' };
  expect(session.answer({ ...rest, user: 'a"b' })).toContain(String.raw`username="a\"b"`);
  expect(session.answer({ ...rest, user: 'Jäsøn (Doe)' })).toContain("username*=UTF-8''J%C3%A4s%C3%B8n%20%28Doe%29");
  expect(session.answer({ ...rest, user: 'a' })).toContain('nc=00000003');
});
