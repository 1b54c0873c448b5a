// Turns an HTTP sampler, with the defaults and headers that apply to it, into a step. Pure.
import { headersOf } from '../../plan-headers.ts';
import { encodedTemplate } from '../imported/encoded-template.ts';
import { formParts, sentFilePath } from '../imported/form-parts.ts';
import type { StepInput } from '../imported/imported.ts';
import type { JmxNode } from './jmx-tree.ts';

export interface JmxTools {
  readonly template: (text: string) => string;
  readonly say: (sentence: string) => void;
}

type Item = ReadonlyMap<string, string>;

/** `defaults` are the "HTTP Request Defaults" from the outermost in, `headers` the header managers in the same order. */
export function jmxStep(
  sampler: JmxNode,
  defaults: readonly JmxNode[],
  headers: readonly JmxNode[],
  { template, say }: JmxTools,
): StepInput {
  const property = (name: string): string => {
    const own = sampler.properties.get(`HTTPSampler.${name}`) ?? '';
    return own !== ''
      ? own
      : (defaults.map((one) => one.properties.get(`HTTPSampler.${name}`) ?? '').findLast((one) => one !== '') ?? '');
  };
  const method = (property('method') || 'GET').toUpperCase();
  const fields = [...defaults.flatMap(argumentsOf), ...argumentsOf(sampler)];
  const isRaw = sampler.properties.get('HTTPSampler.postBodyRaw') === 'true';
  const inQuery = !isRaw && /^(?:GET|HEAD|DELETE|OPTIONS)$/.test(method);
  const files = (sampler.lists.get('HTTPFileArgs.files') ?? []).filter((one) => (one.get('File.path') ?? '') !== '');
  const body = inQuery ? null : isRaw ? raw(fields, template) : formOf(fields, files, sampler, template, say);
  const pairs = headerPairs(headers, template).filter(
    ([name]) => body?.type === undefined || name.toLowerCase() !== 'content-type' || body.type === null,
  );
  if (body?.type !== undefined && body.type !== null) pairs.push(['content-type', body.type]);
  return {
    ...(sampler.name === '' ? {} : { name: sampler.name.slice(0, 200) }),
    method,
    url: urlOf(property, inQuery ? fields : [], template),
    ...(pairs.length === 0 ? {} : { headers: headersOf(pairs) }),
    ...(body === null || body.body === '' ? {} : { body: body.body }),
  };
}

function argumentsOf(node: JmxNode): readonly Item[] {
  return node.lists.get('Arguments.arguments') ?? [];
}

/** A header of an inner manager replaces that of an outer one. */
function headerPairs(managers: readonly JmxNode[], template: (text: string) => string): [string, string][] {
  const found = new Map<string, [string, string]>();
  for (const manager of managers)
    for (const item of manager.lists.get('HeaderManager.headers') ?? []) {
      const name = (item.get('Header.name') ?? '').trim();
      if (name !== '') found.set(name.toLowerCase(), [name, template((item.get('Header.value') ?? '').trim())]);
    }
  return [...found.values()];
}

function urlOf(property: (name: string) => string, query: readonly Item[], template: (text: string) => string): string {
  const path = property('path').trim();
  const texts = query.map((item) => field(item, template)).filter((text) => text !== '');
  const whole = /^https?:\/\//i.test(path)
    ? template(path)
    : `${originOf(property, template)}${path === '' || path.startsWith('/') || path.startsWith('?') ? '' : '/'}${template(path)}`;
  const url = whole.replaceAll(/[\r\n\t ]/g, encodeURIComponent);
  return texts.length === 0 ? url : `${url}${url.includes('?') ? '&' : '?'}${texts.join('&')}`;
}

function originOf(property: (name: string) => string, template: (text: string) => string): string {
  const domain = template(property('domain').trim());
  const port = template(property('port').trim());
  const protocol = property('protocol').trim();
  if (/^https?:\/\//i.test(domain)) return domain.replace(/\/+$/, '');
  const scheme = protocol === '' ? 'http' : /^https?$/i.test(protocol) ? protocol.toLowerCase() : template(protocol);
  const isUsual = port === '' || port === '0' || (scheme === 'http' && port === '80') || (scheme === 'https' && port === '443');
  return `${scheme}://${domain === '' ? '{{host}}' : domain}${isUsual ? '' : `:${port}`}`;
}

function field(item: Item, template: (text: string) => string): string {
  const name = item.get('Argument.name') ?? '';
  const value = item.get('Argument.value') ?? '';
  const isEncoded = item.get('HTTPArgument.always_encode') === 'true';
  const write = (text: string): string =>
    isEncoded ? encodedTemplate(template(text)) : template(text).replaceAll(/[\s&#]/g, encodeURIComponent);
  if (name === '') return value === '' ? '' : write(value);
  return item.get('HTTPArgument.use_equals') === 'false' && value === '' ? write(name) : `${write(name)}=${write(value)}`;
}

interface ReadBody {
  readonly body: NonNullable<StepInput['body']>;
  /** Null means as the headers say. */
  readonly type: string | null;
}

function raw(fields: readonly Item[], template: (text: string) => string): ReadBody {
  return { body: template(fields.map((item) => item.get('Argument.value') ?? '').join('')), type: null };
}

function formOf(
  fields: readonly Item[],
  files: readonly Item[],
  sampler: JmxNode,
  template: (text: string) => string,
  say: (sentence: string) => void,
): ReadBody | null {
  const isMultipart =
    sampler.properties.get('HTTPSampler.DO_MULTIPART_POST') === 'true' ||
    files.some((one) => (one.get('File.paramname') ?? '') !== '');
  if (files.length > 0 && !isMultipart) {
    const [path = ''] = files.map((one) => one.get('File.path') ?? '');
    say(`its body is the file ${path}, which must be there when the plan runs.`);
    return { body: { file: sentFilePath(template(path)) }, type: null };
  }
  if (isMultipart) return multipart(fields, files, template, say);
  const text = fields
    .map((item) => field(item, template))
    .filter((one) => one !== '')
    .join('&');
  return text === '' ? null : { body: text, type: 'application/x-www-form-urlencoded' };
}

function multipart(
  fields: readonly Item[],
  files: readonly Item[],
  template: (text: string) => string,
  say: (sentence: string) => void,
): ReadBody | null {
  const body = formParts(
    [
      ...fields.map((item) => ({
        name: template(item.get('Argument.name') ?? ''),
        content: { value: template(item.get('Argument.value') ?? '') },
      })),
      ...files.map((item) => ({
        name: template(item.get('File.paramname') ?? 'file'),
        content: { file: template(item.get('File.path') ?? '') },
        type: item.get('File.mimetype') || undefined,
      })),
    ],
    say,
  );
  return body === null ? null : { body, type: null };
}
