// Runs tools of the gate one after the other: prints one line per tool with its duration, and its output only if it fails.
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { captured } from './captured.ts';
import { binary, ROOT } from './paths.ts';

export interface Stage {
  readonly name: string;
  /** @returns null if it passed, otherwise the text to show */
  readonly run: () => Promise<string | null>;
}

/** @returns whether all passed; stops at the first failure */
export async function runStages(
  stages: readonly Stage[],
  print: (text: string) => void = (text) => process.stdout.write(text),
): Promise<boolean> {
  for (const { name, run } of stages) {
    const startedAt = performance.now();
    print(`${name.padEnd(24)} `);
    const fault = await run();
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    print(`${fault === null ? 'passed' : 'FAILED'}  ${seconds} s\n`);
    if (fault === null) continue;
    print(`\n${fault.trimEnd()}\n\n`);
    return false;
  }
  return true;
}

/** A stage that runs tools in parallel; if it fails, their output is shown. */
export function toolStage(name: string, ...commands: (readonly [tool: string, ...args: string[]])[]): Stage {
  return {
    name,
    run: async () => {
      const faults = await Promise.all(commands.map(([tool, ...args]) => captureTool(tool, args)));
      const shown = faults.filter((fault) => fault !== null);
      return shown.length === 0 ? null : shown.join('\n');
    },
  };
}

/** Ends the tool after `timeout` ms; 0 means never. @returns null on exit code 0, otherwise everything that the tool printed */
export async function captureTool(
  tool: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  timeout = 0,
): Promise<string | null> {
  const child = spawn(...callOf(binary(tool), args), { ...spawnOptions(env), stdio: ['ignore', 'pipe', 'pipe'], timeout });
  const { code, output } = await captured(child);
  return code === 0 ? null : `${output}\n${tool} ended with code ${code}.`;
}

/** Runs a tool with its output visible. */
export async function runTool(tool: string, args: readonly string[]): Promise<number> {
  const child = spawn(...callOf(binary(tool), args), { ...spawnOptions({}), stdio: 'inherit' });
  return (await captured(child)).code;
}

/** Windows starts a tool through its shell, which would split a path at its spaces. */
export function callOf(
  program: string,
  args: readonly string[],
  platform: NodeJS.Platform = process.platform,
): [command: string, args: string[]] {
  const quote = (text: string): string => (platform === 'win32' && /[\s&()^]/.test(text) ? `"${text}"` : text);
  return [quote(program), args.map(quote)];
}

/** The packaged Node is first in the path, also for the tools' own scripts. */
function spawnOptions(env: NodeJS.ProcessEnv) {
  const path = [join(ROOT, 'node_modules', '.bin'), process.env['PATH']].join(delimiter);
  return { cwd: ROOT, shell: process.platform === 'win32', env: { ...process.env, PATH: path, ...env } };
}
