// A newer version of the program, and the sentences about it.

export interface NewerVersion {
  readonly version: string;
  readonly state: 'available' | 'downloading' | 'ready';
  /** Of the download, from 0 to 1. */
  readonly share: number;
}

export function newerVersionWords({ version, state, share }: NewerVersion): string {
  if (state === 'downloading') return `Version ${version} is being downloaded: ${Math.floor(share * 100)} %.`;
  return state === 'ready' ? `Version ${version} is ready to be installed.` : `Version ${version} is available.`;
}
