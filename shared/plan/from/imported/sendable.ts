// Leaves out the headers of a step that a plan cannot send, with a sentence, so that one odd header does not make the whole file
// unusable. Pure.
import { urlDecoded } from '../correlate/leaf.ts';
import { checksSchema } from '../../journey/check-schema.ts';
import { extractSchema } from '../../journey/extract-schema.ts';
import { isOwnHeader } from '../../own-headers.ts';
import { headerPairs, headersOf } from '../../plan-headers.ts';
import type { StepInput } from './imported.ts';

const QUIET: ReadonlySet<string> = new Set(['content-length', 'connection', 'host', 'transfer-encoding']);

export function sendable(given: StepInput, say: (sentence: string) => void): StepInput {
  const where = given.name ?? `${given.method ?? 'GET'} ${given.url}`;
  const step = withSoundTests(withPlainUrl(given), (sentence) => say(`${where}: ${sentence}`));
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

/** A path or pattern that only the other program understands costs the request only that value or check. */
function withSoundTests({ extract, checks, ...step }: StepInput, say: (sentence: string) => void): StepInput {
  const values = Object.entries(extract ?? {}).filter(([name, value]) => {
    const read = extractSchema.safeParse(value);
    if (!read.success) say(`the value “${name}” was not carried over: ${read.error.issues[0]?.message ?? ''}`);
    return read.success;
  });
  const kept = (checks ?? []).filter((check) => {
    const read = checksSchema.safeParse([check]);
    if (!read.success) say(`a check was not carried over: ${read.error.issues[0]?.message ?? ''}`);
    return read.success;
  });
  return {
    ...step,
    ...(values.length === 0 ? {} : { extract: Object.fromEntries(values) }),
    ...(kept.length === 0 ? {} : { checks: kept }),
  };
}

/** Other programs encode spaces as %20 when they send, and remove a user and password from a URL. */
function withPlainUrl(step: StepInput): StepInput {
  const url = step.url.trim().replaceAll(/[ \t](?![^{}]*\}\})/g, '%20');
  const [, scheme = '', user = '', password = '', rest = ''] = /^(https?:\/\/)([^:/?#@]+):([^@/?#]*)@([^]*)$/i.exec(url) ?? [];
  if (scheme === '') return url === step.url ? step : { ...step, url };
  const isGiven = headerPairs(step.headers ?? {}).some(([name]) => name.toLowerCase() === 'authorization');
  if (step.auth !== undefined || isGiven) return { ...step, url: scheme + rest };
  return { ...step, url: scheme + rest, auth: { type: 'basic', user: urlDecoded(user), password: urlDecoded(password) } };
}

function faultOf(name: string, value: string): string | null {
  if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)) return `“${name}” is not the name of a header, so it was left out.`;
  if (/[^\t\u0020-\u007e\u0080-\u00ff]/.test(value))
    return `The header ${name} has a character that a header cannot carry, so it was left out.`;
  return null;
}
