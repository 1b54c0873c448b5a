// Turns Bruno's assert block into checks: "res.status: eq 200". Pure.
import type { StepInput } from '../imported/imported.ts';
import type { BrunoPair } from './bruno-item.ts';

type Checks = NonNullable<StepInput['checks']>;

const COMPARED: Readonly<Record<string, string>> = { gt: '>', gte: '>=', lt: '<', lte: '<=' };

export function assertChecks(pairs: readonly BrunoPair[]): { readonly checks: Checks; readonly rest: readonly string[] } {
  const checks: Checks = [];
  const rest: string[] = [];
  for (const { name, value } of pairs) {
    const check = checkOf(name, value);
    if (check === null) rest.push(`${name}: ${value}`);
    else checks.push(check);
  }
  return { checks, rest };
}

function checkOf(subject: string, demand: string): Checks[number] | null {
  const [, word = 'eq', operand = ''] = /^(\w+)\b\s*(.*)$/.exec(demand) ?? [];
  const [, steps] = /^res\.body((?:\.[A-Za-z_$][\w$]*|\[\d+\])*)$/.exec(subject) ?? [];
  if (subject === 'res.status') return statusCheck(word, operand);
  if (subject === 'res.responseTime') return word in COMPARED ? { time: `${COMPARED[word]} ${operand}ms` } : null;
  const [, header] = /^res\.headers(?:\.|\[['"])([\w-]+)(?:['"]\])?$/.exec(subject) ?? [];
  if (header !== undefined)
    return word === 'eq' ? { header, is: operand } : word === 'contains' ? { header, contains: operand } : null;
  if (steps === undefined) return null;
  const [, listed] = /^(.+)\.length$/.exec(steps) ?? [];
  if (listed !== undefined)
    return word in COMPARED || word === 'eq' ? { json: `$${listed}`, count: `${COMPARED[word] ?? '=='} ${operand}` } : null;
  if (word === 'length') return { json: `$${steps}`, count: `== ${operand}` };
  const json = `$${steps}`;
  if (word === 'neq') return { json, isNot: literal(operand) };
  if (word === 'isNull') return { json, is: null };
  if (word === 'isTruthy') return { json, exists: true };
  if (word === 'matches') return { json, matches: operand.replace(/^\/(.*)\/[a-z]*$/, '$1') };
  if (word === 'isDefined') return { json, exists: true };
  if (word === 'isUndefined') return { json, exists: false };
  if (word in COMPARED) return { json, value: `${COMPARED[word]} ${operand}` };
  if (word === 'contains') return { json, contains: operand };
  return word === 'eq' ? { json, is: literal(operand) } : null;
}

function statusCheck(word: string, operand: string): Checks[number] | null {
  const all = operand.replaceAll(/[[\]\s]/g, '').split(',');
  if (!all.every((one) => /^[1-5]\d\d$/.test(one))) return null;
  if (word === 'in') return { status: all.map(Number) };
  return word === 'eq' && all.length === 1 ? { status: Number(operand) } : null;
}

function literal(text: string): string | number | boolean {
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return Number(text);
  if (text === 'true' || text === 'false') return text === 'true';
  return text.replace(/^(["'])(.*)\1$/, '$2');
}
