// The window served from its sources, as its own page and a foreign page see it.
import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { BrowserHost } from '../electron/browser/host.ts';
import { pack, unpack } from '../shared/wire.ts';
import { openDevServer } from './dev-server.ts';

let folder: string;
let server: BrowserHost;
let origin: string;
let token: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-dev-'));
  server = await openDevServer({ port: 0, dataFolder: join(folder, 'data') });
  const url = new URL(server.url);
  origin = url.origin;
  token = url.hash.replace('#token=', '');
}, 60_000);

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

function statusFrom(headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(origin, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on('error', reject);
    request.end();
  });
}

test('the server sends the page and its sources, with a policy that also allows the socket for changes and nothing else', async () => {
  const page = await fetch(origin);
  expect(await page.text()).toContain('src="/@vite/client"');
  expect(page.headers.get('content-security-policy')).toMatch(/connect-src 'self' ws:\/\/127\.0\.0\.1:\d+;/);
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
  const source = await fetch(`${origin}/main.tsx`);
  expect(source.headers.get('content-type')).toContain('javascript');
  expect(await source.text()).toContain('createRoot');
});

test('a component is replaced in place, starting from a file, because the page may contain no inline script', async () => {
  const page = await (await fetch(origin)).text();
  expect(page).not.toMatch(/<script[^>]*>[^<]/);
  const [, preamble = ''] = /src="([^"]*preamble)"/.exec(page) ?? [];
  expect(await (await fetch(origin + preamble)).text()).toContain('injectIntoGlobalHook(window)');
  expect(await (await fetch(`${origin}/app.tsx`)).text()).toContain('$RefreshReg$');
});

test('the server listens only on loopback, and refuses other host names', async () => {
  expect(new URL(origin).hostname).toBe('127.0.0.1');
  expect(await statusFrom({ host: 'evil.example' })).toBe(403);
  expect(
    (await fetch(origin, { headers: { origin: 'http://evil.example' } })).headers.get('access-control-allow-origin'),
  ).toBeNull();
});

test('only the sources of the window are served', async () => {
  for (const path of ['package.json', 'electron/main.ts']) {
    const response = await fetch(`${origin}/@fs${join(import.meta.dirname, '..', path)}?raw`);
    expect([path, response.status]).toEqual([path, 403]);
  }
});

test('a command gets a response only with the token', async () => {
  const url = `${origin.replace('http', 'ws')}/rpc`;
  const socket = new WebSocket(url, ['onrush', token], { headers: { origin } });
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send(pack({ id: 1, name: 'app.info', input: {} }));
  const frame = await new Promise((resolve) => socket.once('message', (data: Buffer) => resolve(unpack(data))));
  expect(frame).toMatchObject({ id: 1, result: { ok: true, value: { host: 'browser' } } });
  socket.close();
  const refused = new WebSocket(url, ['onrush', 'guess'], { headers: { origin } });
  expect(String(await new Promise((resolve) => refused.once('error', resolve)))).toContain('403');
});
