// Values in the scripts of a site: keys and ids that are the same for everybody, so that they need not come from a response.
// Pure.
import { looksRandom } from '../correlate/likely-value.ts';
import { responseText, type HarEntry } from './har-entry.ts';

const MOST_CONSTANTS = 20_000;
const LONGEST_SCRIPT = 8_000_000;

export function scriptConstants(entries: readonly HarEntry[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const entry of entries) {
    if (!isScript(entry) || isMadeAnew(entry)) continue;
    const text = responseText(entry);
    if (text.length > LONGEST_SCRIPT) continue;
    for (const [, , held = ''] of text.matchAll(/(["'`])([\w.-]{8,100})\1/g)) {
      if (found.size >= MOST_CONSTANTS) return found;
      if (looksRandom(held)) found.add(held);
    }
  }
  return found;
}

function isScript({ resource, responseType }: HarEntry): boolean {
  return resource === 'script' || /(?:java|ecma)script/.test(responseType);
}

/** A server that generates a script for one person forbids caching it. */
function isMadeAnew({ responseHeaders }: HarEntry): boolean {
  return responseHeaders.some(([name, value]) => name.toLowerCase() === 'cache-control' && /no-store|private/i.test(value));
}
