// The draft's extractions of a step: as rows, made from a plan and back. It does not know screens.
import { z } from 'zod';
import type { Extract } from '../../../../shared/plan/journey/extract-schema.ts';
import { nothingIn, numberOf } from './draft-parts.ts';
import { printValue, readValue } from './json-text.ts';

const EXTRACT_KINDS = ['json', 'header', 'css', 'regex', 'between', 'cookie'] as const;

const DECODINGS = ['', 'url', 'html', 'json', 'base64', 'jwt'] as const;

export const extract = z.strictObject({
  name: z.string(),
  kind: z.enum(EXTRACT_KINDS),
  /** Where the value is found: a path, a name, a selector, an expression, or the text before it. */
  path: z.string(),
  attr: z.string(),
  group: z.string(),
  /** The text after it. */
  right: z.string(),
  pick: z.enum(['first', 'last', 'random', 'all-count']),
  /** True for only a part of the decoded value. */
  hasPart: z.boolean(),
  part: z.string(),
  decode: z.enum(DECODINGS),
  hasDefault: z.boolean(),
  default: z.string(),
});

export type ExtractDraft = z.infer<typeof extract>;
export type ExtractKind = ExtractDraft['kind'];

export function newExtract(name = ''): ExtractDraft {
  return {
    name,
    kind: 'json',
    path: '',
    attr: '',
    group: '',
    right: '',
    pick: 'first',
    hasPart: false,
    part: '',
    decode: '',
    hasDefault: false,
    default: '',
  };
}

export function extractRows(given: Readonly<Record<string, Extract>> | undefined): ExtractDraft[] {
  return Object.entries(given ?? {}).map(([name, one]) => extractDraft(name, one));
}

/** Empty rows are left out. */
export function writtenExtracts(rows: readonly ExtractDraft[]): ExtractDraft[] {
  return rows.filter(({ name, path, right }) => `${name}${path}${right}`.trim() !== '');
}

export function extractInput(rows: readonly ExtractDraft[]): { readonly extract?: unknown } {
  const written = writtenExtracts(rows);
  if (written.length === 0) return {};
  return { extract: Object.fromEntries(written.map((row) => [row.name.trim(), oneInput(row)])) };
}

function extractDraft(name: string, given: Extract): ExtractDraft {
  const { json, header, css, attr, regex, group, between, cookie, pick, part, decode, default: fallback, ...rest } = given;
  nothingIn(rest);
  const sources = { json, header, css, regex, between: between?.[0], cookie };
  const kind = EXTRACT_KINDS.find((one) => sources[one] !== undefined) ?? 'json';
  return {
    name,
    kind,
    path: sources[kind] ?? '',
    attr: attr ?? '',
    group: group === undefined ? '' : String(group),
    right: between?.[1] ?? '',
    pick,
    hasPart: part !== undefined || decode !== undefined,
    part: part ?? '',
    decode: decode ?? '',
    hasDefault: fallback !== undefined,
    default: fallback === undefined ? '' : printValue(fallback),
  };
}

function oneInput(row: ExtractDraft): unknown {
  const { kind, path, attr, group, right, pick, hasPart, part, decode, hasDefault, default: fallback } = row;
  const place = kind === 'json' || kind === 'cookie' || kind === 'header' || kind === 'css' ? path.trim() : path;
  return {
    [kind]: kind === 'between' ? [path, right] : place,
    ...(kind === 'css' && attr.trim() !== '' ? { attr: attr.trim() } : {}),
    ...(kind === 'regex' && group.trim() !== '' ? { group: numberOf(group) } : {}),
    ...(hasPart && decode !== '' ? { decode } : {}),
    ...(hasPart && part !== '' ? { part } : {}),
    ...(pick === 'first' ? {} : { pick }),
    ...(hasDefault ? { default: readValue(fallback) } : {}),
  };
}
