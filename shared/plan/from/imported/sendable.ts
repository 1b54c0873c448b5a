// What of a step's headers a plan cannot send is left out with a sentence, so that one odd header does not refuse a file. Pure.
import { isOwnHeader } from '../../own-headers.ts';
import { headerPairs, headersOf } from '../../plan-headers.ts';
import type { StepInput } from './imported.ts';

const QUIET: ReadonlySet<string> = new Set(['content-length', 'connection', 'host', 'transfer-encoding']);

export function sendable(step: StepInput, say: (sentence: string) => void): StepInput {
  const where = step.name ?? `${step.method ?? 'GET'} ${step.url}`;
  const kept = headerPairs(step.headers ?? {}).filter(([name, value]) => {
    const lower = name.toLowerCase();
    if (isOwnHeader(name) || lower === 'host') {
      if (!QUIET.has(lower)) say(`${where}: Onrush writes the header ${name} itself.`);
      return false;
    }
    if (lower === 'authorization' && step.auth !== undefined) return false;
    const fault = faultOf(name, value);
    if (fault !== null) say(`${where}: ${fault}`);
    return fault === null;
  });
  return step.headers === undefined ? step : { ...step, headers: headersOf(kept) };
}

function faultOf(name: string, value: string): string | null {
  if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)) return `“${name}” is not the name of a header, so it was left out.`;
  if (/[^\t\u0020-\u007e\u0080-\u00ff]/.test(value))
    return `The header ${name} has a character that a header cannot carry, so it was left out.`;
  return null;
}
