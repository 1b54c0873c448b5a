// Values of secrets that a person stored for all plans. They are in a file that only its owner can read, encrypted by the
// system's key store if there is one. Values are only given to whoever prepares a run.
import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../../shared/errors.ts';
import { NAME_TEXT, nameSchema } from '../../shared/plan/journey/extract-schema.ts';
import { parseJson } from '../../shared/plan/journey/value.ts';
import type { SecretRow } from '../../shared/secret-row.ts';
import { readPrivateFile, writePrivateFile } from './private-file.ts';

/** The system's encryption, or a test's. */
export interface SecretCipher {
  isAvailable(): boolean;
  encrypt(text: string): Buffer;
  /** @throws if it was encrypted by another user or on another computer */
  decrypt(bytes: Buffer): string;
}

const MOST_CHARACTERS = 32_768;

function faultOf(name: string, value: string): string | null {
  if (!nameSchema.safeParse(name).success) return NAME_TEXT;
  if (value === '') return 'Write a value. To take a secret away, remove it.';
  return value.length > MOST_CHARACTERS ? 'A secret has at most 32,768 characters.' : null;
}

const stored = z.record(z.string(), z.string());

export class StoredSecrets {
  readonly #path: string;
  readonly #cipher: SecretCipher | null;

  /** If `cipher` is null, the values are stored unencrypted. */
  constructor(folder: string, cipher: SecretCipher | null) {
    this.#path = join(folder, cipher === null ? 'secrets.json' : 'secrets.encrypted.json');
    this.#cipher = cipher;
  }

  /** The stored names and those in `names`, each with where its value comes from. */
  list(names: readonly string[], environment: Readonly<Record<string, string | undefined>>): readonly SecretRow[] {
    const known = this.#read();
    const all = [...new Set([...names, ...Object.keys(known)])].toSorted((a, b) => (a < b ? -1 : 1));
    return all.map((name) => ({
      name,
      state: Object.hasOwn(known, name) ? 'stored' : (environment[name] ?? '') === '' ? 'missing' : 'environment',
    }));
  }

  /** Returns undefined if nothing is stored under that name. @throws UserError if it cannot be read */
  value(name: string): string | undefined {
    const known = this.#read();
    const text = Object.hasOwn(known, name) ? known[name] : undefined;
    if (text === undefined || this.#cipher === null) return text;
    try {
      return this.#cipher.decrypt(Buffer.from(text, 'base64'));
    } catch {
      throw new UserError(
        'bad_request',
        `The key store of this system cannot open the secret “${name}” any more. Store it again.`,
      );
    }
  }

  /** @throws UserError if the name or value is invalid, or if it cannot be stored */
  set(name: string, value: string): void {
    const fault = faultOf(name, value);
    if (fault !== null) throw new UserError('bad_request', fault);
    const cipher = this.#cipher;
    if (cipher !== null && !cipher.isAvailable()) {
      const message = `The key store of this system is not available, so nothing was stored. Set the environment variable ${name} instead.`;
      throw new UserError('write_failed', message);
    }
    this.#write({ ...this.#read(), [name]: cipher === null ? value : cipher.encrypt(value).toString('base64') });
  }

  remove(name: string): void {
    this.#write(Object.fromEntries(Object.entries(this.#read()).filter(([one]) => one !== name)));
  }

  #read(): Readonly<Record<string, string>> {
    const text = readPrivateFile(this.#path);
    if (text === null) return {};
    const parsed = stored.safeParse(parseJson(text)?.value);
    if (parsed.success) return parsed.data;
    throw new UserError('bad_request', `${this.#path} is not what Onrush wrote there. Move it away and store the secrets again.`);
  }

  #write(values: Readonly<Record<string, string>>): void {
    writePrivateFile(this.#path, `${JSON.stringify(values, null, 2)}\n`);
  }
}
