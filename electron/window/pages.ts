// Serves the built renderer to the window under its own scheme, with the policy that restricts it to its own files.
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { Session } from 'electron';
import { CONTENT_SECURITY_POLICY } from '../browser/guard.ts';
import { readStaticFiles, type StaticFile } from '../browser/static-files.ts';
import { OPENED_PATH } from '../../shared/window-bridge.ts';
import { PAGE_SCHEME, pagePath } from './page-origin.ts';

/** `collect`: the path of a file that was opened from outside, for its ticket, once. */
export function servePages({ protocol }: Session, folder: string, collect: (ticket: string) => string | null): void {
  let files: ReadonlyMap<string, StaticFile> | null = null;
  protocol.handle(PAGE_SCHEME, (request) => opened(collect, request) ?? answer((files ??= readStaticFiles(folder)), request));
}

/** An opened file as a stream, so that a large one is never held as a whole on its way; null where the address is no such file's. */
export function opened(collect: (ticket: string) => string | null, { method, url }: Request): Response | null {
  const path = pagePath(url);
  if (method !== 'GET' || path?.startsWith(OPENED_PATH) !== true) return null;
  const file = collect(path.slice(OPENED_PATH.length));
  if (file === null) return null;
  const headers = { 'content-type': 'application/octet-stream', 'x-content-type-options': 'nosniff' };
  return new Response(Readable.toWeb(createReadStream(file)), { headers });
}

export function answer(files: ReadonlyMap<string, StaticFile>, { method, url }: Request): Response {
  const path = pagePath(url);
  const file = method === 'GET' && path !== null ? files.get(path) : undefined;
  if (file === undefined) return new Response(null, { status: 404 });
  const headers = {
    'content-type': file.contentType,
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
  };
  return new Response(new Uint8Array(file.content), { headers });
}
