// What a person typed into the field of the start screen: a URL, a cURL command, a plan, or something that Onrush cannot send.
// Pure.
import type { Failure } from '../../../shared/errors.ts';
import { bodyText } from '../../../shared/plan/journey/body-text.ts';
import { formatBytes, formatCount, plural } from '../../../shared/format.ts';
import { isCurlCommand, parseCurl } from '../../../shared/plan/from/curl.ts';
import type { CurlRequest } from '../../../shared/plan/from/curl-step.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import { parsePlanText } from '../../../shared/plan/plan-parse.ts';
import { readTypedUrl, type TypedUrl } from '../../../shared/plan/typed-url.ts';
import { unfilledSentence } from '../../../shared/plan/unfilled.ts';

export type Understood =
  | { readonly kind: 'nothing' }
  /** `method` is set if the text names one. */
  | ({ readonly kind: 'url'; readonly method: string | null } & TypedUrl)
  | { readonly kind: 'curl'; readonly request: CurlRequest; readonly program: 'cURL' | 'wget' | 'fetch' | 'PowerShell' }
  | { readonly kind: 'plan'; readonly plan: Plan }
  | { readonly kind: 'refused'; readonly failure: Failure };

export function understand(typed: string): Understood {
  const text = typed.trim();
  if (text === '') return { kind: 'nothing' };
  if (isCurlCommand(text)) return understandCurl(text);
  if (text.startsWith('{')) return understandPlan(text);
  const program = /^(http|https|xh|fetch|axios|aria2c)(?=[\s(.])/i.exec(text)?.[1];
  if (program !== undefined) {
    return refuse(
      `Onrush reads URLs, cURL commands and plans, but not ${program} as it is written here. Copy the request as a cURL command.`,
    );
  }
  const [, method = null, address = text] = /^([A-Z]{3,10})\s+(\S.*)$/.exec(text) ?? [];
  const hole = unfilledHole(address);
  if (hole !== null) return refuse(unfilledSentence(hole));
  return { kind: 'url', method, ...readTypedUrl(address) };
}

/** "POST", "12 headers", "body 52 B": the essence of a command that is too long to read. */
export function curlFacts({ step, http, tls }: CurlRequest): string[] {
  const headers = Object.keys(step.headers ?? {}).length;
  return [
    step.method ?? 'GET',
    headers > 0 && `${formatCount(headers)} ${plural(headers, 'header')}`,
    step.body !== undefined && `body ${formatBytes(new TextEncoder().encode(bodyText(step.body)).length)}`,
    step.auth !== undefined && 'with credentials',
    http.followRedirects !== undefined && http.followRedirects > 0 && 'follows redirects',
    http.proxy !== undefined && 'through a proxy',
    tls.verify === false && 'certificate not checked',
  ].filter((fact) => fact !== false);
}

function understandCurl(text: string): Understood {
  const read = parseCurl(text);
  if (!read.ok) return { kind: 'refused', failure: read.failure };
  const hole = unfilledHole(read.value.step.url);
  return hole === null ? { kind: 'curl', request: read.value, program: programOf(text) } : refuse(unfilledSentence(hole));
}

function programOf(command: string): 'cURL' | 'wget' | 'fetch' | 'PowerShell' {
  if (/^[^"'`]*\bfetch\s*\(/.test(command)) return 'fetch';
  if (/\bcurl\b/i.test(command)) return 'cURL';
  return /\b(?:Invoke-(?:WebRequest|RestMethod)|iwr|irm)\b/i.test(command) ? 'PowerShell' : 'wget';
}

function understandPlan(text: string): Understood {
  const read = parsePlanText(text);
  return read.ok ? { kind: 'plan', plan: read.value } : { kind: 'refused', failure: { ...read.failure, problems: [] } };
}

/** A name in braces that a collection or a shell would have replaced: {{id}}, ${id} and {id}. */
function unfilledHole(url: string): string | null {
  return /\{\{[^{}]*\}\}|\$\{\w+\}|\{[A-Za-z_][\w.-]*\}/.exec(url)?.[0] ?? null;
}

function refuse(message: string): Understood {
  return { kind: 'refused', failure: { code: 'plan_invalid', message } };
}
