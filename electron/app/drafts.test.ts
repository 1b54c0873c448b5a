import { mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Drafts } from './drafts.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'onrush-drafts-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('unsaved changes return after a restart, only for their owner', () => {
  const drafts = new Drafts(folder);
  drafts.keep('a', { name: 'One' });
  drafts.keep('b', { name: 'Two' });
  drafts.keep('a', { name: 'One more' });
  drafts.keep('b', null);
  drafts.keep('__proto__', { name: 'x' });
  expect(new Drafts(folder).list()).toEqual([
    { planId: 'a', draft: { name: 'One more' } },
    { planId: '__proto__', draft: { name: 'x' } },
  ]);
  if (process.platform !== 'win32') expect(statSync(join(folder, 'drafts.json')).mode & 0o777).toBe(0o600);
});

test.skipIf(process.platform !== 'linux')('a full disk is named as such, and nothing half-written is left on it', () => {
  symlinkSync('/dev/full', join(folder, 'drafts.json.new'));
  expect(() => new Drafts(folder).keep('a', {})).toThrow(`${join(folder, 'drafts.json')} cannot be written: the disk is full.`);
  expect(readdirSync(folder)).toEqual([]);
});

test('a damaged file is ignored and written again', () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  writeFileSync(join(folder, 'drafts.json'), '{"a":', { mode: 0o600 });
  const drafts = new Drafts(folder);
  expect(drafts.list()).toEqual([]);
  drafts.keep('b', 1);
  expect(new Drafts(folder).list()).toEqual([{ planId: 'b', draft: 1 }]);
  said.mockRestore();
});
