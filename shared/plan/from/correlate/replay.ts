// Proof by two replays as one user: a value that differs between them is dynamic, one that is the same is fixed. Pure.
import type { TriedPlan } from '../../../try-once.ts';
import type { PlanInput } from '../../plan.ts';
import type { ImportedRequest } from '../imported/imported.ts';
import { textOf } from '../../journey/value.ts';
import type { FoundValue } from './found-value.ts';

export type Verdict = 'dynamic' | 'made' | 'fixed' | 'unresolved';

export interface ProvedValue {
  readonly found: FoundValue;
  /** The place of its scenario. */
  readonly scenario: number;
  readonly verdict: Verdict;
  /** What each replay took; null where nothing was found. */
  readonly replays: readonly (string | null)[];
}

/** The plan as it is replayed: without pauses, and going on where a step fails, so that every value is looked for. */
export function replayedPlan(plan: PlanInput): PlanInput {
  return {
    ...plan,
    scenarios: plan.scenarios.map((scenario) => ({
      ...scenario,
      steps: scenario.steps.map((step) => ({ ...step, think: '0s', onFail: 'continue' as const })),
    })),
  };
}

export function provedValues(values: readonly (readonly FoundValue[])[], replays: readonly TriedPlan[]): readonly ProvedValue[] {
  return values.flatMap((all, scenario) =>
    all.map((found): ProvedValue => {
      if (found.builtIn !== null) return { found, scenario, verdict: 'made', replays: [] };
      const taken = replays.map((replay) => takenIn(replay, scenario, found));
      return { found, scenario, verdict: verdictOf(taken), replays: taken };
    }),
  );
}

function takenIn({ scenarios }: TriedPlan, scenario: number, { producer, name }: FoundValue): string | null {
  const value = scenarios[scenario]?.steps[producer ?? -1]?.values.find((one) => one.name === name)?.value;
  return value === undefined ? null : textOf(value);
}

function verdictOf(taken: readonly (string | null)[]): Verdict {
  if (taken.length < 2 || taken.includes(null)) return 'unresolved';
  return new Set(taken).size > 1 ? 'dynamic' : 'fixed';
}

/** Steps whose replay differs from the recording, a sentence each. */
export function differences(requests: readonly ImportedRequest[], { scenarios }: TriedPlan, scenario: number): readonly string[] {
  return requests.flatMap(({ recorded, step }, at) => {
    const tried = scenarios[scenario]?.steps[at];
    const exchange = tried?.exchanges.at(-1);
    const name = `Step ${at + 1}, ${tried?.name ?? step.url}`;
    if (tried?.state === 'skipped') return [`${name}: not reached.`];
    if (exchange?.response === null || exchange?.response === undefined) return [`${name}: no response came.`];
    const { status, headers, body } = exchange.response;
    if (recorded?.status !== null && recorded?.status !== undefined && recorded.status !== 304 && status !== recorded.status)
      return [`${name}: answered ${status}, recorded was ${recorded.status}.`];
    const type = kindOf(headers.find((header) => header.name.toLowerCase() === 'content-type')?.value ?? '');
    const recordedType = kindOf(recorded?.response?.type ?? '');
    if (recordedType !== '' && type !== recordedType)
      return [`${name}: answered ${type || 'without a type'}, recorded was ${recordedType}.`];
    return missingKeys(recorded?.response?.text ?? '', body ?? '').map((key) => `${name}: ${key} is missing in the response.`);
  });
}

function kindOf(type: string): string {
  return type.split(';')[0]?.trim().toLowerCase() ?? '';
}

const DEEPEST = 5;
const MOST_KEYS = 3;

/** Members of the recorded JSON that the replayed one does not have, at most a few. */
function missingKeys(recorded: string, replayed: string): readonly string[] {
  try {
    const missing: string[] = [];
    compare(JSON.parse(recorded), JSON.parse(replayed), '$', missing, 0);
    return missing.slice(0, MOST_KEYS);
  } catch {
    return [];
  }
}

function compare(recorded: unknown, replayed: unknown, path: string, missing: string[], depth: number): void {
  if (depth > DEEPEST || missing.length >= MOST_KEYS || typeof recorded !== 'object' || recorded === null) return;
  if (Array.isArray(recorded)) {
    if (recorded.length > 0 && Array.isArray(replayed) && replayed.length > 0)
      compare(recorded[0], replayed[0], `${path}[0]`, missing, depth + 1);
    return;
  }
  for (const [key, value] of Object.entries(recorded)) {
    const isThere = typeof replayed === 'object' && replayed !== null && Object.hasOwn(replayed, key);
    if (!isThere) missing.push(`${path}.${key}`);
    else compare(value, Object.entries(replayed).find(([one]) => one === key)?.[1], `${path}.${key}`, missing, depth + 1);
  }
}
