// The latest input on the start screen, stored in this browser: the load, and the latest URLs without secrets.
import { FIRST_FIELDS, type FirstRunFields } from './first-run-plan.ts';
import { understand } from './understand.ts';

const KEY = 'onrush.start';
const MOST_URLS = 6;

export interface RememberedStart {
  readonly fields: FirstRunFields;
  /** The latest comes first. */
  readonly urls: readonly string[];
}

export function recallStart(storage: Pick<Storage, 'getItem'> = localStorage): RememberedStart {
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEY) ?? '{}');
    const fields = textsOf(propertyOf(kept, 'fields'));
    const urls = propertyOf(kept, 'urls');
    const known = Array.isArray(urls) ? urls.filter((url) => typeof url === 'string') : [];
    const amount = fields['amount'] === 'requests' || fields['amount'] === 'rate' ? fields['amount'] : 'time';
    return { fields: { ...FIRST_FIELDS, ...fields, amount, url: known[0] ?? '' }, urls: known };
  } catch {
    // Invalid stored data must not break the start screen.
    return { fields: FIRST_FIELDS, urls: [] };
  }
}

/** Commands and plans can contain credentials, so only URLs are stored. */
export function rememberStart(fields: FirstRunFields, storage: Pick<Storage, 'getItem' | 'setItem'> = localStorage): void {
  const { urls } = recallStart(storage);
  const understood = understand(fields.url);
  const latest = understood.kind === 'url' ? [understood.url, ...urls.filter((url) => url !== understood.url)] : urls;
  storage.setItem(KEY, JSON.stringify({ fields: { ...fields, url: '' }, urls: latest.slice(0, MOST_URLS) }));
}

export function forgetUrls(storage: Pick<Storage, 'getItem' | 'setItem'> = localStorage): void {
  const { fields } = recallStart(storage);
  storage.setItem(KEY, JSON.stringify({ fields: { ...fields, url: '' }, urls: [] }));
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;
}

/** The known fields that are texts. */
function textsOf(value: unknown): Partial<Record<string, string>> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter(([name, text]) => name in FIRST_FIELDS && typeof text === 'string'));
}
