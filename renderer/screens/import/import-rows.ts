// The requests of an import as the rows of its review, and the selection among them. Pure.
import type { Imported, ImportedRequest, LeftAside } from '../../../shared/plan/from/imported/imported.ts';
import { keyedRequests } from '../../host/chosen-plan.ts';

export interface ImportRow {
  readonly key: string;
  readonly request: ImportedRequest;
  /** The number that the step would have; null if it is not selected. */
  readonly number: number | null;
}

export interface ImportGroup {
  readonly key: string;
  /** "" if the file has no groups. */
  readonly name: string;
  readonly rows: readonly ImportRow[];
}

export const ASIDE_LABEL: Readonly<Record<LeftAside, string>> = {
  static: 'static file',
  'third-party': 'another site',
  telemetry: 'statistics',
  preflight: 'preflight of the browser',
  stream: 'event stream',
  disabled: 'switched off',
  deletes: 'it deletes',
  choice: '',
};

/** The kinds that can be switched on and off together, in the order in which they are shown. */
export const ASIDE_KINDS = [
  'static',
  'third-party',
  'telemetry',
  'preflight',
  'stream',
  'deletes',
] as const satisfies readonly LeftAside[];

export const ASIDE_NAME: Readonly<Record<(typeof ASIDE_KINDS)[number], string>> = {
  static: 'Static files: scripts, styles, fonts, pictures',
  'third-party': 'Requests to other sites',
  telemetry: 'Statistics services',
  preflight: 'Preflight requests of the browser',
  stream: 'Event streams, whose responses never end',
  deletes: 'Requests that delete',
};

/** In the order of the file; a group begins wherever its name changes. */
export function importGroups(imported: Imported, ticked: ReadonlySet<string>): readonly ImportGroup[] {
  const groups: { key: string; name: string; rows: ImportRow[] }[] = [];
  let number = 0;
  for (const { key, scenario, request } of keyedRequests(imported)) {
    const name = request.group !== '' ? request.group : imported.scenarios.length > 1 ? scenario : '';
    const isTicked = ticked.has(key);
    if (isTicked) number += 1;
    const row = { key, request, number: isTicked ? number : null };
    const last = groups.at(-1);
    if (last !== undefined && last.name === name) last.rows.push(row);
    else groups.push({ key, name, rows: [row] });
  }
  return groups;
}

/** The keys of the requests of one kind. */
export function keysAside(imported: Imported, kind: LeftAside): readonly string[] {
  return keyedRequests(imported).flatMap(({ key, request }) => (request.leftAside === kind ? [key] : []));
}

export interface ImportHost {
  /** With its port; "{{base}}" if the file has a name in its place. */
  readonly name: string;
  readonly keys: readonly string[];
  /** The keys that a tick selects: excluded kinds of a host stay excluded, unless there is nothing else. */
  readonly usual: readonly string[];
}

/** In the order of the file. */
export function importHosts(imported: Imported): readonly ImportHost[] {
  const hosts = Map.groupBy(keyedRequests(imported), ({ request }) => hostOf(request.step.url));
  return [...hosts].map(([name, requests]) => {
    const usual = requests.filter(({ request }) => request.leftAside === null);
    return { name, keys: requests.map(({ key }) => key), usual: (usual.length > 0 ? usual : requests).map(({ key }) => key) };
  });
}

function hostOf(url: string): string {
  return /^(?:https?:\/\/)?(?:[^/?#@]*@)?([^/?#]*)/i.exec(url)?.[1]?.toLowerCase() ?? '';
}

/**
 * When the requests of a recording were sent: from the first to the end of the last, in ms since 1970; null if the file does not
 * say.
 */
export function recordedSpan(imported: Imported): { readonly from: number; readonly to: number } | null {
  const spans = keyedRequests(imported).flatMap(({ request: { recorded } }) => {
    if (recorded === null || !Number.isFinite(recorded.startedAt)) return [];
    return [{ from: recorded.startedAt, to: recorded.startedAt + (recorded.durationMs ?? 0) }];
  });
  if (spans.length === 0) return null;
  const earliest = spans.reduce((least, { from }) => Math.min(least, from), Infinity);
  return { from: earliest, to: spans.reduce((most, { to }) => Math.max(most, to), -Infinity) };
}

export function withKeys(ticked: ReadonlySet<string>, keys: readonly string[], isOn: boolean): ReadonlySet<string> {
  const next = new Set(ticked);
  for (const key of keys)
    if (isOn) next.add(key);
    else next.delete(key);
  return next;
}

/** The title of a row: the request's name, or its path. */
export function rowName({ step }: ImportedRequest): string {
  return step.name ?? pathOf(step.url);
}

function pathOf(url: string): string {
  const path = url.replace(/^(?:[a-z]+:\/\/[^/?#]*|\{\{[^{}]*\}\})/i, '');
  return path === '' ? '/' : path;
}
