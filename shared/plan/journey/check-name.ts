// What a check is called in a threshold and in a failure.
import type { Check } from './check-schema.ts';
import type { JsonValue } from './value.ts';

/** What the check is called in a threshold and in a failure: its name, or what it asks. */
export function checkName(check: Check): string {
  return check.name ?? asked(check);
}

function asked(check: Check): string {
  if ('status' in check) return `status ${[check.status].flat().join(' or ')}`;
  if ('time' in check) return `time ${check.time}`;
  if ('body' in check) return `body ${check.body} ${shortened(check.value)}`;
  const subject = 'json' in check ? check.json : `header ${check.header}`;
  return `${subject} ${demand(check)}`;
}

function demand(check: Extract<Check, { json: string } | { header: string }>): string {
  if (check.is !== undefined) return `is ${shortened(check.is)}`;
  if ('isNot' in check && check.isNot !== undefined) return `is not ${shortened(check.isNot)}`;
  if (check.contains !== undefined) return `contains ${shortened(check.contains)}`;
  if (check.matches !== undefined) return `matches ${shortened(check.matches)}`;
  if ('count' in check && check.count !== undefined) return `count ${check.count}`;
  if ('value' in check && check.value !== undefined) return check.value;
  return check.exists === false ? 'is absent' : 'exists';
}

function shortened(value: JsonValue): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
