// npm run package: makes the packages for this system in dist/ from what is in out/, and reports what was made and what was not.
// With arguments, they are passed to electron-builder, which then decides: npm run package -- --dir
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureBuilt } from '../ensure-built.ts';
import { causeOf, missingElectron, reportText, targetsHere, type Made, type Target } from '../package-report.ts';
import { CACHE, ROOT } from '../paths.ts';
import { say } from '../say.ts';
import { signingOptions } from '../signing.ts';
import { captureTool, runTool } from '../stage.ts';

export const usage = `npm run package [-- OPTIONS of electron-builder]
Makes every package that this system can make, in dist/. With options, electron-builder decides: --dir makes them unpacked only.`;

const CONFIG = ['--config', 'build/electron-builder.yml', '--publish', 'never'];

export async function run(args: readonly string[]): Promise<number> {
  const options = [...CONFIG, ...extraMetadata(), ...signingOptions()];
  await ensureBuilt();
  writeAfterInstall();
  if (args.length > 0) return await runTool('electron-builder', [...options, ...args]);
  const made: Made[] = [];
  // Each target separately, so that one that cannot be made here does not stop the others.
  let missing: string | null = null;
  for (const target of targetsHere()) {
    if (missing === null) say(`Making ${target.name}...`);
    const [one, lacking]: readonly [Made, string | null] =
      missing === null ? await make(target, options) : [{ target, files: [], fault: missing }, missing];
    made.push(one);
    missing = lacking;
  }
  process.stdout.write(reportText(made));
  return made.every(({ fault }) => fault === null) ? 0 : 1;
}

/** @returns also what is missing for every other target */
async function make(target: Target, options: readonly string[]): Promise<readonly [Made, string | null]> {
  const fault = await captureTool('electron-builder', [...options, `--${target.system}`, target.name]);
  if (fault !== null) return [{ target, files: [], fault: causeOf(fault) }, missingElectron(fault)];
  const extension = target.name === 'nsis' ? 'exe' : target.name;
  const files = globSync(`Onrush-*.${extension}`, { cwd: join(ROOT, 'dist') }).map((file) => join(ROOT, 'dist', file));
  return [{ target, files, fault: null }, null];
}

/** The publisher names the repository: deb and rpm need a home page, and the program looks there for newer versions. */
function extraMetadata(): readonly string[] {
  const repository = process.env['GITHUB_REPOSITORY'];
  const page = repository === undefined ? 'https://onrush.invalid' : `https://github.com/${repository}`;
  const releases = `https://api.github.com/repos/${repository ?? ''}/releases/latest`;
  return [`-c.extraMetadata.homepage=${page}`, ...(repository === undefined ? [] : [`-c.extraMetadata.releases=${releases}`])];
}

/**
 * The builder's own script for deb and rpm, with the command `onrush` instead of the program; the command also starts the
 * program.
 */
function writeAfterInstall(): void {
  const builder = createRequire(createRequire(import.meta.url).resolve('electron-builder/package.json'));
  const template = join(builder.resolve('app-builder-lib/package.json'), '..', 'templates', 'linux', 'after-install.tpl');
  const program = "'/opt/${sanitizedProductName}/${executable}'";
  const command = "'/opt/${sanitizedProductName}/bin/${executable}'";
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(join(CACHE, 'after-install.tpl'), readFileSync(template, 'utf8').replaceAll(program, command));
}
