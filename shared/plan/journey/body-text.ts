// A body as text for people, with the holes as in the plan.
import type { Body } from './body-schema.ts';

export function bodyText(body: Body): string {
  if (typeof body === 'string') return body;
  if ('json' in body) return JSON.stringify(body.json);
  if ('graphql' in body) {
    const { graphql: query, variables, operation: operationName } = body;
    return JSON.stringify({ query, operationName, variables });
  }
  if ('file' in body) return fileWords(body.file);
  if ('multipart' in body)
    return body.multipart
      .map(({ name, value, file }) => `${name}: ${file === undefined ? String(value) : fileWords(file)}`)
      .join('\n');
  const fields = Object.entries(body.form).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, String(one)]),
  );
  return fields
    .map(([name, value]) => `${encodeURIComponent(name.toWellFormed())}=${encodeURIComponent(value.toWellFormed())}`)
    .join('&');
}

function fileWords(file: string): string {
  return `(the file ${file})`;
}
