// The address of a program that takes figures of a run, or gives some: where it is not one, the reason in a sentence.
import { hostFault } from './plan/host-fault.ts';

/** Null if it is valid. A name and password before the host are allowed. */
export function receiverUrlFault(text: string): string | null {
  const authority = /^https?:\/\/([^/?#]*)/i.exec(text)?.[1] ?? '';
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  if (host === '') return 'Write an address that begins with http:// or https://, for example http://127.0.0.1:4318.';
  return hostFault(host) ?? (/[\s\u0000-\u001f]/.test(text) ? 'An address has no spaces; write %20 instead.' : null);
}
