// Reads Bruno's requests, from .bru files or OpenCollection's YAML, as the requests of a journey. Pure.
import { NOTHING, type GivenText, type Imported, type ImportedRequest, type PlanReader } from '../imported/imported.ts';
import { OwnNames } from '../imported/own-names.ts';
import { isFields } from '../imported/parts.ts';
import { refuse } from '../refusal.ts';
import { bruBlocks } from './bru-blocks.ts';
import { bruParts } from './bru-files.ts';
import type { BrunoItem, BrunoPair, BrunoParts } from './bruno-item.ts';
import { brunoStep } from './bruno-step.ts';
import { isOpenCollection, openCollectionParts } from './open-collection.ts';
import { shorten } from '../../../shorten.ts';

export interface BrunoFile extends GivenText {
  /** Relative to the folder of the collection, with slashes. */
  readonly path: string;
}

export const brunoReader: PlanReader = {
  kind: 'Bruno request',
  recognises: ({ text, value }) => isOpenCollection(value) || isBru(text, value),
  read: (given) => readBruno([{ path: '', ...given }]),
};

function isBru(text: string, value: unknown): boolean {
  return !isFields(value) && /^(?:meta|headers|auth|vars:[\w-]+)\s*\{\s*$/m.test(text) && bruBlocks(text).length > 0;
}

/** Whether the files form the folder of one collection. */
export function isBrunoFolder(files: readonly BrunoFile[]): boolean {
  if (files.every(({ path }) => path.endsWith('.bru'))) return true;
  return files.every(({ path }) => /\.ya?ml$/.test(path)) && files.some(({ value }) => isOpenCollection(value));
}

/** @throws Refusal */
export function readBruno(files: readonly BrunoFile[]): Imported {
  if (files.every(({ value }) => isFields(value) && Array.isArray(value['collections'])))
    refuse('This is a workspace of Bruno, which only names its collections. Choose the folder of one of them.');
  const isYaml = files.some(({ value }) => isOpenCollection(value));
  const root = rootOf(files.map(({ path }) => path));
  const below = files.map((one) => ({ ...one, path: one.path.slice(root.length) }));
  return new BrunoReader().read(isYaml ? openCollectionParts(below) : bruParts(below));
}

/** The folder of the collection, which a browser includes in the paths of its files. */
function rootOf(paths: readonly string[]): string {
  const [, root] =
    paths.map((path) => /^(.*\/)?(?:collection\.bru|opencollection\.ya?ml)$/.exec(path)).find((found) => found !== null) ?? [];
  if (root !== undefined) return paths.every((path) => path.startsWith(root)) ? root : '';
  const [first = ''] = paths;
  const common = first.slice(0, first.indexOf('/') + 1);
  return paths.length > 1 && paths.every((path) => path.startsWith(common)) ? common : '';
}

class BrunoReader {
  readonly #names = new OwnNames();
  readonly #leftOut: string[] = [];
  readonly #variables: Record<string, string> = {};

  read({ name, items, environments, others }: BrunoParts): Imported {
    const requests = inOrder(items);
    if (requests.length === 0)
      refuse(
        others > 0
          ? 'This Bruno collection holds no HTTP request: gRPC and WebSocket requests are not sent by Onrush.'
          : 'This Bruno file describes a collection or a folder, but no request. Choose the folder of the collection, or a request.',
      );
    if (others > 0)
      this.#leftOut.push(
        `${others === 1 ? 'A request is' : `${others} requests are`} gRPC or WebSocket, which Onrush does not send.`,
      );
    const shared = items.filter(({ call }) => call === null);
    // Values of an environment take precedence over those of the collection, and values of folders over both.
    for (const one of shared.filter(({ folder }) => folder === '')) this.#define(one.variables);
    const sets = environments.map((one) => [one.name, this.#named(one.values)] as const);
    Object.assign(this.#variables, sets[0]?.[1]);
    for (const one of [...shared.filter(({ folder }) => folder !== ''), ...requests]) this.#define(one.variables);
    this.#nameScripts(shared);
    const made = requests.map((one) => this.#requestOf(one, shared));
    for (const builtIn of this.#names.unknownBuiltIns) this.#leftOut.push(`{{${builtIn}}} is a variable now: give it a value.`);
    return {
      ...NOTHING,
      kind: 'Bruno collection',
      name: name || requests[0]?.name || 'Bruno collection',
      variables: this.#variables,
      environments: sets.length > 1 ? Object.fromEntries(sets) : {},
      secrets: [...new Set(environments.flatMap(({ secrets }) => secrets.map((one) => this.#names.of(one))))],
      scenarios: [{ name: 'requests', weight: 1, requests: made }],
      leftOut: this.#leftOut,
    };
  }

  #named(pairs: readonly BrunoPair[]): Record<string, string> {
    return Object.fromEntries(pairs.map(({ name, value }) => [this.#names.of(name), this.#names.template(value)]));
  }

  /** In a plan a name has one value, while in Bruno each folder may have its own. */
  #define(pairs: readonly BrunoPair[]): void {
    for (const [name, value] of Object.entries(this.#named(pairs))) {
      const before = this.#variables[name];
      if (before !== undefined && before !== value)
        this.#leftOut.push(
          `The variable “${name}” has several values in this collection; ${shorten(before) || 'the empty one'} counts.`,
        );
      this.#variables[name] ??= value;
    }
  }

  #nameScripts(shared: readonly BrunoItem[]): void {
    for (const { folder, hasScriptBefore, taken } of shared) {
      const who = folder === '' ? 'The collection' : `The folder “${folder.split('/').join(' / ')}”`;
      if (hasScriptBefore) this.#leftOut.push(`${who}: a script that runs before each request was not carried over.`);
      if (taken.length > 0)
        this.#leftOut.push(
          `${who}: values taken from each response were not carried over: ${taken.map(({ name }) => name).join(', ')}.`,
        );
    }
  }

  #requestOf(item: BrunoItem, shared: readonly BrunoItem[]): ImportedRequest {
    const folders = item.folder === '' ? [] : item.folder.split('/');
    const paths = ['', ...folders.map((_, at) => folders.slice(0, at + 1).join('/'))];
    const above = paths.flatMap((path) => shared.filter(({ folder }) => folder === path));
    const titles = folders.map((own, at) => shared.find(({ folder }) => folder === paths[at + 1])?.name || own);
    const call = item.call ?? { method: 'GET', url: '', pathParameters: [], body: null };
    const say = (sentence: string): void => void this.#leftOut.push(`“${item.name}”: ${sentence}`);
    const step = brunoStep(item, call, { above, names: this.#names, say });
    return { step, group: titles.join(' / '), leftAside: call.method === 'DELETE' ? 'deletes' : null, recorded: null };
  }
}

/** The requests of each folder by their sequence numbers, then its subfolders by theirs. */
function inOrder(items: readonly BrunoItem[]): readonly BrunoItem[] {
  const numbers = new Map(items.flatMap(({ call, folder, sequence }) => (call === null ? [[folder, sequence] as const] : [])));
  const folderKeys = (folder: string): readonly (readonly [number, string])[] =>
    folder === ''
      ? []
      : folder
          .split('/')
          .map((name, at, all) => [numbers.get(all.slice(0, at + 1).join('/')) ?? Number.MAX_SAFE_INTEGER, name] as const);
  return items
    .filter(({ call }) => call !== null)
    .map((item) => ({ item, keys: folderKeys(item.folder) }))
    .toSorted((one, other) => byFolder(one.keys, other.keys) || (one.item.sequence ?? 0) - (other.item.sequence ?? 0))
    .map(({ item }) => item);
}

function byFolder(one: readonly (readonly [number, string])[], other: readonly (readonly [number, string])[]): number {
  for (const [at, [number, name]] of one.entries()) {
    const [otherNumber, otherName] = other[at] ?? [];
    if (otherNumber === undefined || otherName === undefined) return 1;
    if (name !== otherName) return number - otherNumber || name.localeCompare(otherName);
  }
  return one.length - other.length;
}
