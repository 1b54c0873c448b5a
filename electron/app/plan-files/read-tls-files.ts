// Reads the files in a plan's `tls` before a run begins, and checks that each is what it should be.
import type { SecureContextOptions } from 'node:tls';
import { errorCode } from '../../../shared/error-code.ts';
import { UserError } from '../../../shared/errors.ts';
import type { TlsOptions } from '../../../shared/plan/plan-tls.ts';
import type { TlsFiles } from '../../engine/files/plan-files.ts';
import { readNamedFile } from './plan-file-reading.ts';

type FileField = 'ca' | 'cert' | 'key' | 'pfx';

const KINDS = {
  ca: { what: 'certificate', marks: /-----BEGIN (TRUSTED )?CERTIFICATE-----/ },
  cert: { what: 'certificate', marks: /-----BEGIN (TRUSTED )?CERTIFICATE-----/ },
  key: { what: 'private key', marks: /-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY-----/ },
} as const;

/** Relative paths count from `folder`, that of the plan. @throws UserError plan_invalid */
export function readTlsFiles(tls: TlsOptions, folder: string): TlsFiles {
  const files: TlsFiles = {
    ...(tls.ca === undefined ? {} : { ca: readPem('ca', tls.ca, folder) }),
    ...(tls.cert === undefined ? {} : { cert: readPem('cert', tls.cert, folder) }),
    ...(tls.key === undefined ? {} : { key: readPem('key', tls.key, folder) }),
    ...(tls.pfx === undefined ? {} : { pfx: new Uint8Array(read('pfx', tls.pfx, folder)) }),
  };
  prove(tls, files);
  return files;
}

function readPem(field: keyof typeof KINDS, path: string, folder: string): string {
  const text = read(field, path, folder).toString('latin1');
  const { what, marks } = KINDS[field];
  if (marks.test(text)) return text;
  throw failure(field, `${path} holds no ${what} in PEM form: it has no line with BEGIN ${what.toUpperCase()}.`);
}

function read(field: FileField, path: string, folder: string): Buffer {
  return readNamedFile(folder, path, (sentence) => failure(field, sentence));
}

/** Each part is checked separately first, so that the message names the right file. */
function prove({ ca, cert, key, pfx, passphrase }: TlsOptions, files: TlsFiles): void {
  const opened = passphrase === undefined ? {} : { passphrase };
  if (files.ca !== undefined) attempt({ ca: files.ca }, () => failure('ca', `${ca} holds a certificate that cannot be read.`));
  if (files.cert !== undefined)
    attempt({ cert: files.cert }, () => failure('cert', `${cert} holds a certificate that cannot be read.`));
  if (files.key !== undefined)
    attempt({ key: files.key, ...opened }, (reason) => keyFailure('key', `${key}`, reason, passphrase));
  if (files.cert !== undefined && files.key !== undefined) {
    const { cert: certificate, key: own } = files;
    attempt({ cert: certificate, key: own, ...opened }, () =>
      failure('key', `The key ${key} does not belong to the certificate ${cert}.`),
    );
  }
  if (files.pfx !== undefined)
    attempt({ pfx: Buffer.from(files.pfx), ...opened }, (reason) => keyFailure('pfx', `${pfx}`, reason, passphrase));
}

function attempt(options: SecureContextOptions, explain: (reason: string) => UserError): void {
  try {
    process.getBuiltinModule('node:tls').createSecureContext(options);
  } catch (error) {
    throw explain(error instanceof Error ? `${errorCode(error)} ${error.message}` : '');
  }
}

/** OpenSSL's message only selects our sentence; it is not shown. */
function keyFailure(field: 'key' | 'pfx', path: string, reason: string, passphrase: string | undefined): UserError {
  const isLocked = /passphrase|password|decrypt|mac verify|interrupted|cancelled/i.test(reason);
  if (!isLocked)
    return failure(field, `${path} cannot be read: it is not a ${field === 'pfx' ? 'PFX file' : 'private key'}, or is damaged.`);
  const message = passphrase === undefined ? `${path} is locked. Give its passphrase.` : `The passphrase does not open ${path}.`;
  return failure('passphrase', message);
}

function failure(field: FileField | 'passphrase', message: string): UserError {
  return new UserError('plan_invalid', message, [{ path: `tls.${field}`, message }]);
}
