// Separate from the schema of plans, which sending threads do not load.

/** How many connections to each server all users share; null if each user has its own. */
export function sharedConnectionsOf({ connections = 'vu' }: { readonly connections?: 'vu' | number | undefined }): number | null {
  return connections === 'vu' ? null : connections;
}
