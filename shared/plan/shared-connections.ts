// Apart from the schema of plans, which sending threads do without.

/** How many connections to each server all users share; null where each has its own. */
export function sharedConnectionsOf({ connections = 'vu' }: { readonly connections?: 'vu' | number | undefined }): number | null {
  return connections === 'vu' ? null : connections;
}
