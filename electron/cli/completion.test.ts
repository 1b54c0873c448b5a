// The help, the parser and the completion of the shells know the same commands and options.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { completed } from './completed.ts';
import { completionScript } from './completion.ts';
import { HELP } from './help.ts';
import { SHELLS } from './shells.ts';

/** `--help` is allowed after every command. */
const UNNAMED = new Set(['--help']);

test('the help names exactly the commands and options that are read', () => {
  const known = new Set(completed().flatMap(({ options }) => options));
  const named = new Set([...HELP.matchAll(/(?<![\w-])--[a-z][a-z0-9-]*/g)].map(([option]) => option));
  const long = [...known].filter((option) => option.startsWith('--') && !UNNAMED.has(option));
  expect(long.filter((option) => !named.has(option))).toEqual([]);
  expect([...named].filter((option) => !known.has(option))).toEqual([]);
  expect(completed().filter(({ name }) => !new RegExp(`^ {2}(?:.*, )?${name}\\b`, 'm').test(HELP))).toEqual([]);
});

test.each(SHELLS)('%s completes every command and its options', (shell) => {
  const script = completionScript(shell);
  for (const { name, options } of completed()) {
    expect(script).toContain(name);
    for (const option of options) expect(script).toContain(shell === 'fish' ? option.replace(/^--?/, '') : option);
  }
});

/** The folder has a command `onrush` with two runs, and two files. */
function place(): { readonly cwd: string; readonly env: NodeJS.ProcessEnv } {
  const folder = mkdtempSync(join(tmpdir(), 'onrush-completion-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const runs = '0123abcd  2026-11-30 06:26  Buy #2  Completed\n0199aaaa  2026-11-30 06:25  Buy #1  Stopped\n';
  writeFileSync(join(folder, 'onrush'), `#!/bin/sh\n[ "$1" = runs ] && printf '${runs}'\n`, { mode: 0o755 });
  writeFileSync(join(folder, 'plan.json'), '{}');
  return { cwd: folder, env: { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}` } };
}

const LINES: readonly (readonly [line: string, completed: readonly string[]])[] = [
  ['mer', ['merge']],
  ['merge --al', ['--align']],
  ['merge a.csv --align ', ['clock', 'start']],
  ['run --engine ', ['k6', 'onrush']],
  ['export ', ['0123abcd', '0199aaaa', 'latest']],
  ['compare latest 012', ['0123abcd']],
  ['capacity --resume la', ['latest']],
  ['completion z', ['zsh']],
];

test.skipIf(process.platform === 'win32')('bash completes commands, options, their values and runs', () => {
  const asked = LINES.map(
    ([line]) =>
      `ask ${line
        .split(' ')
        .map((word) => `'${word}'`)
        .join(' ')}`,
  );
  const script = `${completionScript('bash')}
ask() { COMP_WORDS=(onrush "$@"); COMP_CWORD=$#; _onrush; echo "\${COMPREPLY[@]}"; }
${asked.join('\n')}
ask export latest -o pl`;
  const { status, stdout } = spawnSync('bash', ['-c', script], { encoding: 'utf8', timeout: 20_000, ...place() });
  const found = stdout.split('\n').map((line) => line.split(' ').toSorted());
  // After an option with a value, bash itself completes names of files.
  expect([status, found]).toEqual([0, [...LINES.map(([, words]) => words), [''], ['']]]);
});

const hasFish = spawnSync('fish', ['--version']).status === 0;

test.skipIf(!hasFish)('fish completes commands, options, their values, runs and files', () => {
  const lines = [...LINES, ['export latest -o pl', ['plan.json']] as const];
  const asked = lines.map(([line]) => `complete -C 'onrush ${line}'; echo ---`);
  const script = `${completionScript('fish')}\n${asked.join('\n')}`;
  const { stdout } = spawnSync('fish', ['--no-config', '-c', script], { encoding: 'utf8', timeout: 60_000, ...place() });
  const found = stdout.split('---\n').map((block) => block.split('\n').flatMap((line) => line.split('\t')[0] || []));
  lines.forEach(([line, words], at) =>
    expect(found[at]?.toSorted(), `after "${line}"`).toEqual(expect.arrayContaining([...words])),
  );
});

const hasZsh = spawnSync('zsh', ['--version']).status === 0;

test.skipIf(!hasZsh)('zsh takes its script, from $fpath too', () => {
  const { cwd, env } = place();
  writeFileSync(join(cwd, '_onrush'), completionScript('zsh'));
  const script = `fpath=("$PWD" $fpath); autoload -Uz compinit; compinit -u -D
compadd() { shift; print -rl -- "$@"; }; _files() { print files; }; _describe() { print -rl -- \${(P)2}; }; _onrush
ask() { words=(onrush "$@"); CURRENT=$#words; PREFIX="$words[-1]"; _onrush; print -- ---; }
ask mer; ask merge --al; ask merge a --align ''; ask export ''; ask export latest -o pl`;
  const { stdout, stderr } = spawnSync('zsh', ['-f', '-c', script], { encoding: 'utf8', timeout: 60_000, cwd, env });
  const [commands, options, aligned, runs, files] = stdout.split('---\n').map((block) => block.split('\n'));
  expect(commands, `it said: ${stderr}`).toContain('merge');
  expect(options).toContain('--align');
  expect(aligned).toEqual(['clock', 'start', '']);
  expect(runs?.slice(0, 3).map((line) => line.split(':')[0])).toEqual(['latest', '0123abcd', '0199aaaa']);
  expect(files).toEqual(['files', '']);
});
