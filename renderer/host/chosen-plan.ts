// The plan of what a person chose in the review of an import. Pure; the worker that read the file makes it, because a large recording takes
// a while.
import { fail, succeed, type Result } from '../../shared/errors.ts';
import type { FoundValue } from '../../shared/plan/from/correlate/found-value.ts';
import { keyOf } from '../../shared/plan/from/correlate/value-key.ts';
import { importedPlan, USUAL_CHOICES, type ImportResult } from '../../shared/plan/from/imported/imported-plan.ts';
import type { Imported, ImportedRequest } from '../../shared/plan/from/imported/imported.ts';

/** What a value becomes: taken from a response, generated each time, a data column, kept as it was recorded, or a secret. */
export type ValueChoice = 'take' | 'keep' | 'secret';

export interface ImportChoice {
  readonly ticked: ReadonlySet<string>;
  readonly keepsPauses: boolean;
  /** The choices by the key of the value; other values are treated as usual. */
  readonly values: ReadonlyMap<string, ValueChoice>;
  /** True for a replay, which is never stored: it contains secrets, and its requests have the recorded responses. */
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

/** Every request, with a key that no other request has. */
export function keyedRequests(imported: Imported): readonly KeyedRequest[] {
  return imported.scenarios.flatMap(({ name, requests }, s) =>
    requests.map((request, r) => ({ key: `${s}/${r}`, scenario: name, request })),
  );
}

/** The requests that are selected before a person changes anything. */
export function usualTicks(imported: Imported): ReadonlySet<string> {
  return new Set(keyedRequests(imported).flatMap(({ key, request }) => (request.leftAside === null ? [key] : [])));
}

/** The part that the review shows. Recorded responses and files may be large, so they stay where the import was read. */
export function shownImport(imported: Imported): Imported {
  const scenarios = imported.scenarios.map((one) => ({ ...one, requests: one.requests.map(withoutResponse) }));
  return { ...imported, constants: new Set(), files: [], scenarios };
}

function withoutResponse(request: ImportedRequest): ImportedRequest {
  return request.recorded === null ? request : { ...request, recorded: { ...request.recorded, response: null } };
}
