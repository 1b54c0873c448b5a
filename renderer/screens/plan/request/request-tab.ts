// The tabs under the request line, which of them contains a field, and which is shown first. Pure.
import type { StepDraft } from '../draft/draft-scenario.ts';
import { queryRows } from '../draft/query-rows.ts';

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

/** The tab that contains the field at a form path; null for a field outside the tabs. */
export function tabOfPath(path: string): RequestTab | null {
  return HOLDS.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}

/**
 * The tab that a step opens with: the one that was chosen before, if it contains something in this step too, otherwise the first
 * one with content.
 */
export function openingTab(step: StepDraft | null, chosen: RequestTab | null): RequestTab {
  if (step === null) return chosen ?? 'headers';
  const filled = FILLED.filter(([, isFilled]) => isFilled(step)).map(([tab]) => tab);
  return chosen !== null && filled.includes(chosen) ? chosen : (filled[0] ?? 'headers');
}

/** The most characteristic part of a request comes first. */
const FILLED: readonly (readonly [RequestTab, (step: StepDraft) => boolean])[] = [
  ['body', ({ body }) => body.kind !== 'none'],
  ['headers', ({ headers }) => headers.some(({ name, value }) => `${name}${value}`.trim() !== '')],
  ['params', ({ url }) => queryRows(url).length > 0],
  ['auth', ({ auth }) => auth.type !== 'none'],
];
