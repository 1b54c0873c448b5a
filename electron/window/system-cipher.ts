// The key store of the system (Keychain, DPAPI, libsecret), accessed through Electron.
import { safeStorage } from 'electron';
import type { SecretCipher } from '../app/stored-secrets.ts';

export const systemCipher: SecretCipher = {
  isAvailable: () => safeStorage.isEncryptionAvailable() && !isPlain(),
  encrypt: (text) => safeStorage.encryptString(text),
  decrypt: (bytes) => safeStorage.decryptString(bytes),
};

/** On Linux without a key store, Electron "encrypts" with a password that everybody knows. */
function isPlain(): boolean {
  return process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text';
}
