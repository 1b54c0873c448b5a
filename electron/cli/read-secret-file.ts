// Reads the secrets of a run from a file: NAME=value lines, or a JSON object. Only its owner may be able to read it.
import { UserError } from '../../shared/errors.ts';
import { parseJson } from '../../shared/plan/journey/value.ts';
import { readPrivateFile } from '../app/private-file.ts';
import type { SecretOf } from '../app/plan-files/read-journey-files.ts';

/** If `path` is null, only the environment has values. @throws UserError bad_request */
export function secretsOf(path: string | null): SecretOf {
  const values = path === null ? new Map<string, string>() : readSecretFile(path);
  return (name) => values.get(name);
}

/** The messages never repeat the file's content. @throws UserError bad_request */
function readSecretFile(path: string): ReadonlyMap<string, string> {
  const text = readPrivateFile(path)?.replace(/^\uFEFF/, '');
  if (text === undefined) throw new UserError('bad_request', `There is no file ${path}.`);
  return text.trimStart().startsWith('{') ? ofJson(path, text) : ofLines(path, text);
}

function ofJson(path: string, text: string): ReadonlyMap<string, string> {
  const value = parseJson(text)?.value;
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const texts = entries.flatMap(([name, one]): [string, string][] => (typeof one === 'string' ? [[name, one]] : []));
  if (texts.length > 0 && texts.length === entries.length) return new Map(texts);
  throw new UserError('bad_request', `${path} is not a JSON object of names and texts. Write { "API_KEY": "…" }.`);
}

function ofLines(path: string, text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const [, name, value = ''] = /^\s*(?:export\s+)?([A-Za-z_][\w-]*)\s*=(.*)$/.exec(line) ?? [];
    if (name === undefined) throw new UserError('bad_request', `${path}, line ${at + 1}: write NAME=value.`);
    const trimmed = value.trim();
    const [, inQuotes] = /^"(.*)"$|^'(.*)'$/.exec(trimmed) ?? [];
    found.set(name, inQuotes ?? trimmed.replace(/^'(.*)'$/, '$1'));
  }
  return found;
}
