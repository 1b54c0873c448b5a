// Runs the command line as a separate process, for tests. A process that does not end is killed before its test times out.
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const CLI = join(import.meta.dirname, 'cli.ts');
/** Less than the timeout of a test, and many times what the slowest command takes. */
const TOO_LONG_MS = 50_000;

export interface Place {
  /** The working folder; the data folder is its subfolder "data". */
  readonly folder: string;
  readonly env?: NodeJS.ProcessEnv;
}

export interface Ended {
  /** Null if it was killed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function startCommand(args: readonly string[], { folder, env = {} }: Place): ChildProcess {
  return spawn(process.execPath, [CLI, ...args], {
    cwd: folder,
    env: { ...process.env, ONRUSH_DATA_DIR: join(folder, 'data'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: TOO_LONG_MS,
    killSignal: 'SIGKILL',
  });
}

export function endOf(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

export async function runCommand(args: readonly string[], place: Place): Promise<Ended> {
  return await endOf(startCommand(args, place));
}
