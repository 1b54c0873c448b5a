// The TLS settings of a plan: what it trusts and which certificate it presents. Files are named here and read when a run is
// prepared. It does not know steps.
import { z } from 'zod';

function file(what: string) {
  const message = `Write the path of ${what}.`;
  return z
    .string({ error: message })
    .trim()
    .min(1, message)
    .optional()
    .meta({ description: `Path of ${what}.` });
}

export const tlsSchema = z
  .strictObject({
    verify: z
      .boolean({ error: 'Write true or false.' })
      .default(true)
      .meta({ description: 'Refuse servers whose certificate cannot be verified.' }),
    resume: z.boolean({ error: 'Write true or false.' }).default(true).meta({
      description:
        'Whether the next connection of a user resumes its TLS session, as browsers do; false: every handshake is a full one.',
    }),
    ca: file('a PEM file with authorities to trust besides the usual ones'),
    cert: file('a PEM file with the client certificate'),
    key: file("a PEM file with the client certificate's key"),
    pfx: file('a PFX file with client certificate and key'),
    passphrase: z
      .string({ error: 'The passphrase must be a string.' })
      .optional()
      .meta({ description: 'The passphrase of the key or the PFX file.' }),
    serverName: z
      .string({ error: 'Write a host name.' })
      .trim()
      .regex(/^[a-z0-9_]([a-z0-9_.-]*[a-z0-9])?$/i, 'Write a host name such as shop.example, without a port.')
      .refine((name) => !/^[0-9.]+$/.test(name), 'Write a host name; an address cannot be a server name.')
      .optional()
      .meta({ description: 'Name to ask the server for and to check its certificate against, instead of the host.' }),
  })
  .superRefine(({ cert, key, pfx, passphrase }, context) => {
    const add = (path: string, message: string): void => context.addIssue({ code: 'custom', message, path: [path] });
    if (cert !== undefined && key === undefined) add('key', 'A client certificate needs its key. Name the file with the key.');
    if (key !== undefined && cert === undefined)
      add('cert', 'A key needs its client certificate. Name the file with the certificate.');
    if (pfx !== undefined && (cert !== undefined || key !== undefined))
      add('pfx', 'A PFX file holds certificate and key. Leave out either it or those two.');
    if (passphrase !== undefined && key === undefined && pfx === undefined)
      add('passphrase', 'A passphrase is set, but no key file.');
  });

export type TlsOptions = z.output<typeof tlsSchema>;
