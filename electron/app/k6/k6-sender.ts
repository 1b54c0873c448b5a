// Prepares k6 as the sender of a run.
import type { RunWorld } from '../../engine/run.ts';
import type { PlanFiles } from '../../engine/files/plan-files.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import { findK6 } from './find-k6.ts';
import { k6World } from './k6-world.ts';

export interface K6Sender {
  /** For example "k6 1.3.0". */
  readonly name: string;
  worldOf(plan: Plan, files: PlanFiles, folder: string): RunWorld;
}

/** `path` is the program; null for the one in PATH. @throws UserError bad_request */
export async function k6Sender(path: string | null): Promise<K6Sender> {
  const k6 = await findK6(path);
  return { name: `k6 ${k6.version}`, worldOf: (plan, files, folder) => k6World(k6, plan, files, folder) };
}
