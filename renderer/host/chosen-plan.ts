// The plan of what a person chose in the review of an import. Pure; the worker that read the file makes it, because a large recording takes
// a while.
import { fail, succeed, type Result } from '../../shared/errors.ts';
import type { FoundValue } from '../../shared/plan/from/correlate/found-value.ts';
import { keyOf } from '../../shared/plan/from/correlate/value-key.ts';
import { importedPlan, USUAL_CHOICES, type ImportResult } from '../../shared/plan/from/imported/imported-plan.ts';
import type { Imported, ImportedRequest } from '../../shared/plan/from/imported/imported.ts';

/** What becomes of a value: taken, made new each time, or a column of a data file; kept as it was recorded; a secret. */
export type ValueChoice = 'take' | 'keep' | 'secret';

export interface ImportChoice {
  readonly ticked: ReadonlySet<string>;
  readonly keepsPauses: boolean;
  /** By their keys; the others go the usual way. */
  readonly values: ReadonlyMap<string, ValueChoice>;
  /** For a replay, which is kept nowhere: secrets stand in it, and its requests have the responses that were recorded. */
  readonly isReplay?: boolean;
}

export function choiceOf(found: FoundValue, values: ImportChoice['values']): ValueChoice {
  return values.get(keyOf(found)) ?? (USUAL_CHOICES.correlates(found) ? 'take' : 'keep');
}

export function chosenPlan(
  imported: Imported,
  { ticked, keepsPauses, values, isReplay = false }: ImportChoice,
): Result<ImportResult> {
  const taken = new Set(keyedRequests(imported).flatMap(({ key, request }) => (ticked.has(key) ? [request] : [])));
  try {
    const made = importedPlan(imported, {
      takes: (request) => taken.has(request),
      keepsPauses,
      correlates: (found) => choiceOf(found, values) === 'take',
      hides: (found) => choiceOf(found, values) === 'secret',
      showsSecrets: isReplay,
    });
    return succeed(isReplay ? made : { ...made, requests: made.requests.map((all) => all.map(withoutResponse)) });
  } catch (error) {
    return fail('import_invalid', error instanceof Error ? error.message : String(error));
  }
}

export interface KeyedRequest {
  readonly key: string;
  readonly scenario: string;
  readonly request: ImportedRequest;
}

/** Every request with a key of its own. */
export function keyedRequests(imported: Imported): readonly KeyedRequest[] {
  return imported.scenarios.flatMap(({ name, requests }, s) =>
    requests.map((request, r) => ({ key: `${s}/${r}`, scenario: name, request })),
  );
}

/** What is ticked before anybody chooses. */
export function usualTicks(imported: Imported): ReadonlySet<string> {
  return new Set(keyedRequests(imported).flatMap(({ key, request }) => (request.leftAside === null ? [key] : [])));
}

/** What the review shows: the recorded responses and the files, which may be large, stay where the import was read. */
export function shownImport(imported: Imported): Imported {
  const scenarios = imported.scenarios.map((one) => ({ ...one, requests: one.requests.map(withoutResponse) }));
  return { ...imported, constants: new Set(), files: [], scenarios };
}

function withoutResponse(request: ImportedRequest): ImportedRequest {
  return request.recorded === null ? request : { ...request, recorded: { ...request.recorded, response: null } };
}
