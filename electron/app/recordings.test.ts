// Recordings that cannot start: no browser, a browser that ends at once, an invalid address, or another recording in progress.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMAND_INPUTS } from '../../shared/rpc.ts';
import { Recordings } from './recordings.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-recordings-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function recordings(...paths: readonly string[]): Recordings {
  return new Recordings(
    folder,
    () => undefined,
    () => paths.map((path) => ({ name: `Browser ${path.at(-1) ?? ''}`, path })),
  );
}

/** A program that writes a line and ends. */
function program(name: string, script: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return path;
}

async function refusal(of: Recordings, url = 'http://127.0.0.1/'): Promise<string> {
  return await of.start(url).then(
    () => 'it was opened',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

test('without a browser the sentence says how to bring a HAR', async () => {
  const none = recordings();
  expect(none.browser).toBeNull();
  expect(await refusal(none)).toMatch(/Chrome, Edge, Chromium and Brave\. .*Save all as HAR/);
  expect([none.state, await none.stop()]).toEqual([null, null]);
});

test('a browser that ends at once is reported with its last line, after the next one was tried', async () => {
  const one = program('one', 'echo first >&2; echo no display >&2; exit 1');
  const fault = await refusal(recordings(one, join(folder, 'missing-2')));
  expect(fault).toMatch(/^The browser did not start\. Browser e: no display Browser 2: .*ENOENT/);
  expect(readdirSync(join(folder, 'recording'))).toEqual([]);
});

test('only web addresses are opened, with or without their scheme', async () => {
  const some = recordings(program('two', 'echo "started, $# words" >&2'));
  for (const address of ['file:///etc/passwd', 'javascript://x/%0aalert(1)', 'chrome://settings', 'ftp://a', 'a b.test'])
    expect(await refusal(some, address)).toMatch(/^(?:Onrush speaks|A URL|.* is not)/);
  expect(await refusal(some, 'shop.test/cart')).toMatch(/started, \d+ words/);
});

test('the profile of an ended process is removed, and those of others stay', () => {
  for (const name of ['profile-999999999-abc', `profile-${process.pid}-abc`, 'another'])
    mkdirSync(join(folder, 'recording', name), { recursive: true });
  recordings();
  expect(readdirSync(join(folder, 'recording')).toSorted()).toEqual(['another', `profile-${process.pid}-abc`]);
});

test('inputs of the commands are bounded', () => {
  const start = COMMAND_INPUTS['record.start'];
  expect(
    [{}, { url: '' }, { url: 7 }, { url: 'x'.repeat(9000) }, { url: 'a', more: 1 }].map((one) => start.safeParse(one).success),
  ).toEqual([false, false, false, false, false]);
  expect(COMMAND_INPUTS['record.stop'].safeParse({ x: 1 }).success).toBe(false);
});
