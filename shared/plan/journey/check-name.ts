// The name of a check in thresholds and failures.
import type { Check } from './check-schema.ts';
import type { JsonValue } from './value.ts';
import { shorten } from '../../shorten.ts';

/** The name that the plan gives the check, otherwise a description of its condition. */
export function checkName(check: Check): string {
  return check.name ?? conditionOf(check);
}

/** What the check asks for, in words. */
export function conditionOf(check: Check): string {
  if ('status' in check) return `status ${[check.status].flat().join(' or ')}`;
  if ('time' in check) return `time ${check.time}`;
  if ('body' in check) return `body ${check.body} ${shortened(check.value)}`;
  const subject = 'json' in check ? check.json : `header ${check.header}`;
  return `${subject} ${demands(check).join(', ')}`;
}

function demands(check: Extract<Check, { json: string } | { header: string }>): readonly string[] {
  const { is, isNot, contains, matches, count, value, exists }: Partial<Extract<Check, { json: string }>> = check;
  const words = [
    ...(is === undefined ? [] : [`is ${shortened(is)}`]),
    ...(isNot === undefined ? [] : [`is not ${shortened(isNot)}`]),
    ...(contains === undefined ? [] : [`contains ${shortened(contains)}`]),
    ...(matches === undefined ? [] : [`matches ${shortened(matches)}`]),
    ...(count === undefined ? [] : [`count ${count}`]),
    ...(value === undefined ? [] : [value]),
    ...(exists === false ? ['is absent'] : []),
  ];
  return words.length === 0 ? ['exists'] : words;
}

function shortened(value: JsonValue): string {
  return shorten(typeof value === 'string' ? value : JSON.stringify(value));
}
