// One step of a journey, compiled once per plan: its request, its extractions and its checks.
import { CHECK_CODE, checkSentence } from '../../../shared/plan/journey/failed-check.ts';
import type { JsonValue } from '../../../shared/plan/journey/value.ts';
import { assertNever } from '../../../shared/errors.ts';
import type { RequestStep, Step } from '../../../shared/plan/plan.ts';
import type { Fault } from '../faults/fault-context.ts';
import type { CompiledRequest } from '../http/compiled-request.ts';
import type { CapturedResponse } from '../http/http-client.ts';
import { compileAuth, type CompiledAuth } from './authorizer.ts';
import { compileCheck, graphqlCheck, type CompiledCheck } from './compiled-check.ts';
import { compileExtract, type CompiledExtract } from './compiled-extract.ts';
import { compileStepRequest, type RequestSettings, type RequestTexts } from './compiled-request.ts';
import type { NameTable } from './name-table.ts';
import { Received } from './received.ts';
import { ValueFault, type Scope } from './scope.ts';

/** The most that is kept of a body from which a step extracts something. */
export const MOST_BODY_BYTES = 16 * 1024 * 1024;

export interface CompiledStep {
  readonly step: number;
  readonly request: CompiledRequest<Scope>;
  /** Null if the step has no authentication that depends on the server. */
  readonly auth: CompiledAuth | null;
  readonly onFail: 'continue' | 'skip-rest' | 'stop-run';
  readonly extracts: readonly CompiledExtract[];
  readonly checks: readonly CompiledCheck[];
  /** True if an extraction or a check reads its response or its headers. */
  readonly needsResponse: boolean;
  /** True if one of its checks is about the status. */
  readonly judgesStatus: boolean;
  /** The index of its first check among the checks of the plan. */
  readonly firstCheck: number;
}

/** Receives the result of every check. */
export interface CheckTally {
  /** `reason` says why it failed. */
  count(check: number, hasPassed: boolean, reason: string | null): void;
  /** A value was extracted from the response. */
  took?(name: string, value: JsonValue): void;
}

/** The place of a step in its plan, and the settings of its scenario that concern it. */
export interface StepSettings extends Omit<RequestSettings, 'keepsBody'> {
  readonly firstCheck: number;
  readonly needsHeaders: boolean;
}

export function compileStep(source: Step & RequestTexts, settings: StepSettings, names: NameTable): CompiledStep {
  switch (source.kind) {
    case 'request':
      return compileRequestStep(source, settings, names);
    default:
      return assertNever(source.kind);
  }
}

function compileRequestStep(
  source: RequestStep & RequestTexts,
  { firstCheck, needsHeaders, ...settings }: StepSettings,
  names: NameTable,
): CompiledStep {
  const { extract = {}, checks = [], body } = source;
  const isGraphql = typeof body === 'object' && 'graphql' in body && body.allowErrors !== true;
  const readsBody =
    Object.keys(extract).length > 0 || checks.some((check) => !('status' in check || 'time' in check)) || isGraphql;
  const auth = compileAuth(source.auth, names);
  const keepsBody = readsBody ? MOST_BODY_BYTES : needsHeaders || auth !== null || checks.length > 0 ? 0 : null;
  const request = compileStepRequest(source, { ...settings, keepsBody }, names);
  const extracts = Object.entries(extract).map(([name, one]) => compileExtract(name, one, names));
  const compiled = [...checks.map((check) => compileCheck(check, names)), ...(isGraphql ? [graphqlCheck()] : [])];
  const onFail = source.onFail ?? 'skip-rest';
  const judgesStatus = compiled.some(({ isOfStatus }) => isOfStatus);
  const needsResponse = keepsBody !== null;
  return { step: settings.step, request, auth, onFail, extracts, checks: compiled, needsResponse, judgesStatus, firstCheck };
}

/**
 * The fault that counts for a response, or null. `fault` is the client's own. A check of the status replaces the rule that a
 * status of 400 or above is a failure.
 */
export function stepVerdict(
  step: CompiledStep,
  captured: CapturedResponse | null,
  fault: Fault | null,
  serviceMs: number,
  scope: Scope,
  tally: CheckTally,
): Fault | null {
  if (step.extracts.length === 0 && step.checks.length === 0) return fault;
  if (captured === null || (fault !== null && fault.outcome !== 'http_4xx' && fault.outcome !== 'http_5xx')) return fault;
  const received = new Received(captured, serviceMs);
  let verdict = step.judgesStatus ? null : fault;
  verdict = firstFailure(step, received, scope, tally, true) ?? verdict;
  if (verdict === null) verdict = takeAll(step, received, scope, tally);
  const other = firstFailure(step, received, scope, tally, false);
  return verdict ?? other;
}

function takeAll({ extracts }: CompiledStep, received: Received, scope: Scope, tally: CheckTally): Fault | null {
  for (const extract of extracts) {
    const taken = take(extract, received, scope);
    if (typeof taken === 'string') return { outcome: 'check_failed', code: 'EXTRACT', message: taken };
    scope.set(extract.slot, taken.value);
    tally.took?.(extract.name, taken.value);
  }
  return null;
}

/** The path may need a value that no step extracted, or one that makes it invalid. */
function take(extract: CompiledExtract, received: Received, scope: Scope): ReturnType<CompiledExtract['take']> {
  try {
    return extract.take(received, scope);
  } catch (error) {
    if (error instanceof ValueFault) return `${extract.name}: ${error.message}`;
    throw error;
  }
}

/** Every check is evaluated, so that its pass rate covers all responses. */
function firstFailure(
  { checks, firstCheck }: CompiledStep,
  received: Received,
  scope: Scope,
  tally: CheckTally,
  isOfStatus: boolean,
): Fault | null {
  let first: Fault | null = null;
  for (let at = 0; at < checks.length; at += 1) {
    const check = checks[at];
    if (check?.isOfStatus !== isOfStatus) continue;
    const message = ask(check, received, scope);
    tally.count(firstCheck + at, message === null, message);
    if (message !== null) first ??= { outcome: 'check_failed', code: CHECK_CODE, message };
  }
  return first;
}

function ask(check: CompiledCheck, received: Received, scope: Scope): string | null {
  try {
    return check.fails(received, scope);
  } catch (error) {
    if (error instanceof ValueFault) return checkSentence(check.name, error.message);
    throw error;
  }
}
