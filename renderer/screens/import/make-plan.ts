// The plan of what was ticked: made here to show it, saved and opened when somebody agrees.
import { fail, succeed, type Failure, type Result } from '../../../shared/errors.ts';
import { importedPlan, type ImportResult } from '../../../shared/plan/from/imported/imported-plan.ts';
import type { Imported } from '../../../shared/plan/from/imported/imported.ts';
import { parsePlan } from '../../../shared/plan/plan-parse.ts';
import { call } from '../../host/client.ts';
import { readPlans } from '../../host/host-state.ts';
import { leaveImport } from '../../host/plan-import.ts';
import { goTo } from '../../route.ts';
import { keyedRequests } from './import-rows.ts';

export interface Choice {
  readonly ticked: ReadonlySet<string>;
  readonly keepsPauses: boolean;
  /** Values that stay as they were recorded. */
  readonly kept: ReadonlySet<string>;
}

export function chosenPlan(imported: Imported, { ticked, keepsPauses, kept }: Choice): Result<ImportResult> {
  const taken = new Set(keyedRequests(imported).flatMap(({ key, request }) => (ticked.has(key) ? [request] : [])));
  try {
    return succeed(
      importedPlan(imported, {
        takes: (request) => taken.has(request),
        keepsPauses,
        correlates: ({ value }) => !kept.has(value),
      }),
    );
  } catch (error) {
    return fail('import_invalid', error instanceof Error ? error.message : String(error));
  }
}

/** null: it is saved and open. */
export async function savePlan({ plan, files }: ImportResult): Promise<Failure | null> {
  const parsed = parsePlan(plan);
  if (!parsed.ok) return parsed.failure;
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
