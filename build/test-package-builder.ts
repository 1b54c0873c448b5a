// Makes the packages' folders for Linux and a Mac from stand-ins for Electron's program, and writes down the contents of the
// other packages: a separate process, which ends with its test. Every address that it requests is refused at once and noted.
// Imported by nothing.
import { createRequire } from 'node:module';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import dns from 'node:dns';
import net from 'node:net';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from './paths.ts';
import { stubElectron, stubMacElectron } from './test-stub-electron.ts';

interface Context {
  readonly electronPlatformName: string;
  readonly packager: { readonly info: unknown };
}

interface Described {
  computeDesktopEntry(options: object): Promise<string>;
  computeMimeTypeFiles(): Promise<string>;
}

interface Installer {
  computeFinalScript(script: string, isInstaller: boolean, archs: ReadonlyMap<number, string>): Promise<string>;
}

const folder = process.argv[2] ?? '';
refuseNetwork(join(folder, 'asked.txt'));

const required = createRequire(createRequire(import.meta.url).resolve('electron-builder/package.json'));
const { build, createTargets, Platform, Arch } = required('electron-builder');
const { LinuxTargetHelper } = required('app-builder-lib/out/targets/LinuxTargetHelper');
const { NsisTarget } = required('app-builder-lib/out/targets/nsis/NsisTarget');
const { AppPackageHelper, CopyElevateHelper } = required('app-builder-lib/out/targets/nsis/nsisUtil');
const { WinPackager } = required('app-builder-lib/out/winPackager');

const config = parse(readFileSync(join(ROOT, 'build', 'electron-builder.yml'), 'utf8'));
const programs: Readonly<Record<string, () => string>> = {
  linux: () => stubElectron(join(folder, 'linux')),
  darwin: () => stubMacElectron(join(folder, 'mac')),
};

await build({
  projectDir: join(folder, 'app'),
  publish: 'never',
  targets: createTargets([Platform.LINUX, Platform.MAC], 'dir', 'x64'),
  config: {
    ...config,
    // Signing is only for a Mac, and the tool that makes a Mac's icon from a picture would be downloaded.
    mac: { ...config.mac, icon: put(join(folder, 'icon.icns'), 'icns\0\0\0\u0008') },
    electronFuses: { ...config.electronFuses, resetAdHocDarwinSignature: false },
    electronVersion: '45.4.1',
    electronDist: ({ platformName }: { readonly platformName: string }) => programs[platformName]?.(),
    directories: { ...config.directories, output: join(folder, 'out') },
    afterPack: describe,
  },
});

async function describe({ electronPlatformName, packager }: Context): Promise<void> {
  if (electronPlatformName !== 'linux') return;
  const linux: Described = new LinuxTargetHelper(packager);
  const types = await linux.computeMimeTypeFiles();
  writeFileSync(join(folder, 'onrush.desktop'), await linux.computeDesktopEntry(config.linux));
  writeFileSync(join(folder, 'mime.xml'), readFileSync(types));
  const installer: Installer = new NsisTarget(
    new WinPackager(packager.info),
    join(folder, 'nsis'),
    'nsis',
    new AppPackageHelper(new CopyElevateHelper()),
  );
  writeFileSync(join(folder, 'install.nsi'), await installer.computeFinalScript('', true, new Map([[Arch.x64, '']])));
  writeFileSync(join(folder, 'uninstall.nsi'), await installer.computeFinalScript('', false, new Map([[Arch.x64, '']])));
}

function put(path: string, text: string): string {
  writeFileSync(path, text);
  return path;
}

function refuseNetwork(path: string): void {
  writeFileSync(path, '');
  const refuse = (what: unknown): never => {
    appendFileSync(path, `${JSON.stringify(what)}\n`);
    throw new Error('There is no network here.');
  };
  net.Socket.prototype.connect = (...given: unknown[]) => refuse(given);
  dns.lookup = Object.assign((host: unknown) => refuse(host), dns.lookup);
}
