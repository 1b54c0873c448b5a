// Serves the built renderer to the window under a scheme of its own, with the policy that keeps it to its own files.
import type { Session } from 'electron';
import { CONTENT_SECURITY_POLICY } from '../browser/guard.ts';
import { readStaticFiles, type StaticFile } from '../browser/static-files.ts';
import { PAGE_SCHEME, pagePath } from './page-origin.ts';

export function servePages({ protocol }: Session, folder: string): void {
  let files: ReadonlyMap<string, StaticFile> | null = null;
  protocol.handle(PAGE_SCHEME, (request) => answer((files ??= readStaticFiles(folder)), request));
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
