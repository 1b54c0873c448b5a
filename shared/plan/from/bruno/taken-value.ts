// Parses an expression of Bruno that extracts a value from a response: "res.body.token", "res('items[0].id')",
// "res.headers['x-id']". Pure.
import type { StepInput } from '../imported/imported.ts';

type Source = NonNullable<StepInput['extract']>[string];

const STEPS = String.raw`((?:\??\.[A-Za-z_$][\w$]*|\[\d+\])*)`;
const BODY = new RegExp(String.raw`^res\.(?:body|getBody\(\s*\))${STEPS}$`);
const QUERY = new RegExp(String.raw`^res\(\s*(["'])([A-Za-z_$]?[\w$]*)${STEPS}\1\s*\)$`);
const HEADER = /^res\.(?:headers(?:\.([\w-]+)|\[\s*["']([\w-]+)["']\s*\])|getHeader\(\s*["']([\w-]+)["']\s*\))$/;

/** Returns null if a plan cannot extract it. */
export function takenValue(given: string): Source | null {
  const expression = given.trim().replace(/^\{\{\s*|\s*\}\}$|\s*;$/g, '');
  const [, steps] = BODY.exec(expression) ?? [];
  if (steps !== undefined) return { json: `$${steps.replaceAll('?.', '.')}` };
  const [isQuery, , first = '', more = ''] = QUERY.exec(expression) ?? [];
  if (isQuery !== undefined && first !== '') return { json: `$.${first}${more}` };
  const [, plain, quoted, asked] = HEADER.exec(expression) ?? [];
  const header = plain ?? quoted ?? asked;
  return header === undefined ? null : { header };
}
