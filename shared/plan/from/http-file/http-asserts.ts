// Turns httpyac's assertions into checks: "?? status == 200", "?? header content-type includes json". Pure.
import type { StepInput } from '../imported/imported.ts';

type Checks = NonNullable<StepInput['checks']>;

export function httpAsserts(lines: readonly string[]): { readonly checks: Checks; readonly rest: readonly string[] } {
  const checks: Checks = [];
  const rest: string[] = [];
  for (const line of lines) {
    const check = checkOf(line);
    if (check === null) rest.push(line);
    else checks.push(check);
  }
  return { checks, rest };
}

const PATH = String.raw`((?:\??\.[A-Za-z_$][\w$]*|\[\d+\])*)`;

function checkOf(line: string): Checks[number] | null {
  const [, status] = /^status\s*={2,3}\s*(\d{3})$/.exec(line) ?? [];
  if (status !== undefined) return { status: Number(status) };
  const [, limit] = /^duration\s*<=?\s*(\d+)$/.exec(line) ?? [];
  if (limit !== undefined) return { time: `< ${limit}ms` };
  const [, header, word, value = ''] = /^header\s+([\w-]+)\s*(==|===|includes|contains|exists)\s*(.*)$/.exec(line) ?? [];
  if (header !== undefined) return headerCheck(header, word ?? '', plain(value));
  const [, contained] = /^body\s+(?:includes|contains)\s+(.+)$/.exec(line) ?? [];
  if (contained !== undefined) return { body: 'contains', value: plain(contained) };
  const [, steps, operator, operand = ''] =
    new RegExp(String.raw`^(?:js\s+)?response\.parsedBody${PATH}\s*(==|===|>|>=|<|<=|exists)\s*(.*)$`).exec(line) ?? [];
  if (steps === undefined) return null;
  const json = `$${steps.replaceAll('?.', '.')}`;
  if (operator === 'exists') return { json, exists: true };
  if (operator?.startsWith('=')) return { json, is: literal(operand) };
  return /^-?\d+(?:\.\d+)?$/.test(operand) ? { json, value: `${operator ?? ''} ${operand}` } : null;
}

function headerCheck(header: string, word: string, value: string): Checks[number] {
  if (word === 'exists') return { header, exists: true };
  return word.startsWith('=') ? { header, is: value } : { header, contains: value };
}

function plain(text: string): string {
  return text.trim().replace(/^(["'])(.*)\1$/, '$2');
}

function literal(text: string): string | number | boolean {
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return Number(text);
  return text === 'true' || text === 'false' ? text === 'true' : plain(text);
}
