// The tools of the gate: how they are called, and what a stage says.
import { expect, test } from 'vitest';
import { callOf, runStages } from './stage.ts';

test('on Windows a path with spaces or signs of its shell stays one word, and elsewhere there is no shell', () => {
  const program = 'C:\\Users\\Ada & Bo (x86)\\onrush\\node_modules\\.bin\\vite.cmd';
  const args = ['build', '--config', 'C:\\my plans\\vite.config.ts', 'a^b'];
  expect(callOf(program, args, 'win32')).toEqual([
    `"${program}"`,
    ['build', '--config', '"C:\\my plans\\vite.config.ts"', '"a^b"'],
  ]);
  expect(callOf('/home/ada b/vite', ['a b'], 'linux')).toEqual(['/home/ada b/vite', ['a b']]);
});

test('a stage that fails ends the gate, with its reason', async () => {
  let printed = '';
  const stage = (name: string, fault: string | null) => ({ name, run: () => Promise.resolve(fault) });
  const stages = [stage('one', null), stage('two', 'It is broken.\n'), stage('three', null)];
  expect(await runStages(stages, (text) => (printed += text))).toBe(false);
  expect(printed).toMatch(/^one +passed  [\d.]+ s\ntwo +FAILED  [\d.]+ s\n\nIt is broken\.\n\n$/);
});
