// One line about what npm knows of the packages of the lock file, from the JSON that `npm audit` prints.
import { STATUS_CODES } from 'node:http';

export type AuditResult = 'clean' | 'vulnerable' | 'unknown';

export interface AuditReport {
  readonly result: AuditResult;
  readonly line: string;
}

/** `output`: of `npm audit --json`, with the lines that other streams put before it. */
export function auditReport(output: string): AuditReport {
  const { metadata, vulnerabilities, statusCode, message } = read(output);
  const total: unknown = metadata?.vulnerabilities?.total;
  if (typeof total !== 'number') {
    const why = statusCode === undefined ? `npm could not ask: ${firstLine(message ?? output)}` : refusal(statusCode);
    return { result: 'unknown', line: `npm audit  not done, so nothing is known: ${why}.` };
  }
  const packages = metadata?.dependencies?.total ?? 0;
  if (total === 0) return { result: 'clean', line: `npm audit  clean: no known vulnerability in ${packages} packages.` };
  const names = Object.keys(vulnerabilities ?? {}).join(', ');
  return { result: 'vulnerable', line: `npm audit  ${total} of ${packages} packages have a known vulnerability: ${names}.` };
}

/** With these a server says that it has no such service. */
const NO_AUDITS: ReadonlySet<number> = new Set([404, 405, 501]);

function refusal(statusCode: number): string {
  const status = `${statusCode} ${STATUS_CODES[statusCode] ?? ''}`.trim();
  return NO_AUDITS.has(statusCode)
    ? `the registry of npm's settings offers no audits (it responded with ${status}). Ask another one: npm run audit --registry=URL`
    : `the registry did not audit the packages (it responded with ${status}). Try again later`;
}

interface Output {
  readonly metadata?: {
    readonly vulnerabilities?: { readonly total?: unknown };
    readonly dependencies?: { readonly total?: number };
  };
  readonly vulnerabilities?: Readonly<Record<string, unknown>>;
  readonly statusCode?: number;
  readonly message?: string;
}

function read(output: string): Output {
  try {
    const parsed: unknown = JSON.parse(output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1));
    return Object(parsed);
  } catch {
    return {};
  }
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0]?.trim() || 'it said nothing';
}
