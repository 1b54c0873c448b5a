// A URL as people type it: with or without a scheme, and with a user before its host, as browsers and curl accept it. Pure.
import type { PlanInput } from './plan.ts';

type Auth = NonNullable<PlanInput['scenarios'][number]['steps'][number]['auth']>;

export interface TypedUrl {
  /** The typed text if it is not a URL. */
  readonly url: string;
  /** Whether a scheme was added. */
  readonly isCompleted: boolean;
  /** The user and password before the host; null if there are none. */
  readonly auth: Auth | null;
}

export function readTypedUrl(typed: string): TypedUrl {
  const text = typed.trim();
  const isCompleted = !/^[a-z][a-z0-9+.-]*:\/\//i.test(text) && looksLikeAddress(text);
  const whole = isCompleted ? `${schemeOf(text)}://${text}` : text;
  const [, scheme = '', userInfo, rest = ''] = /^(https?:\/\/)([^/?#]+)@([^/?#@][^]*)$/i.exec(whole) ?? [];
  return userInfo === undefined
    ? { url: whole, isCompleted, auth: null }
    : { url: `${scheme}${rest}`, isCompleted, auth: basicOf(userInfo) };
}

function basicOf(userInfo: string): Auth {
  const [, user = '', password = ''] = /^([^:]*):?([^]*)$/.exec(userInfo) ?? [];
  return { type: 'basic', user: decoded(user), password: decoded(password) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A host in any letters with a port, a path or a dot, or the name of this computer. */
function looksLikeAddress(text: string): boolean {
  return /^(localhost|\[[0-9a-f:.]+\]|[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)+|[\p{L}\p{N}_-]+(?=:\d))(:\d+)?([/?#]\S*)?$/iu.test(
    text,
  );
}

/** Servers on this computer, on its network or on an explicit port rarely use TLS; others do. */
function schemeOf(address: string): 'http' | 'https' {
  const [, host = '', port] = /^(\[[^\]]*\]|[^:/?#]*)(?::(\d+))?/.exec(address) ?? [];
  if (port === '443' || port === '8443') return 'https';
  const isNear =
    port !== undefined ||
    host.startsWith('[') ||
    /^[\d.]+$/.test(host) ||
    /^localhost$|\.(local|localhost|internal|test)$/i.test(host);
  return isNear ? 'http' : 'https';
}
