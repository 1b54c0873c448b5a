// The plan of what was ticked, saved and opened when somebody agrees.
import type { Failure } from '../../../shared/errors.ts';
import type { ImportResult } from '../../../shared/plan/from/imported/imported-plan.ts';
import { parsePlan } from '../../../shared/plan/plan-parse.ts';
import { call } from '../../host/client.ts';
import { readPlans } from '../../host/host-state.ts';
import { leaveImport } from '../../host/plan-import.ts';
import { goTo } from '../../route.ts';

/** The plan itself can be imported all the same. */
function withoutStoring(failure: Failure, name: string): Failure {
  return { ...failure, message: `${failure.message} To import the plan without it, untick “${storeLabel(name)}”.` };
}

/** What is ticked to store a value that was recorded. */
export function storeLabel(name: string): string {
  return `Store the recorded value of ${name} on this computer`;
}

/** `kept` are secrets whose values are stored on this computer. Returns null once the plan is saved and open. */
export async function saveImportedPlan(
  { plan, files, secretValues }: ImportResult,
  kept: ReadonlySet<string>,
): Promise<Failure | null> {
  const parsed = parsePlan(plan);
  if (!parsed.ok) return parsed.failure;
  for (const [name, value] of Object.entries(secretValues)) {
    const stored = kept.has(name) ? await call('secrets.set', { name, value }) : null;
    if (stored?.ok === false) return withoutStoring(stored.failure, name);
  }
  const folder =
    files.length === 0
      ? null
      : await call('plans.keepFiles', { files: files.map(({ name, bytes }) => ({ name, base64: btoa(bytes) })) });
  if (folder !== null && !folder.ok) return folder.failure;
  const saved = await call('plans.save', { id: null, plan: parsed.value, folder: folder?.value.folder ?? null });
  if (!saved.ok) return saved.failure;
  await readPlans();
  goTo({ screen: 'plans', planId: saved.value.id });
  leaveImport();
  return null;
}
