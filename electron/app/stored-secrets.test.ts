// Stored secrets: in a file that only its owner may read, encrypted if there is a key store, and never sent to a window.
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Result } from '../../shared/errors.ts';
import type { SecretRow } from '../../shared/secret-row.ts';
import type { TriedPlan } from '../../shared/try-once.ts';
import { createApp, type OnrushApp } from './app.ts';
import { StoredSecrets, type SecretCipher } from './stored-secrets.ts';

const VALUE = 'pl4nted "secret" ü';

let folder = '';
let apps: OnrushApp[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-secrets-'));
});
afterEach(async () => {
  for (const app of apps) await app.close();
  apps = [];
  rmSync(folder, { recursive: true });
});

/** Like a key store: what it writes is not the plain text. */
const cipher: SecretCipher = {
  isAvailable: () => true,
  encrypt: (text) => Buffer.from(text).map((byte) => byte ^ 0x55) as Buffer,
  decrypt: (bytes) => Buffer.from(bytes.map((byte) => byte ^ 0x55)).toString(),
};

function open(options: { readonly cipher?: SecretCipher } = {}): OnrushApp {
  const deliverExport = (): never => {
    throw new Error('Nothing is exported');
  };
  const app = createApp({ dataFolder: folder, version: '0', host: 'browser', deliverExport, ...options });
  apps.push(app);
  return app;
}

test.each([
  ['a file', {}],
  ['the key store', { cipher }],
])('secrets are kept in %s, listed without their values, and read again', async (_, options) => {
  const app = open(options);
  expect(await app.call('secrets.set', { name: 'API_KEY', value: VALUE })).toEqual({ ok: true, value: null });
  const listed = (await app.call('secrets.list', { names: ['PATH', 'NOBODY_HAS_IT'] })) as Result<SecretRow[]>;
  expect(listed).toEqual({
    ok: true,
    value: [
      { name: 'API_KEY', state: 'stored' },
      { name: 'NOBODY_HAS_IT', state: 'missing' },
      { name: 'PATH', state: 'environment' },
    ],
  });
  const again = new StoredSecrets(folder, 'cipher' in options ? cipher : null);
  expect(again.value('API_KEY')).toBe(VALUE);
  const [file = ''] = readdirSync(folder).filter((name) => name.startsWith('secrets'));
  expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(folder, file), 'utf8').includes('pl4nted')).toBe(!('cipher' in options));
  await app.call('secrets.remove', { name: 'API_KEY' });
  expect(again.value('API_KEY')).toBeUndefined();
});

test.each<[object, string]>([
  [{ name: 'two words', value: 'x' }, 'A name has letters, digits, dashes and underscores'],
  [{ name: 'A', value: '' }, 'Write a value.'],
  [{ name: 'A', value: 'x'.repeat(32_769) }, 'A secret has at most 32,768 characters.'],
])('%# is refused with a sentence', async (input, sentence) => {
  const result = await open().call('secrets.set', input);
  expect(result).toMatchObject({ ok: false });
  expect(JSON.stringify(result)).toContain(sentence);
});

test('a file that others may read and a missing key store are refused', async () => {
  writeFileSync(join(folder, 'secrets.json'), '{}');
  chmodSync(join(folder, 'secrets.json'), 0o644);
  const message = `Others may read ${folder}/secrets.json, which holds secrets. Run: chmod 600 ${folder}/secrets.json`;
  expect(await open().call('secrets.list', {})).toMatchObject({ ok: false, failure: { message } });
  const none = open({ cipher: { ...cipher, isAvailable: () => false } });
  expect(await none.call('secrets.set', { name: 'A_KEY', value: 'x' })).toMatchObject({
    ok: false,
    failure: { message: expect.stringContaining('Set the environment variable A_KEY instead.') },
  });
});

test('the trial of a plan sends the stored value, and shows it nowhere', async () => {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(String(request.headers['x-key']));
    response.end(JSON.stringify({ echo: request.headers['x-key'], token: 'a-token-of-the-server-itself' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const app = open();
  await app.call('secrets.set', { name: 'API_KEY', value: 'pl4nted/secret+1' });
  const steps = [
    {
      url: `http://127.0.0.1:${port}/?k={{API_KEY}}`,
      headers: { 'x-key': '{{API_KEY}}' },
      extract: { token: { json: '$.token' } },
    },
  ];
  const load = { model: 'iterations', iterations: 1, vus: 1 };
  const plan = { version: 2, secrets: ['API_KEY'], scenarios: [{ steps }], load };
  const tried = (await app.call('plans.try', { plan, tryId: 'a' })) as Result<TriedPlan>;
  server.close();
  expect(heard).toEqual(['pl4nted/secret+1']);
  expect(tried).toMatchObject({ ok: true, value: { passed: true } });
  expect(JSON.stringify(tried)).not.toMatch(/pl4nted/);
  expect(JSON.stringify(tried)).toContain('{"name":"token","value":"a-token-of-the-server-itself"}');
});
