import { expect, test } from 'vitest';
import { problemsOf } from './test-problems.ts';

const URL = 'http://127.0.0.1/';

function problemsIn(part: object, step: object = {}): readonly string[] {
  return problemsOf({
    version: 1,
    scenarios: [{ steps: [{ url: URL, ...step }] }],
    load: { model: 'iterations', iterations: 1, vus: 1 },
    ...part,
  });
}

test.each([
  [{ cert: 'c.pem' }, 'tls.key: A client certificate needs its key. Name the file with the key.'],
  [{ key: 'k.pem' }, 'tls.cert: A key needs its client certificate. Name the file with the certificate.'],
  [
    { pfx: 'c.pfx', cert: 'c.pem', key: 'k.pem' },
    'tls.pfx: A PFX file holds certificate and key. Leave out either it or those two.',
  ],
  [{ passphrase: 'x' }, 'tls.passphrase: A passphrase is set, but no key file.'],
  [{ serverName: 'shop.example:443' }, 'tls.serverName: Write a host name such as shop.example, without a port.'],
  [{ serverName: '127.0.0.1' }, 'tls.serverName: Write a host name; an address cannot be a server name.'],
  [{ ca: ' ' }, 'tls.ca: Write the path of a PEM file with authorities to trust besides the usual ones.'],
  [{ verify: 'no' }, 'tls.verify: Write true or false.'],
  [{ cipher: 'x' }, 'tls.cipher: A plan has no field "cipher" here. Remove it or check its spelling.'],
])('%j is refused', (tls, problem) => {
  expect(problemsIn({ tls })).toEqual([problem]);
});

test('files that belong together are accepted', () => {
  expect(problemsIn({ tls: { cert: 'c.pem', key: 'k.pem', passphrase: 'x', ca: 'ca.pem', serverName: 'shop.example' } })).toEqual(
    [],
  );
  expect(problemsIn({ tls: { pfx: 'c.pfx', passphrase: '' } })).toEqual([]);
});

test.each([
  [
    { auth: { type: 'ntlm' } },
    'scenarios[0].steps[0].auth.type: Choose a type of authentication: "basic", "bearer", "digest" or "oauth2".',
  ],
  [
    { auth: { type: 'basic', user: 'a:b', password: '' } },
    'scenarios[0].steps[0].auth.user: A user name for basic authentication has no colon.',
  ],
  [
    { auth: { type: 'bearer', token: 'Bearer x' } },
    'scenarios[0].steps[0].auth.token: A token has no spaces or line breaks. Write it without "Bearer".',
  ],
  [
    { auth: { type: 'bearer', token: 'x' }, headers: { Authorization: 'Bearer x' } },
    'scenarios[0].steps[0].auth: This step has an Authorization header already. Remove it or the authentication.',
  ],
])('%j is refused', (step, problem) => {
  expect(problemsIn({}, step).join()).toContain(problem);
});

test.each([
  [{ keepAlive: 1 }, 'http.keepAlive: Write true or false.'],
  [{ followRedirects: 21 }, 'http.followRedirects: Write how many redirects to follow, from 0 to 20. 0 follows none.'],
  [{ proxy: 'proxy.test:3128' }, 'http.proxy: Write the proxy as http://host:port, or as http://user:password@host:port.'],
  [{ proxy: 'https://proxy.test' }, 'http.proxy: Write the proxy as http://host:port, or as http://user:password@host:port.'],
  [
    { proxy: 'http://proxy.test:99999' },
    'http.proxy: Write the proxy as http://host:port, or as http://user:password@host:port.',
  ],
  [
    { proxy: 'http://[::1]:3128', socketPath: '/run/app.sock' },
    'http.socketPath: Requests go either through a proxy or to a socket. Leave one of them out.',
  ],
  [
    { version: '2', proxy: 'http://proxy.test' },
    'http.version: HTTP/2 goes through a proxy over https:// only. Choose automatic or HTTP/1.1.',
  ],
  [{ version: 2 }, 'http.version: Write "1.1", "2" or "auto".'],
  [{ dnsCache: 'never' }, 'http.dnsCache: Write "run" or "connection".'],
])('%j is refused', (http, problem) => {
  expect(problemsIn({ http })).toEqual([problem]);
});

test.each([
  [
    { connections: 4 },
    'Virtual users share connections over HTTP/2 only: over HTTP/1.1 a connection carries one request at a time.',
  ],
  [{ connections: 4, version: 'auto' }, 'Virtual users share connections over HTTP/2 only'],
  [{ connections: 4, version: '2', keepAlive: false }, 'Connections that are closed after each response cannot be shared.'],
  [{ connections: 0, version: '2' }, 'Write "vu" to give each virtual user its own connection'],
  [{ connections: 2.5, version: '2' }, 'Write "vu"'],
  [{ connections: 'six', version: '2' }, 'Write "vu"'],
])('%j cannot be shared', (http, words) => {
  const [problem = '', ...more] = problemsIn({ http });
  expect(problem.startsWith(`http.connections: ${words}`)).toBe(true);
  expect(more).toEqual([]);
});

test.each([{ connections: 'vu' }, { connections: 1, version: '2' }, { connections: 6, version: '2' }])(
  '%j is accepted',
  (http) => {
    expect(problemsIn({ http })).toEqual([]);
  },
);
