// Whether a newer version was published. This is looked up only if the package says where (`releases` of its package.json).
import { net } from 'electron';
import { z } from 'zod';

const release = z.object({ tag_name: z.string().max(100), html_url: z.url({ protocol: /^https$/ }).max(2000) });

export interface NewerVersion {
  readonly version: string;
  /** The address of its description. */
  readonly url: string;
}

/**
 * Returns null if there is none. `feed`: an address that describes the latest release in GitHub's format. @throws if it cannot be
 * reached
 */
export async function newerVersion(feed: string, current: string): Promise<NewerVersion | null> {
  const response = await net.fetch(feed, {
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(10_000),
    credentials: 'omit',
  });
  if (!response.ok) throw new Error(`the server responded with ${response.status}`);
  const { tag_name: tag, html_url: url } = release.parse(await response.json());
  const version = tag.replace(/^v/, '');
  return isNewer(version, current) ? { version, url } : null;
}

/** Compares the three numbers; a pre-release ("1.2.0-beta") is never offered. */
export function isNewer(version: string, current: string): boolean {
  const [a, b] = [numbersOf(version), numbersOf(current)];
  if (a === null || b === null) return false;
  const at = a.findIndex((number, index) => number !== b[index]);
  return at !== -1 && (a[at] ?? 0) > (b[at] ?? 0);
}

function numbersOf(version: string): readonly number[] | null {
  const found = /^(\d+)\.(\d+)\.(\d+)(?:\+.*)?$/.exec(version);
  return found === null ? null : found.slice(1).map(Number);
}
