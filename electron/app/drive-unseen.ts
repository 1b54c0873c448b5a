// How this computer sends: its default number of threads, and a run of which only the figures matter.
import { availableParallelism } from 'node:os';
import type { Plan } from '../../shared/plan/plan.ts';
import type { RunSummary } from '../../shared/summary.ts';
import { NO_FILES } from '../engine/files/plan-files.ts';
import { NOBODY, Run } from '../engine/run.ts';
import { USER_AGENT } from '../system/version.ts';
import { thisComputer } from './computer.ts';

const MOST_DEFAULT_WORKERS = 4;

export async function driveUnseen(plan: Plan, workers: number): Promise<RunSummary> {
  const options = { workers, userAgent: USER_AGENT, computer: thisComputer(), files: NO_FILES, stopAfterRefusedMs: null };
  const run = await Run.start(plan, options, NOBODY);
  return (await run.ended).summary;
}

/** All cores except the one that draws and writes; more than four bring nothing on a desktop. */
export function defaultWorkers(): number {
  return Math.min(MOST_DEFAULT_WORKERS, Math.max(1, availableParallelism() - 1));
}
