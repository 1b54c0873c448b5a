// The draft's TLS settings: in the form of their controls, made from a plan and back. It does not know screens.
import { z } from 'zod';
import type { TlsOptions } from '../../../../shared/plan/plan-tls.ts';
import { nothingIn } from './draft-parts.ts';

const TEXTS = ['ca', 'cert', 'key', 'pfx', 'passphrase', 'serverName'] as const;

/** An empty text means not set. */
export const tls = z.strictObject({
  verify: z.boolean(),
  resume: z.boolean(),
  ca: z.string(),
  cert: z.string(),
  key: z.string(),
  pfx: z.string(),
  passphrase: z.string(),
  serverName: z.string(),
});

export type TlsDraft = z.infer<typeof tls>;

export function newTls(): TlsDraft {
  return { verify: true, resume: true, ca: '', cert: '', key: '', pfx: '', passphrase: '', serverName: '' };
}

export function tlsDraft({ verify, resume, ca, cert, key, pfx, passphrase, serverName, ...rest }: TlsOptions): TlsDraft {
  nothingIn(rest);
  return {
    verify,
    resume,
    ca: ca ?? '',
    cert: cert ?? '',
    key: key ?? '',
    pfx: pfx ?? '',
    passphrase: passphrase ?? '',
    serverName: serverName ?? '',
  };
}

export function tlsInput(draft: TlsDraft): unknown {
  const given = TEXTS.filter((name) => draft[name].trim() !== '');
  return { verify: draft.verify, resume: draft.resume, ...Object.fromEntries(given.map((name) => [name, draft[name]])) };
}
