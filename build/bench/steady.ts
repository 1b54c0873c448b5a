// A load generator in the middle of its work: requests as the target counts them, CPU and memory as the system reports them.
import { end, pause, start, usageOf, type Command } from './processes.ts';
import type { Target } from './target.ts';

export interface SteadyReading {
  readonly perSecond: number;
  /** µs of CPU of the generator per request; NaN if the system does not report it. */
  readonly cpuPerRequest: number;
  readonly peakBytes: number;
  /** The number of CPUs that the generator and the target kept busy. */
  readonly cpus: number;
  readonly targetCpus: number;
}

const FIRST_MS = 15_000;

/** Starts it, lets it settle, measures it for `windowMs`, and ends it. */
export async function readSteady(target: Target, command: Command, { settleMs, windowMs }: SteadyTimes): Promise<SteadyReading> {
  const before = await target.requests();
  const child = start(command);
  child.stderr?.resume();
  try {
    const until = performance.now() + FIRST_MS;
    while ((await target.requests()) - before < 500) {
      if (child.exitCode !== null || performance.now() > until)
        throw new Error(`${command.program} ${command.args.join(' ')} sends nothing.`);
      await pause(20);
    }
    await pause(settleMs);
    const from = await look(target, child.pid ?? 0);
    await pause(windowMs);
    const to = await look(target, child.pid ?? 0);
    const requests = to.requests - from.requests;
    const seconds = (to.at - from.at) / 1000;
    return {
      perSecond: requests / seconds,
      cpuPerRequest: ((to.cpuMs - from.cpuMs) * 1000) / requests,
      peakBytes: to.peakBytes,
      cpus: (to.cpuMs - from.cpuMs) / 1000 / seconds,
      targetCpus: (to.targetCpuMs - from.targetCpuMs) / 1000 / seconds,
    };
  } finally {
    await end(child, 'SIGKILL');
  }
}

/**
 * Programs are measured once they are warm, because a load test lasts for minutes: programs that are compiled while they run, ours
 * and others, spend the processor time of their first second or two on compiling.
 */
export function steadyTimes(quick: boolean): SteadyTimes {
  return quick ? { settleMs: 2000, windowMs: 800 } : { settleMs: 2500, windowMs: 1500 };
}

export interface SteadyTimes {
  readonly settleMs: number;
  readonly windowMs: number;
}

async function look(target: Target, pid: number) {
  const usage = usageOf(pid);
  const targetCpuMs = target.cpuMs() ?? Number.NaN;
  const requests = await target.requests();
  return {
    at: performance.now(),
    requests,
    cpuMs: usage?.cpuMs ?? Number.NaN,
    peakBytes: usage?.peakBytes ?? Number.NaN,
    targetCpuMs,
  };
}
