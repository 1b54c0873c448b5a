// The form with which an access token is requested: whatever an endpoint requires is sent.
import { expect, test } from 'vitest';
import { parsePlan } from '../../../shared/plan/plan-parse.ts';
import { openAccessTokens } from '../access-tokens.ts';
import { NO_FILES } from '../files/plan-files.ts';
import { startHttpTarget } from './test-target.ts';

/** Returns the fields of the form, and what the server got as credentials. */
async function requested(auth: object): Promise<{ readonly form: string[][]; readonly credentials: string }> {
  let form: string[][] = [];
  let credentials = '';
  const target = await startHttpTarget((request, response) => {
    let body = '';
    credentials = request.headers.authorization ?? '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      form = [...new URLSearchParams(body)];
      response.end('{"access_token":"a"}');
    });
  });
  try {
    const all = { type: 'oauth2', tokenUrl: '{{base}}token', clientId: 'me', clientSecret: 'hush-hush', ...auth };
    const parsed = parsePlan({
      version: 2,
      variables: { base: target.url },
      scenarios: [{ auth: all, steps: [{ url: '{{base}}' }] }],
      load: { model: 'iterations', iterations: 1, vus: 1 },
    });
    if (!parsed.ok) throw new Error(parsed.failure.message);
    const { files, close } = await openAccessTokens(parsed.value, NO_FILES, 'test');
    close();
    expect(files.journey.secrets).toContain('hush-hush');
    return { form: form.map((pair) => pair.map((text) => text.replace(target.url, 'BASE'))), credentials };
  } finally {
    await target.close();
  }
}

test('lists, a resource, other fields, and another grant are sent', async () => {
  const { form, credentials } = await requested({
    scope: ['read', 'write'],
    audience: ['one', 'two'],
    resource: 'https://graph.example/',
    params: { grant_type: 'account_credentials', account_id: 7, tenant: ['a b', '{{base}}'], empty: '' },
  });
  expect(form).toEqual([
    ['scope', 'read write'],
    ['audience', 'one'],
    ['audience', 'two'],
    ['resource', 'https://graph.example/'],
    ['grant_type', 'account_credentials'],
    ['account_id', '7'],
    ['tenant', 'a b'],
    ['tenant', 'BASE'],
  ]);
  expect(credentials).toMatch(/^Basic /);
});

test('ID and secret can be fields of the form, and one of them can be in both places', async () => {
  const inBody = await requested({ sendIn: 'body', scope: 'a b' });
  expect([inBody.form.map(([name]) => name), inBody.credentials]).toEqual([
    ['grant_type', 'scope', 'client_id', 'client_secret'],
    '',
  ]);
  const both = await requested({ params: { client_id: 'me' } });
  expect(both.form.map(([name]) => name)).toEqual(['grant_type', 'client_id']);
  expect(both.credentials).toMatch(/^Basic /);
});
