// Reads the .bru files of a collection as its items. Pure.
import type { FormPart } from '../imported/form-parts.ts';
import { bruBlocks, bruPairs, bruWords, type BruBlock } from './bru-blocks.ts';
import type { BrunoAuth, BrunoBody, BrunoCall, BrunoItem, BrunoPair, BrunoParts } from './bruno-item.ts';

export interface BruFile {
  /** Relative to the folder of the collection, with slashes. */
  readonly path: string;
  readonly text: string;
}

const METHOD = /^(?:get|post|put|patch|delete|head|options|trace|connect|http)$/;
const OTHER = /^(?:grpc|ws)$/;

export function bruParts(files: readonly BruFile[]): BrunoParts {
  const parsed = files.map(({ path, text }) => ({ path, blocks: bruBlocks(text) }));
  const isEnvironment = (path: string): boolean => /(?:^|\/)environments\/[^/]+$/.test(path);
  const items = parsed.filter(({ path }) => !isEnvironment(path));
  const collection = items.find(({ path }) => /(?:^|\/)collection\.bru$/.test(path));
  return {
    name: collection === undefined ? '' : metaOf(collection.blocks, 'name'),
    items: items.map(({ path, blocks }) => itemOf(path, blocks)),
    environments: parsed
      .filter(({ path }) => isEnvironment(path))
      .map(({ path, blocks }) => ({
        name: /([^/]*)\.bru$/.exec(path)?.[1] ?? path,
        values: bruPairs(blockOf(blocks, 'vars')),
        secrets: bruWords(blockOf(blocks, 'vars:secret')),
      })),
    others: items.filter(({ blocks }) => blocks.some(({ name }) => OTHER.test(name))).length,
  };
}

function itemOf(path: string, blocks: readonly BruBlock[]): BrunoItem {
  const isCollection = /(?:^|\/)collection\.bru$/.test(path);
  const call = callOf(blocks);
  const sequence = Number(metaOf(blocks, 'seq'));
  return {
    name: metaOf(blocks, 'name'),
    sequence: Number.isFinite(sequence) && sequence > 0 ? sequence : null,
    folder: isCollection ? '' : path.split('/').slice(0, -1).join('/'),
    headers: bruPairs(blockOf(blocks, 'headers')),
    variables: bruPairs(blockOf(blocks, 'vars:pre-request')),
    auth: authOf(blocks),
    call,
    taken: bruPairs(blockOf(blocks, 'vars:post-response')),
    asserted: bruPairs(blockOf(blocks, 'assert')),
    script: ['script:post-response', 'tests'].map((name) => textOf(blocks, name)).join('\n'),
    hasScriptBefore: /\S/.test(textOf(blocks, 'script:pre-request')),
  };
}

function callOf(blocks: readonly BruBlock[]): BrunoCall | null {
  const call = blocks.find(({ name }) => METHOD.test(name));
  if (call === undefined) return null;
  const settings = settingsOf(call);
  return {
    method: (call.name === 'http' ? (settings.get('method') ?? 'GET') : call.name).toUpperCase(),
    url: settings.get('url') ?? '',
    pathParameters: bruPairs(blockOf(blocks, 'params:path')),
    body: bodyOf(settings.get('body') ?? 'none', blocks),
  };
}

function authOf(blocks: readonly BruBlock[]): BrunoAuth {
  const call = blocks.find(({ name }) => METHOD.test(name));
  const own = settingsOf(blockOf(blocks, 'auth')).get('mode');
  const mode = (call === undefined ? own : settingsOf(call).get('auth')) ?? 'none';
  return { mode, fields: bruPairs(blockOf(blocks, `auth:${mode}`)) };
}

function bodyOf(mode: string, blocks: readonly BruBlock[]): BrunoBody | null {
  const text = (kind: string): string => textOf(blocks, `body:${kind}`).trim();
  switch (mode) {
    case 'none':
      return null;
    case 'form-urlencoded':
    case 'formUrlEncoded':
      return { kind: 'fields', fields: bruPairs(blockOf(blocks, 'body:form-urlencoded')) };
    case 'multipart-form':
    case 'multipartForm':
      return { kind: 'form', parts: bruPairs(blockOf(blocks, 'body:multipart-form')).map(partOf) };
    case 'graphql':
      return { kind: 'graphql', query: text('graphql'), variables: text('graphql:vars') };
    case 'file': {
      const [, path = '', type = ''] =
        /@file\(([^)]*)\)(?:\s*@contentType\(([^)]*)\))?/.exec(bruPairs(blockOf(blocks, 'body:file'))[0]?.value ?? '') ?? [];
      return { kind: 'file', path, type };
    }
    default:
      // Early versions of Bruno have the text in a block without a type.
      return { kind: 'text', text: text(mode) || textOf(blocks, 'body').trim(), type: mode };
  }
}

function partOf({ name, value }: BrunoPair): FormPart {
  const [, file] = /^@file\((.*?)(?:\|.*)?\)/.exec(value) ?? [];
  const [, plain = '', type] = /^([^]*?)(?:\s*@contentType\((.*)\))?$/.exec(value) ?? [];
  return { name, content: file === undefined ? { value: plain } : { file }, type };
}

function blockOf(blocks: readonly BruBlock[], name: string): BruBlock | undefined {
  return blocks.find((one) => one.name === name);
}

function textOf(blocks: readonly BruBlock[], name: string): string {
  return (blockOf(blocks, name)?.lines ?? []).join('\n');
}

function metaOf(blocks: readonly BruBlock[], field: string): string {
  return settingsOf(blockOf(blocks, 'meta')).get(field) ?? '';
}

function settingsOf(block: BruBlock | undefined): ReadonlyMap<string, string> {
  return new Map(bruPairs(block).map(({ name, value }) => [name, value]));
}
