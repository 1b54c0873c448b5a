// The workflows as GitHub will read them: well formed, limited in time, with no more rights than they need, and with scripts that
// exist.
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { ROOT } from './paths.ts';

const text = z.string().min(1);
const scalar = z.union([z.string(), z.number(), z.boolean()]);
const rights = z.record(text, z.enum(['read', 'write', 'none']));
const common = {
  name: text.optional(),
  id: text.optional(),
  if: text.optional(),
  env: z.record(text, scalar).optional(),
  'working-directory': text.optional(),
};
const step = z.union([
  // An action with its version.
  z.strictObject({
    ...common,
    uses: z.string().regex(/^[\w-]+\/[\w./-]+@v\d+(?:\.\d+)*$/),
    with: z.record(text, scalar).optional(),
  }),
  z.strictObject({ ...common, run: text, shell: z.enum(['bash', 'sh', 'pwsh']).optional() }),
]);
const job = z.strictObject({
  'runs-on': text,
  // A job that hangs must not run for six hours.
  'timeout-minutes': z.int().max(60),
  needs: z.union([text, z.array(text)]).optional(),
  permissions: rights.optional(),
  strategy: z.strictObject({ 'fail-fast': z.boolean().optional(), matrix: z.record(text, z.array(text).min(1)) }).optional(),
  env: z.record(text, scalar).optional(),
  outputs: z.record(text, text).optional(),
  defaults: z.strictObject({ run: z.strictObject({ 'working-directory': text }) }).optional(),
  steps: z.array(step).min(1),
});
const workflow = z.strictObject({
  name: text,
  on: z.record(z.enum(['push', 'pull_request', 'workflow_dispatch', 'schedule']), z.unknown()),
  // Only the rights that a job names.
  permissions: z.strictObject({ contents: z.literal('read') }),
  concurrency: z.strictObject({ group: text, 'cancel-in-progress': z.boolean() }).optional(),
  jobs: z.record(z.string().regex(/^[a-z][\w-]*$/), job),
});

const FILES = globSync('.github/workflows/*.yml', { cwd: ROOT });
const CONTEXTS = ['github', 'matrix', 'runner', 'secrets', 'steps', 'needs', 'env'];

function read(file: string): z.infer<typeof workflow> {
  return workflow.parse(parse(readFileSync(join(ROOT, file), 'utf8').replace(/^on:/m, '"on":')));
}

test('there are workflows for the checks, for the window, and for a release', () => {
  expect(FILES.map((file) => read(file).name).toSorted()).toEqual(['check', 'electron', 'release']);
});

test.each(FILES)('%s names only scripts and files that exist', (file) => {
  const { jobs } = read(file);
  const source = readFileSync(join(ROOT, file), 'utf8');
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  for (const [, name = ''] of source.matchAll(/npm run (?:-s )?([\w:-]+)/g)) expect(scripts).toHaveProperty([name]);
  for (const [, expression = ''] of source.matchAll(/\$\{\{(.*?)\}\}/g)) {
    const words = expression.replaceAll(/'[^']*'/g, '').match(/[a-z][\w-]*(?=\.)/g) ?? [];
    expect(words.filter((word, at) => at === 0 && !CONTEXTS.includes(word))).toEqual([]);
  }
  for (const { needs = [], strategy, steps } of Object.values(jobs)) {
    expect([needs].flat().filter((name) => !(name in jobs))).toEqual([]);
    const own = JSON.stringify(steps);
    for (const [, key = ''] of own.matchAll(/matrix\.(\w+)/g)) expect(strategy?.matrix).toHaveProperty([key]);
  }
});

test('the window is tested on each system and each kind of processor', () => {
  const [job] = Object.values(read('.github/workflows/electron.yml').jobs);
  expect(job?.strategy?.matrix['os']?.map((os) => os.split('-')[0])).toEqual([
    'ubuntu',
    'ubuntu',
    'macos',
    'macos',
    'windows',
    'windows',
  ]);
});

