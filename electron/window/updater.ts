// Downloads and installs a newer version with electron-updater, which verifies its checksum and its signature. Loaded only when
// somebody wants a download, and only in packages that were signed.
import { CancellationToken, MacUpdater, NsisUpdater, type AppUpdater } from 'electron-updater';
import { logError } from '../system/log.ts';

export interface Updater {
  /** The version that can be downloaded; null if none is newer. */
  readonly find: () => Promise<string | null>;
  /** Rejects if it is aborted, or if what came is not what was published. */
  readonly download: (signal: AbortSignal, handleShare: (share: number) => void) => Promise<void>;
  /** Ends the program, installs what was downloaded and starts it again. */
  readonly install: (handleFailure: (error: Error) => void) => void;
}

/** No package for Linux is signed, so there are two. */
export function openUpdater(): Updater {
  return updaterWith(process.platform === 'darwin' ? new MacUpdater() : new NsisUpdater());
}

export function updaterWith(library: AppUpdater): Updater {
  // A person decides about each step: a load generator that changes between two runs makes them hard to compare.
  library.autoDownload = false;
  library.autoInstallOnAppQuit = false;
  library.logger = { info: () => undefined, warn: () => undefined, error: (error: unknown) => logError('The update', error) };
  let handleShare: (share: number) => void = () => undefined;
  library.on('download-progress', ({ percent }) => handleShare(percent / 100));
  return {
    async find() {
      const found = await library.checkForUpdates();
      return found?.isUpdateAvailable === true ? found.updateInfo.version : null;
    },
    async download(signal, handle) {
      handleShare = handle;
      const token = new CancellationToken();
      signal.addEventListener('abort', () => token.cancel());
      await library.downloadUpdate(token);
    },
    install(handleFailure) {
      library.on('error', handleFailure);
      library.quitAndInstall();
    },
  };
}
