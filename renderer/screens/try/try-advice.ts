// One-click suggestions if a response is right: checks that expect it, and for a failed step what to expect instead. Pure.
import { formatTime } from '../../../shared/format.ts';
import { checkName } from '../../../shared/plan/journey/check-name.ts';
import type { Check } from '../../../shared/plan/journey/check-schema.ts';
import { parseJsonPath } from '../../../shared/plan/journey/json-path.ts';
import { parseJson, jsonText, type JsonValue } from '../../../shared/plan/journey/value.ts';
import type { Step } from '../../../shared/plan/plan.ts';
import { HIDDEN } from '../../../shared/plan/secret.ts';
import type { TriedExchange, TriedStep } from '../../../shared/try-once.ts';
import { segment } from './json-rows.ts';
import type { PlanRowAdded } from './plan-rows.ts';
import { equalsCheck } from './pressed-value.ts';
import { shorten } from '../../../shared/shorten.ts';

export interface Advice {
  readonly words: string;
  readonly row: PlanRowAdded;
}

/** `step` is the one in the current plan. Empty if no response came. */
export function adviceOf(step: Step, tried: TriedStep): readonly Advice[] {
  const exchange = tried.exchanges.at(-1);
  const { response } = exchange ?? {};
  if (exchange === undefined || response === undefined || response === null) return [];
  const json = response.body === null ? null : parseJson(response.body);
  if (tried.state === 'failed') return insteadOf(step, tried, exchange, json?.value);
  const checks = step.checks ?? [];
  const asked: readonly Check[] = [
    ...(checks.some((check) => 'status' in check) ? [] : [{ status: response.status }]),
    ...memberChecks(json?.value, checks),
    ...(checks.some((check) => 'time' in check) ? [] : [{ time: `< ${roomFor(exchange.times.service)}` }]),
  ];
  return asked.map((check) => ({ words: `Check ${checkWords(check)}`, row: { kind: 'check', check } }));
}

function checkWords(check: Check): string {
  if ('status' in check) return `that the status is ${String(check.status)}`;
  if ('time' in check) return `that it takes less than ${check.time.slice(2).replace(/(?=m?s$)/, ' ')}`;
  return `that ${checkName(check)}`;
}

const MOST_MEMBERS = 2;

/** Suggests checks for the first members with a value. */
function memberChecks(value: JsonValue | undefined, checks: readonly Check[]): readonly Check[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value)
    .filter(([, member]) => member !== null && !(Array.isArray(member) && member.length === 0))
    .map(([key, member]): Check => {
      const path = `$${segment(key)}`;
      return Array.isArray(member) ? { json: path, count: '> 0' } : { json: path, exists: true };
    })
    .filter((check) => 'json' in check && !checks.some((one) => 'json' in one && one.json === check.json))
    .slice(0, MOST_MEMBERS);
}

/** What the checks of a failed step would have to expect, and defaults for values that were not found. */
function insteadOf(
  step: Step,
  { checks, values }: TriedStep,
  exchange: TriedExchange,
  json: JsonValue | undefined,
): readonly Advice[] {
  const failed = new Set(checks.filter(({ passed }) => !passed).map(({ name }) => name));
  const instead = (step.checks ?? [])
    .filter((check) => failed.has(checkName(check)))
    .flatMap((before): Advice[] => {
      const found = foundInstead(before, exchange, json);
      if (found === null) return [];
      const words = `Expect ${found.words}`;
      return [{ words, row: { kind: 'check-instead', before, check: found.check } }];
    });
  const missing = Object.entries(step.extract ?? {}).flatMap(([name, extract]): Advice[] => {
    if (extract.default !== undefined || values.some((one) => one.name === name)) return [];
    return [{ words: `Give “${name}” an empty default, and the journey goes on`, row: { kind: 'default', name } }];
  });
  return [...instead, ...missing];
}

interface Instead {
  readonly words: string;
  readonly check: Check;
}

function foundInstead(check: Check, { response, times }: TriedExchange, json: JsonValue | undefined): Instead | null {
  if ('status' in check) {
    const { status } = response ?? {};
    if (status === undefined) return null;
    return { words: `${status} instead of ${[check.status].flat().join(' or ')}`, check: { ...check, status } };
  }
  if ('time' in check) {
    const time = `< ${roomFor(times.service)}`;
    return { words: `a time ${time} instead of ${check.time}; it took ${formatTime(times.service)}`, check: { ...check, time } };
  }
  if (!('json' in check) || check.is === undefined || json === undefined) return null;
  const parsed = parseJsonPath(check.json);
  const [value, ...more] = parsed.ok ? parsed.path(json) : [];
  if (value === undefined || more.length > 0 || jsonText(value).includes(HIDDEN)) return null;
  const equal = equalsCheck({ kind: 'json', path: check.json, value });
  if (equal === null || !('json' in equal) || equal.is === undefined) return null;
  return { words: `${check.json} to be ${shorten(JSON.stringify(value), 40)}`, check: { ...check, is: equal.is } };
}

const ROOMS = ['50ms', '100ms', '200ms', '500ms', '1s', '2s', '5s', '10s', '30s'] as const;

/** At least twice the measured time, in round figures. */
function roomFor(milliseconds: number): string {
  const ofRoom = (room: string): number => Number.parseInt(room, 10) * (room.endsWith('ms') ? 1 : 1000);
  return ROOMS.find((room) => ofRoom(room) >= 2 * milliseconds) ?? '60s';
}
