// The tabs under the request line, and which of them holds a field. Pure.

const REQUEST_TABS = ['params', 'headers', 'body', 'auth'] as const;
export type RequestTab = (typeof REQUEST_TABS)[number];

const HOLDS: readonly (readonly [RegExp, RequestTab])[] = [
  [/\.headers\./, 'headers'],
  [/\.body\./, 'body'],
  [/\.auth(\.|$)/, 'auth'],
];

export function tabOf(value: string | null): RequestTab {
  return REQUEST_TABS.find((tab) => tab === value) ?? 'headers';
}

/** The tab with the field at a form path; null for a field outside the tabs. */
export function tabOfPath(path: string): RequestTab | null {
  return HOLDS.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}
