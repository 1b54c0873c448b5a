// The help, the parser and the completion of the shells know the same commands and options.
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { completed, completionScript } from './completion.ts';
import { HELP } from './help.ts';
import { SHELLS } from './shells.ts';

/** `--help` is allowed after every command. */
const UNNAMED = new Set(['--help']);

test('the help names every command and option that is read, and no other', () => {
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

test('bash takes its script, and completes', () => {
  const script = `${completionScript('bash')}
COMP_WORDS=(onrush mer); COMP_CWORD=1; _onrush; echo "\${COMPREPLY[@]}"
COMP_WORDS=(onrush merge --al); COMP_CWORD=2; _onrush; echo "\${COMPREPLY[@]}"`;
  const { status, stdout } = spawnSync('bash', ['-c', script], { encoding: 'utf8', timeout: 20_000 });
  expect([status, stdout]).toEqual([0, 'merge\n--align\n']);
});
