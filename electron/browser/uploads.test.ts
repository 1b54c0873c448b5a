// Files uploaded by the page: only by the page, only once, and deleted afterwards.
import { existsSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Result } from '../../shared/errors.ts';
import type { CommandName, CommandOutputs } from '../../shared/rpc.ts';
import type { ServerFrame } from '../../shared/socket-frames.ts';
import { pack, unpack } from '../../shared/wire.ts';
import { openTestBrowserHost, type TestBrowserHost } from './test-browser-host.ts';

const FILE = 'timeStamp,elapsed,label\n1700000000000,12,Home\n1700000000100,15,Home\n';

let host: TestBrowserHost;
let origin: string;
let token: string;

beforeAll(async () => {
  host = await openTestBrowserHost({ 'pages/index.html': '' });
  ({ origin, token } = host);
});

afterAll(() => host.close());

test('an uploaded file becomes exactly one run', async () => {
  const { status, body: ticket } = await post(FILE, {
    origin,
    authorization: `Bearer ${token}`,
    'x-file-name': encodeURIComponent('Löad.jtl'),
  });
  expect(status).toBe(200);
  const imported = await call('imports.start', { upload: ticket });
  expect(imported).toMatchObject({ ok: true, value: { requests: 2 } });
  const listed = await call('runs.list', {});
  expect(listed).toMatchObject({ ok: true, value: [{ name: 'Löad', importedFrom: 'Löad.jtl', state: 'completed' }] });
  expect(await call('imports.start', { upload: ticket })).toEqual({ ok: true, value: null });
});

test('a file that is not a run of requests is refused with a sentence', async () => {
  const { body } = await post('a,b\n', { origin, authorization: `Bearer ${token}`, 'x-file-name': '..%2F..%2Fetc' });
  const imported = await call('imports.start', { upload: body });
  expect(imported).toMatchObject({ ok: false, failure: { code: 'import_invalid' } });
  expect(existsSync(join(host.folder, 'etc'))).toBe(false);
});

test.each<[string, Record<string, string>, boolean]>([
  ['another page', { origin: 'https://example.com' }, true],
  ['no page at all', {}, true],
  ['a page without the key', { origin: 'own' }, false],
])('%s may not upload a file', async (_, headers, holdsKey) => {
  const sent = {
    ...headers,
    ...(headers['origin'] === 'own' ? { origin } : {}),
    ...(holdsKey ? { authorization: `Bearer ${token}` } : {}),
  };
  expect((await post(FILE, sent)).status).toBe(403);
});

test('only an upload may be posted, and only by its name', async () => {
  expect((await post(FILE, { origin, authorization: `Bearer ${token}`, host: 'evil.example' })).status).toBe(403);
  expect((await post(FILE, { origin, authorization: `Bearer ${token}` }, '/other')).status).toBe(405);
});

function post(body: string, headers: Record<string, string>, path = '/upload'): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(origin, { path, headers, method: 'POST', setHost: headers['host'] === undefined }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

function call<N extends CommandName>(name: N, input: unknown): Promise<Result<CommandOutputs[N]>> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`, ['onrush', token], { headers: { origin } });
    socket.on('error', reject);
    socket.on('open', () => socket.send(pack({ id: 1, name, input })));
    socket.on('message', (data: Buffer) => {
      const frame = unpack(data) as ServerFrame;
      if (!('result' in frame)) return;
      socket.close();
      resolve(frame.result as Result<CommandOutputs[N]>);
    });
  });
}