test('every end-to-end spec runs in the double of the window and in the window itself', () => {
  const commandsOf = (file: string, job: string): readonly string[] =>
    (read(`.github/workflows/${file}.yml`).jobs[job]?.steps ?? []).flatMap((one) => ('run' in one ? [one.run] : []));
  expect(commandsOf('check', 'window')).toContain('npm run test:window');
  expect(commandsOf('electron', 'window')).toContainEqual(expect.stringMatching(/npm run test:window -- --electron$/));
});

test('bundled packages are audited, all of which are development dependencies', () => {
  const runs = Object.values(read('.github/workflows/check.yml').jobs).flatMap(({ steps }) =>
    steps.flatMap((one) => ('run' in one && one.run.startsWith('npm audit') ? [one.run] : [])),
  );
  expect(runs).toEqual(['npm audit --audit-level=moderate']);
});

test('an action has the same version wherever it is used', () => {
  const files = [...FILES, '.github/actions/load-test/action.yml'].map((file) => readFileSync(join(ROOT, file), 'utf8'));
  const used = files.flatMap((source) => source.match(/(?<=uses: )[\w./-]+@\S+/g) ?? []);
  const names = [...new Set(used)].map((one) => one.split('@')[0]);
  expect(names.length).toBeGreaterThan(3);
  expect(names).toEqual([...new Set(names)]);
});

const NAMES = {
  mac: ['MAC_CERTIFICATE', 'MAC_CERTIFICATE_PASSWORD', 'APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER'],
  win: ['WIN_CERTIFICATE', 'WIN_CERTIFICATE_PASSWORD'],
};

/** As in the job that looks for what signing needs. */
function lookFor(names: readonly string[]): { code: number | null; said: string; output: string } {
  const { jobs } = read('.github/workflows/release.yml');
  const [look] = jobs['secrets']?.steps ?? [];
  if (look === undefined || !('run' in look)) throw new Error('There is no such step');
  const folder = mkdtempSync(join(tmpdir(), 'onrush-release-'));
  const file = join(folder, 'output');
  const env = { PATH: process.env['PATH'], GITHUB_OUTPUT: file, ...Object.fromEntries(names.map((name) => [name, 'x'])) };
  const { status, stdout } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', look.run], {
    env,
    encoding: 'utf8',
    timeout: 20_000,
  });
  const output = status === 0 ? readFileSync(file, 'utf8') : '';
  rmSync(folder, { recursive: true });
  return { code: status, said: stdout, output };
}

test.runIf(process.platform !== 'win32')('packages are signed if all secrets exist, and not if none does', () => {
  expect(lookFor([])).toMatchObject({ code: 0, output: 'mac=unsigned\nwin=unsigned\n' });
  expect(lookFor([...NAMES.mac])).toMatchObject({ code: 0, output: 'mac=signed\nwin=unsigned\n' });
  expect(lookFor([...NAMES.mac, ...NAMES.win])).toMatchObject({ code: 0, output: 'mac=signed\nwin=signed\n' });
});

test.runIf(process.platform !== 'win32').each([...NAMES.mac, ...NAMES.win])(
  'signing with only some of its secrets fails, and the missing ones are named: %s',
  (name) => {
    const { code, said } = lookFor([name]);
    expect(code).toBe(1);
    expect(said).toMatch(/^::error::Signing for (?:mac|win) needs all of its secrets\. Set: .+; or remove: \w+\.\n$/);
    expect(said.split('or remove:')[1]?.trim()).toBe(`${name}.`);
  },
);

test('the template of an issue asks for the self-check', () => {
  const form = parse(readFileSync(join(ROOT, '.github/ISSUE_TEMPLATE/fault.yml'), 'utf8')) as {
    body: readonly { id: string; attributes: { description?: string } }[];
  };
  expect(form.body.find(({ id }) => id === 'self-check')?.attributes.description).toContain('npm run check:window');
});
