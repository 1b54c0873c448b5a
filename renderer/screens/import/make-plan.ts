// The plan of what was ticked: made here to show it, saved and opened when somebody agrees.
import { fail, succeed, type Failure, type Result } from '../../../shared/errors.ts';
import type { FoundValue } from '../../../shared/plan/from/correlate/found-value.ts';
import { keyOf } from '../../../shared/plan/from/correlate/value-key.ts';
import { importedPlan, USUAL_CHOICES, type ImportResult } from '../../../shared/plan/from/imported/imported-plan.ts';
import type { Imported } from '../../../shared/plan/from/imported/imported.ts';
import { parsePlan } from '../../../shared/plan/plan-parse.ts';
import { call } from '../../host/client.ts';
import { readPlans } from '../../host/host-state.ts';
import { leaveImport } from '../../host/plan-import.ts';
import { goTo } from '../../route.ts';
import { keyedRequests } from './import-rows.ts';

/** What becomes of a value: taken, made new each time, or a column of a data file; kept as it was recorded; a secret. */
export type ValueChoice = 'take' | 'keep' | 'secret';

export interface ImportChoice {
  readonly ticked: ReadonlySet<string>;
  readonly keepsPauses: boolean;
  /** By their keys; the others go the usual way. */
  readonly values: ReadonlyMap<string, ValueChoice>;
  /** For a replay, which is kept nowhere. */
  readonly showsSecrets?: boolean;
}

export function choiceOf(found: FoundValue, values: ImportChoice['values']): ValueChoice {
  return values.get(keyOf(found)) ?? (USUAL_CHOICES.correlates(found) ? 'take' : 'keep');
}

export function chosenPlan(
  imported: Imported,
  { ticked, keepsPauses, values, showsSecrets = false }: ImportChoice,
): Result<ImportResult> {
  const taken = new Set(keyedRequests(imported).flatMap(({ key, request }) => (ticked.has(key) ? [request] : [])));
  try {
    return succeed(
      importedPlan(imported, {
        takes: (request) => taken.has(request),
        keepsPauses,
        correlates: (found) => choiceOf(found, values) === 'take',
        hides: (found) => choiceOf(found, values) === 'secret',
        showsSecrets,
      }),
    );
  } catch (error) {
    return fail('import_invalid', error instanceof Error ? error.message : String(error));
  }
}

/** `kept`: secrets whose values are stored on this computer. null: the plan is saved and open. */
export async function saveImportedPlan(
  { plan, files, secretValues }: ImportResult,
  kept: ReadonlySet<string>,
): Promise<Failure | null> {
  const parsed = parsePlan(plan);
  if (!parsed.ok) return parsed.failure;
  for (const [name, value] of Object.entries(secretValues)) {
    const stored = kept.has(name) ? await call('secrets.set', { name, value }) : null;
    if (stored?.ok === false) return stored.failure;
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
