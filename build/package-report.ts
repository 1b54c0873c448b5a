// The report at the end of `npm run package`: what was made and how large it is, and what could not be made here and why.
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { formatBytes } from '../shared/format.ts';

export interface Target {
  /** The name that the builder uses: "AppImage". */
  readonly name: string;
  readonly system: 'linux' | 'mac' | 'win';
}

export const TARGETS: readonly Target[] = [
  { name: 'AppImage', system: 'linux' },
  { name: 'deb', system: 'linux' },
  { name: 'rpm', system: 'linux' },
  { name: 'dmg', system: 'mac' },
  { name: 'zip', system: 'mac' },
  { name: 'nsis', system: 'win' },
];

const NAMES = { linux: 'Linux', mac: 'macOS', win: 'Windows' } as const;
const SYSTEMS: Partial<Record<NodeJS.Platform, Target['system']>> = { linux: 'linux', darwin: 'mac', win32: 'win' };

export interface Made {
  readonly target: Target;
  readonly files: readonly string[];
  /** null if it was made. */
  readonly fault: string | null;
}

export function targetsHere(platform: NodeJS.Platform = process.platform): readonly Target[] {
  return TARGETS.filter(({ system }) => system === SYSTEMS[platform]);
}

export function reportText(made: readonly Made[], platform: NodeJS.Platform = process.platform): string {
  const elsewhere = TARGETS.filter(({ system }) => system !== SYSTEMS[platform]);
  const lines = [
    ...made.flatMap(({ files }) => files.map((file) => `made    ${basename(file)}  ${formatBytes(statSync(file).size)}`)),
    ...made.flatMap(({ target, fault }) => (fault === null ? [] : [`not made  ${target.name}: ${fault}`])),
    ...[...new Set(elsewhere.map(({ system }) => system))].map((system) => {
      const names = elsewhere.filter((one) => one.system === system).map(({ name }) => name);
      return `not made  ${names.join(' and ')}: they are made on ${NAMES[system]}`;
    }),
  ];
  return `${lines.join('\n')}\n`;
}

const UNREACHABLE = /\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|socket hang up)\b/;

/** Null if it was there. Otherwise no package at all can be made, and each further attempt would wait for the network again. */
export function missingElectron(output: string): string | null {
  const [, version] = /packaging\s.*\belectron=(\S+)/.exec(output) ?? [];
  // The builder says what it makes of the program once it has it.
  const isFirst = !/\b(?:building|updating asar|signing|completing)\b/i.test(output.split(/packaging\s/)[1] ?? '');
  if (version === undefined || !isFirst || !UNREACHABLE.test(output)) return null;
  const host = /(?:ENOTFOUND|EAI_AGAIN) (\S+)/.exec(output)?.[1];
  return `the program of Electron ${version} could not be fetched${host === undefined ? '' : ` from ${host}`}. Is there a network?`;
}

const CAUSES: readonly (readonly [pattern: RegExp, sentence: string])[] = [
  [/electron-v[\d.]+-\S+\.zip/i, "Electron's program could not be fetched. Is there a network, and are its releases reachable?"],
  [UNREACHABLE, 'what it needs could not be fetched. Is there a network?'],
  [/\b(?:status code|HttpError:?|Response code) (\d{3})/, 'what it needs could not be fetched: the server refused it.'],
  [/rpmbuild/, 'the program rpmbuild is missing (package rpm).'],
  [/fpm/, 'the tool fpm could not be started.'],
  [/ENOSPC/, 'there is no room left on the disk.'],
];

/** The cause as a sentence; for an unknown cause, the builder's own last line. */
export function causeOf(output: string): string {
  const electron = missingElectron(output);
  if (electron !== null) return electron;
  const known = CAUSES.find(([pattern]) => pattern.test(output));
  if (known !== undefined) return known[1];
  const lines = output.split('\n').map((line) => line.trim());
  return lines.findLast((line) => /⨯|error/i.test(line))?.replace(/^⨯\s*/, '') ?? 'the builder gave no reason.';
}
