// Reads the URL of a Postman request: a text, or its parts. Pure.
import { isFields, listOf, textOf, type Fields } from '../imported/parts.ts';

/** As written, without disabled parts; "" if there is none. */
export function postmanUrl(value: unknown): string {
  if (!isFields(value)) return withScheme(textOf(value).trim());
  const raw = textOf(value['raw']).trim();
  const whole = raw === '' ? fromParts(value) : raw;
  return withScheme(filled(withQuery(whole, value), value));
}

function withScheme(url: string): string {
  const tidy = url.replace(/(?<!\{\{[^}]*)#[^]*$/, '').replaceAll(/[\r\n\t ]/g, encodeURIComponent);
  if (tidy === '' || /^[a-z][a-z0-9+.-]*:\/\//i.test(tidy) || tidy.startsWith('{{')) return tidy;
  return `http://${tidy}`;
}

function fromParts(value: Fields): string {
  const protocol = textOf(value['protocol']);
  const host = Array.isArray(value['host']) ? value['host'].map(textOf).join('.') : textOf(value['host']);
  const port = textOf(value['port']);
  const path = Array.isArray(value['path']) ? value['path'].map(pathPart).join('/') : textOf(value['path']).replace(/^\//, '');
  const query = queryOf(value);
  const before = protocol === '' ? '' : `${protocol.replace(/:(?:\/\/)?$/, '')}://`;
  return `${before}${host}${port === '' ? '' : `:${port}`}${path === '' ? '' : `/${path}`}${query === '' ? '' : `?${query}`}`;
}

function pathPart(part: unknown): string {
  return isFields(part) ? textOf(part['value']) : textOf(part);
}

/** The text of a URL may still contain disabled parameters. */
function withQuery(url: string, value: Fields): string {
  const parameters = listOf(value['query']).filter(isFields);
  if (!parameters.some(isDisabled)) return url;
  const query = queryOf(value);
  return `${url.split('?')[0] ?? ''}${query === '' ? '' : `?${query}`}`;
}

function queryOf(value: Fields): string {
  return listOf(value['query'])
    .filter(isFields)
    .filter((one) => !isDisabled(one))
    .map((one) =>
      one['value'] === null || one['value'] === undefined ? textOf(one['key']) : `${textOf(one['key'])}=${textOf(one['value'])}`,
    )
    .join('&');
}

/** `:id` in a path is a variable with its own value. */
function filled(url: string, value: Fields): string {
  const values = new Map(
    listOf(value['variable'])
      .filter(isFields)
      .map((one) => [textOf(one['key'] ?? one['id']), textOf(one['value'])]),
  );
  const [path = '', ...query] = url.split('?');
  const named = path.replaceAll(/(?<=[^:/]\/):([A-Za-z_][\w-]*)/g, (_, name: string) => values.get(name) || `{{${name}}}`);
  return [named, ...query].join('?');
}

export function isDisabled(item: Fields): boolean {
  return item['disabled'] === true || item['enabled'] === false;
}
