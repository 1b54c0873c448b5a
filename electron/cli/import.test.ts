// `import`: another program's file becomes a plan that the same command line accepts.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { UserError } from '../../shared/errors.ts';
import { parsePlanText } from '../../shared/plan/plan-parse.ts';
import { parseCommand } from './arguments.ts';
import { importCommand } from './import-command.ts';
import { runCommand } from './test-command.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-import-'));
  writeFileSync(
    join(folder, 'shop.http'),
    '@base = http://127.0.0.1:9\n\n### List\nGET {{base}}/items\n\n### Remove\nDELETE {{base}}/items/1\n',
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | string;
  readonly out: string;
  readonly errors: string;
}

/** Runs the command line without a separate process. */
async function run(...args: readonly string[]): Promise<Ended> {
  let out = '';
  let errors = '';
  const within = args.map((arg) => (/\.(?:http|json|har|bin)$/.test(arg) ? join(folder, arg) : arg));
  const streams = { stdout: { write: (text: string) => (out += text) }, stderr: { write: (text: string) => (errors += text) } };
  try {
    const command = parseCommand(['import', ...within]);
    if (command.name !== 'import') throw new Error(command.name);
    return { code: await importCommand(command.options, streams), out, errors: errors.replaceAll(join(folder, '/'), '') };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { code: error.failure.code, out, errors: error.message.replaceAll(join(folder, '/'), '') };
  }
}

test('the command line imports a file', async () => {
  const { code, stdout } = await runCommand(['import', 'shop.http'], { folder });
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ version: 2, scenarios: [{ steps: [{ name: 'List' }] }] });
});

test('a plan is written once, names what was left out, and can be run unchanged', async () => {
  const first = await run('shop.http', '-o', 'plan.json');
  expect([first.code, first.out]).toEqual([0, '']);
  expect(first.errors).toBe('.http file “List”: a plan of 1 step in plan.json.\n  1 request that deletes: not ticked.\n');
  expect(parsePlanText(readFileSync(join(folder, 'plan.json'), 'utf8'))).toMatchObject({ ok: true });
  const second = await run('shop.http', '-o', 'plan.json');
  expect([second.code, second.errors]).toEqual([
    'write_failed',
    'The file plan.json already exists. Name another, or add --force to write over it.',
  ]);
});

test('options choose the requests, and the plan goes to the standard output', async () => {
  const { code, out } = await run('shop.http', '--only', 'DELETE /items/1');
  expect([code, JSON.parse(out)]).toMatchObject([0, { scenarios: [{ steps: [{ method: 'DELETE' }] }] }]);
  const all = await run('shop.http', '--all');
  expect(JSON.parse(all.out)).toMatchObject({ scenarios: [{ steps: [{ method: 'GET' }, { method: 'DELETE' }] }] });
  const none = await run('shop.http', '--only', 'PATCH');
  expect([none.code, none.out]).toEqual(['import_invalid', '']);
  expect(none.errors).toContain('none is chosen');
});

test('a packed recording is read, and another kind of packing is named', async () => {
  writeFileSync(join(folder, 'packed.http'), gzipSync('GET http://127.0.0.1:9/packed\n'));
  writeFileSync(join(folder, 'cut.har'), gzipSync('{"log": {"entries": []}}').subarray(0, 20));
  writeFileSync(join(folder, 'zip.har'), Buffer.from('PK\u0003\u0004...'));
  expect(JSON.parse((await run('packed.http')).out)).toMatchObject({
    scenarios: [{ steps: [{ url: 'http://127.0.0.1:9/packed' }] }],
  });
  expect((await run('cut.har')).errors).toBe(
    'The file cut.har is packed with gzip, but it is cut off or broken. Save it once more.',
  );
  expect((await run('zip.har')).errors).toMatch(/^zip\.har is a ZIP archive, which Onrush does not read\. Unpack it/);
});

test('a file from a recording never replaces the plan', async () => {
  const headers = [{ name: 'Content-Type', value: 'multipart/form-data; boundary=B' }];
  const postData = { mimeType: 'multipart/form-data; boundary=B', params: [{ name: 'f', fileName: 'Upload.json', value: '{}' }] };
  const request = { method: 'POST', url: 'http://127.0.0.1:9/', headers, postData };
  const entries = [{ startedDateTime: '2026-01-01T00:00:00Z', time: 1, request, response: { status: 200, content: {} } }];
  writeFileSync(join(folder, 'upload.har'), JSON.stringify({ log: { entries } }));
  expect(await run('upload.har', '-o', 'upload.json')).toMatchObject({
    code: 'write_failed',
    errors: 'The import brings a file called upload.json itself. Name the plan otherwise.',
  });
  expect(await run('upload.har', '-o', 'plan-of-upload.json')).toMatchObject({ code: 0 });
  expect(readFileSync(join(folder, 'Upload.json'), 'utf8')).toBe('{}');
});

test('the folder of a collection is read, in either format of Bruno', async () => {
  const collection = join(folder, 'bruno');
  mkdirSync(join(collection, 'users'), { recursive: true });
  writeFileSync(join(collection, 'opencollection.yml'), 'opencollection: 1.0.0\ninfo: {name: Shop}\n');
  writeFileSync(
    join(collection, 'users', 'list.yml'),
    'info: {name: List, type: http}\nhttp: {method: GET, url: "http://127.0.0.1:9/users"}\n',
  );
  expect(JSON.parse((await run(collection)).out)).toMatchObject({ name: 'Shop', scenarios: [{ steps: [{ name: 'List' }] }] });
  expect((await run(join(collection, 'users'))).errors).toContain('holds no .bru files and no opencollection.yml');
});

test('a plan of Onrush is checked and written in the present format', async () => {
  const scenarios = [{ steps: [{ url: 'http://127.0.0.1:9/own', body: { file: 'body.txt' } }] }];
  const load = { model: 'closed', stages: [{ duration: '1500ms', target: 2 }] };
  const text = JSON.stringify({ version: 2, name: 'Own', scenarios, load });
  writeFileSync(join(folder, 'own.json'), text);
  const { code, out, errors } = await run('own.json');
  expect([code, errors]).toEqual([0, 'Plan of Onrush “Own”: a plan of 1 step.\n']);
  expect(parsePlanText(out)).toEqual(parsePlanText(text));
  mkdirSync(join(folder, 'other'));
  expect((await run('own.json', '-o', 'other/own.json')).errors).toBe(
    'Plan of Onrush “Own”: a plan of 1 step in other/own.json.\n  Its paths count from its own folder, so move or name again: body.txt.\n',
  );
  // A large one is one too.
  writeFileSync(join(folder, 'large.json'), `${text}${' '.repeat(6_000_000)}`);
  expect((await run('large.json')).errors).toBe(errors);
  expect((await run('own.json', '--all')).errors).toMatch(/^own\.json is a plan of Onrush already\. Leave out --only, --all/);
  writeFileSync(join(folder, 'fault.json'), JSON.stringify({ version: 2, scenarios, load: { ...load, stages: [] } }));
  expect(await run('fault.json')).toMatchObject({ code: 'plan_invalid', errors: expect.stringMatching(/stage/) });
});

test('an unreadable file ends with a sentence', async () => {
  writeFileSync(join(folder, 'bytes.bin'), Buffer.from([1, 0, 2, 0]));
  expect(await run('gone.har')).toEqual({ code: 'import_invalid', out: '', errors: 'There is no file gone.har.' });
  expect(await run('bytes.bin')).toEqual({ code: 'import_invalid', out: '', errors: 'The file bytes.bin is not text.' });
  expect((await run()).errors).toMatch(/^Name the file to import/);
});
