// Processes that are measured: their CPU and memory use, as Linux reports it; nothing on other systems.
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

export interface Usage {
  /** The processor time of all its threads since its start, in ms. */
  readonly cpuMs: number;
  readonly rssBytes: number;
  readonly peakBytes: number;
}

/** Linux counts in hundredths of a second. */
const TICK_MS = 10;

export function usageOf(pid: number): Usage | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may contain spaces; user and system time are the 14th and 15th field.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const kilobytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
    return {
      cpuMs: (Number(fields[11]) + Number(fields[12])) * TICK_MS,
      rssBytes: kilobytes('VmRSS') * 1024,
      peakBytes: kilobytes('VmHWM') * 1024,
    };
  } catch {
    // It has ended, or this is not Linux.
    return null;
  }
}

export function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

export function start({ program, args, env }: Command, options: SpawnOptions = {}): ChildProcess {
  return spawn(program, [...args], { stdio: ['ignore', 'ignore', 'pipe'], ...options, env: { ...process.env, ...env } });
}

export async function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  const late = setTimeout(() => child.kill('SIGKILL'), 5000);
  await exited;
  clearTimeout(late);
}

/** Runs it to its end and returns the most memory that was seen. If it fails, throws with its output. */
export async function runToEnd(
  command: Command,
  okCodes: readonly number[] = [0],
): Promise<{ readonly peakBytes: number; readonly ms: number }> {
  const startedAt = performance.now();
  const child = start(command);
  const said: string[] = [];
  child.stderr?.on('data', (chunk) => said.push(String(chunk)));
  let peakBytes = 0;
  const look = setInterval(() => {
    peakBytes = Math.max(peakBytes, usageOf(child.pid ?? 0)?.peakBytes ?? 0);
  }, 50);
  const [code] = await once(child, 'exit');
  clearInterval(look);
  if (!okCodes.includes(code)) throw new Error(`${command.program} ended with code ${code}: ${said.join('').slice(0, 2000)}`);
  return { peakBytes, ms: performance.now() - startedAt };
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
