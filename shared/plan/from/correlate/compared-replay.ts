// Compares a replay with its recording, step by step: status, type, and the members of JSON. Pure.
import type { TriedPlan, TriedStep } from '../../../try-once.ts';
import type { ImportedRequest } from '../imported/imported.ts';

export interface ReplayedStep {
  /** Counts from 1. */
  readonly number: number;
  readonly isSameStatus: boolean;
  /** True if type and members match, as far as the recording contains them. */
  readonly isSameShape: boolean;
  /** The differences, one sentence each; empty if the step went as recorded. */
  readonly sentences: readonly string[];
}

export function replayedSteps(
  requests: readonly ImportedRequest[],
  { scenarios }: TriedPlan,
  scenario: number,
): readonly ReplayedStep[] {
  return requests.map((request, at) => comparedStep(request, scenarios[scenario]?.steps[at], at + 1));
}

/** Steps whose replay differs from the recording, a sentence each. */
export function differences(requests: readonly ImportedRequest[], tried: TriedPlan, scenario: number): readonly string[] {
  return replayedSteps(requests, tried, scenario).flatMap(({ sentences }) => sentences);
}

function comparedStep({ recorded, step }: ImportedRequest, tried: TriedStep | undefined, number: number): ReplayedStep {
  const response = tried?.exchanges.at(-1)?.response ?? null;
  const name = `Step ${number}, ${tried?.name ?? step.url}`;
  if (response === null) {
    const sentence = tried?.state === 'skipped' ? 'not reached.' : 'no response came.';
    return { number, isSameStatus: false, isSameShape: false, sentences: [`${name}: ${sentence}`] };
  }
  const { status, headers, body } = response;
  const wanted = recorded?.status ?? null;
  if (wanted !== null && wanted !== 304 && status !== wanted)
    return {
      number,
      isSameStatus: false,
      isSameShape: false,
      sentences: [`${name}: the response has ${status}, but ${wanted} was recorded.`],
    };
  const shape = shapeSentences(
    recorded?.response ?? null,
    kindOf(headers.find((header) => header.name.toLowerCase() === 'content-type')?.value ?? ''),
    body ?? '',
  );
  return {
    number,
    isSameStatus: true,
    isSameShape: shape.length === 0,
    sentences: shape.map((sentence) => `${name}: ${sentence}`),
  };
}

function shapeSentences(
  recorded: { readonly type: string; readonly text: string } | null,
  type: string,
  body: string,
): readonly string[] {
  if (recorded === null) return [];
  const wanted = kindOf(recorded.type);
  if (wanted !== '' && recorded.text !== '' && type !== wanted)
    return [`the response is ${type || 'of no type'}, but ${wanted} was recorded.`];
  return missingKeys(recorded.text, body).map((key) => `${key} is missing in the response.`);
}

function kindOf(type: string): string {
  return type.split(';')[0]?.trim().toLowerCase() ?? '';
}

const DEEPEST = 5;
const MOST_KEYS = 3;

/** Members of the recorded JSON that the replayed one lacks; at most a few are returned. */
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
