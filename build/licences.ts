// The licences of all packages in the bundles, as one text that is distributed with the program.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.ts';

/** The folders of the packages that these modules come from, sorted and without duplicates. */
export function packagesOf(modules: readonly string[]): readonly string[] {
  const folders = modules.flatMap(
    (id) => /^.*node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+(?=[\\/])/.exec(id.replaceAll('\0', ''))?.[0] ?? [],
  );
  return [...new Set(folders)].toSorted();
}

/** @throws if a package states no licence, because then it may not be distributed */
export function licencesText(folders: readonly string[]): string {
  const own = `Onrush\n\n${readFileSync(join(ROOT, 'LICENSE'), 'utf8').trim()}\n`;
  const rule = `\n${'-'.repeat(80)}\n\n`;
  return [own, ...new Set(folders.map(licenceOf))].join(rule);
}

function licenceOf(folder: string): string {
  const manifest: Readonly<Record<string, unknown>> = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { name, version, license } = manifest;
  const file = readdirSync(folder).find((one) => /^(?:licen[sc]e|copying|ofl)(?:[.-].*)?$/i.test(one));
  if (typeof license !== 'string' && file === undefined) throw new Error(`${String(name)} says nothing of its licence.`);
  const text = file === undefined ? '' : `\n\n${readFileSync(join(folder, file), 'utf8').trim()}`;
  return `${String(name)} ${String(version)}\nLicence: ${typeof license === 'string' ? license : 'see below'}${text}\n`;
}
