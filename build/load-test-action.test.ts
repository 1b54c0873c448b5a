// The action for GitHub: it cannot run here, but it must be complete and use only options that the command line has.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { HELP } from '../electron/cli/help.ts';
import { publishedManifest } from './package-manifest.ts';
import { ROOT } from './paths.ts';

const text = readFileSync(join(ROOT, '.github', 'actions', 'load-test', 'action.yml'), 'utf8');
const action: {
  readonly inputs: Readonly<Record<string, { readonly description: string }>>;
  readonly runs: {
    readonly using: string;
    readonly steps: readonly { readonly shell?: string; readonly run?: string; readonly uses?: string }[];
  };
} = parse(text);

test('every input is used, and every input that is used exists', () => {
  const used = [...new Set([...text.matchAll(/inputs\.([\w-]+)/g)].map(([, name = '']) => name))];
  expect(used.toSorted()).toEqual(Object.keys(action.inputs).toSorted());
});

test('each step is a script with a shell, or another action', () => {
  expect(action.runs.using).toBe('composite');
  for (const step of action.runs.steps)
    expect(step.uses !== undefined || (step.run !== undefined && step.shell === 'bash')).toBe(true);
});

test('no script contains a value of a workflow, because it could be run', () => {
  for (const { run = '' } of action.runs.steps) expect(run).not.toContain('${{');
});

test('the command line knows every option that the action passes to it', () => {
  const options = action.runs.steps
    .flatMap(({ run = '' }) => run.split('\n').filter((line) => line.includes('$ONRUSH')))
    .join(' ');
  for (const [option] of options.matchAll(/--[a-z-]+/g)) expect(HELP).toContain(option);
});

test('the package of the command line has no dependencies and does not contain the window', () => {
  const manifest = publishedManifest(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));
  expect(Object.keys(manifest).toSorted()).toEqual([
    'author',
    'bin',
    'description',
    'engines',
    'files',
    'license',
    'name',
    'type',
    'version',
  ]);
  expect(manifest['files']).toContain('!out/main.js');
});
