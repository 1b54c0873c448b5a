// A step of a plan as a command for the terminal. Secrets are left out and listed. Pure.
import type { FormField } from '../../../../shared/plan/journey/body-schema.ts';
import { bodyText } from '../../../../shared/plan/journey/body-text.ts';
import { mediaTypeOf } from '../../../../shared/plan/journey/media-type.ts';
import { shownUrl } from '../../../../shared/plan/journey/shown-url.ts';
import type { Plan, RequestStep } from '../../../../shared/plan/plan.ts';
import { headerPairs } from '../../../../shared/plan/plan-headers.ts';
import { isSecretHeader } from '../../../../shared/plan/secret.ts';

export interface CurlCommand {
  readonly command: string;
  /** The names of required headers that are secret. */
  readonly leftOut: readonly string[];
}

export function curlCommand(plan: Plan, step: RequestStep): CurlCommand {
  const headers = headerPairs(step.headers);
  const secrets = headers.filter(([name]) => isSecretHeader(name)).map(([name]) => name);
  const signedIn =
    step.auth !== undefined || plan.scenarios.some(({ auth, steps }) => auth !== undefined && steps.includes(step));
  const { http, tls } = plan;
  const parts = [
    'curl',
    ...(step.method === 'GET' ? [] : [`-X ${quote(step.method)}`]),
    ...(http.version === '2' ? ['--http2'] : http.version === '1.1' ? ['--http1.1'] : []),
    ...(tls.verify ? [] : ['--insecure']),
    ...(http.socketPath === undefined ? [] : [`--unix-socket ${quote(http.socketPath)}`]),
    ...headers.filter(([name]) => !isSecretHeader(name)).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    ...bodyOptions(step.body),
    quote(shownUrl(step.url, plan)),
  ];
  return { command: parts.join(' '), leftOut: signedIn ? ['Authorization', ...secrets] : secrets };
}

function bodyOptions(body: RequestStep['body']): string[] {
  if (body === undefined) return [];
  if (typeof body !== 'string' && 'file' in body)
    return [
      ...(body.type === '' ? [] : [`-H ${quote(`content-type: ${body.type ?? mediaTypeOf(body.file)}`)}`]),
      `--data-binary ${quote(`@${body.file}`)}`,
    ];
  if (typeof body === 'string' || !('multipart' in body)) return [`--data-raw ${quote(bodyText(body))}`];
  return body.multipart.map((part) =>
    part.file === undefined ? `--form-string ${quote(`${part.name}=${String(part.value)}`)}` : `-F ${quote(fileField(part))}`,
  );
}

/** `photo=@"p.png";type=image/png` */
function fileField({ name, file = '', fileName, type }: FormField): string {
  const inQuotes = (text: string): string => `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
  const called = fileName === undefined ? '' : `;filename=${inQuotes(fileName)}`;
  return `${name}=@${inQuotes(file)};type=${type === undefined || type === '' ? mediaTypeOf(file) : type}${called}`;
}

/** For a POSIX shell. */
function quote(text: string): string {
  return /^[\w./:=-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
