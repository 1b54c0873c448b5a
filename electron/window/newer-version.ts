// Whether a newer version was published. This is looked up only if the package says where (`releases` of its package.json).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, net } from 'electron';
import { z } from 'zod';

const release = z.object({ tag_name: z.string().max(100), html_url: z.url({ protocol: /^https$/ }).max(2000) });

export interface Release {
  readonly version: string;
  /** The address of its description. */
  readonly url: string;
}

/** What the package says about newer versions; a checkout says nothing. */
interface PackageFacts {
  /** The address that describes the latest release. */
  readonly feed: string | null;
  /** Whether the package was signed, so that it may replace itself by a newer one that has the same signature. */
  readonly updatesItself: boolean;
}

/**
 * Returns null if there is none. `feed`: an address that describes the latest release in GitHub's format. @throws if it cannot be
 * reached
 */
export async function newerRelease(feed: string, current: string): Promise<Release | null> {
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

export function packageFacts(folder = app.getAppPath()): PackageFacts {
  try {
    const manifest: Readonly<Record<string, unknown>> = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const feed = manifest['releases'];
    return {
      feed: typeof feed === 'string' && feed.startsWith('https://') ? feed : null,
      updatesItself: manifest['updatesItself'] === true,
    };
  } catch {
    return { feed: null, updatesItself: false };
  }
}
