import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UserError } from '../../../shared/errors.ts';
import { tlsSchema, type TlsOptions } from '../../../shared/plan/plan-tls.ts';
import { KEY, LOCKED_KEY, OTHER_KEY, PASSPHRASE, PFX, SELF_SIGNED } from '../../engine/tests/test-certificates.ts';
import { readTlsFiles } from './read-tls-files.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-tls-'));
  const files = { 'c.pem': SELF_SIGNED, 'k.pem': KEY, 'locked.pem': LOCKED_KEY, 'other.pem': OTHER_KEY, 'text.pem': 'no PEM' };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, 'c.pfx'), Buffer.from(PFX, 'base64'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function tlsOf(names: Partial<TlsOptions>): TlsOptions {
  const { passphrase, ...files } = names;
  const placed = Object.fromEntries(Object.entries(files).map(([field, name]) => [field, join(folder, String(name))]));
  return tlsSchema.parse({ ...placed, ...(passphrase === undefined ? {} : { passphrase }) });
}

test('files that fit together are read', () => {
  expect(readTlsFiles(tlsOf({}), folder)).toEqual({});
  expect(readTlsFiles(tlsOf({ ca: 'c.pem', cert: 'c.pem', key: 'k.pem' }), folder)).toEqual({
    ca: SELF_SIGNED,
    cert: SELF_SIGNED,
    key: KEY,
  });
  expect(readTlsFiles(tlsOf({ cert: 'c.pem', key: 'locked.pem', passphrase: PASSPHRASE }), folder).key).toBe(LOCKED_KEY);
  expect(readTlsFiles(tlsOf({ pfx: 'c.pfx', passphrase: PASSPHRASE }), folder).pfx?.length).toBeGreaterThan(500);
});

test.each<[string, Partial<TlsOptions>, string, string]>([
  ['a missing file', { ca: 'none.pem' }, 'tls.ca', 'There is no file FOLDER/none.pem.'],
  ['a folder', { ca: '.' }, 'tls.ca', 'FOLDER is a folder, not a file.'],
  [
    'a text that is not PEM',
    { ca: 'text.pem' },
    'tls.ca',
    'FOLDER/text.pem holds no certificate in PEM form: it has no line with BEGIN CERTIFICATE.',
  ],
  [
    'a certificate as key',
    { cert: 'c.pem', key: 'c.pem' },
    'tls.key',
    'FOLDER/c.pem holds no private key in PEM form: it has no line with BEGIN PRIVATE KEY.',
  ],
  ['a locked key', { cert: 'c.pem', key: 'locked.pem' }, 'tls.passphrase', 'FOLDER/locked.pem is locked. Give its passphrase.'],
  [
    'a wrong passphrase',
    { cert: 'c.pem', key: 'locked.pem', passphrase: 'guess' },
    'tls.passphrase',
    'The passphrase does not open FOLDER/locked.pem.',
  ],
  [
    'a key of another certificate',
    { cert: 'c.pem', key: 'other.pem' },
    'tls.key',
    'The key FOLDER/other.pem does not belong to the certificate FOLDER/c.pem.',
  ],
  ['a locked PFX file', { pfx: 'c.pfx' }, 'tls.passphrase', 'FOLDER/c.pfx is locked. Give its passphrase.'],
  [
    'a wrong passphrase of a PFX file',
    { pfx: 'c.pfx', passphrase: 'guess' },
    'tls.passphrase',
    'The passphrase does not open FOLDER/c.pfx.',
  ],
  [
    'a PFX file that is not one',
    { pfx: 'c.pem' },
    'tls.pfx',
    'FOLDER/c.pem cannot be read: it is not a PFX file, or is damaged.',
  ],
])('%s is named', (_, names, path, message) => {
  const said = message.replaceAll('FOLDER', folder);
  let failure: unknown = null;
  try {
    readTlsFiles(tlsOf(names), folder);
  } catch (error) {
    failure = error instanceof UserError ? error.failure : error;
  }
  expect(failure).toEqual({ code: 'plan_invalid', message: said, problems: [{ path, message: said }] });
});
