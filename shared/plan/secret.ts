// Which headers hold secrets: left out of exports, and of requests that a redirect sends elsewhere.

const SECRET_HEADER = /authorization|cookie|api-?key|access-?key|token|secret|password|credential|signature|session|^x-auth/i;

/** What stands in the place of a secret. */
export const HIDDEN = '(hidden)';

export function isSecretHeader(name: string): boolean {
  return SECRET_HEADER.test(name);
}
