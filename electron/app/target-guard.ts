// Lets a run at a public host begin only once a person has confirmed that host. It sends nothing itself.
import { lookup } from 'node:dns/promises';
import { errorCode } from '../../shared/error-code.ts';
import { UserError, type Failure } from '../../shared/errors.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { parseProxy } from '../../shared/plan/proxy-address.ts';
import { publicTarget, publicTargetBody, publicTargetTitle } from '../../shared/plan/public-target.ts';
import type { PublicTarget } from '../../shared/confirmation.ts';
import { hostnamesOf } from '../../shared/plan/journey/plan-hosts.ts';
import { isLocalName, isPrivateAddress } from '../engine/http/private-address.ts';
import { isIP } from 'node:net';

/** The addresses of a name; empty if the name does not exist. Rejects if the lookup fails. */
export type ResolveHost = (host: string) => Promise<readonly string[]>;

/** Hosts that a person has confirmed, or all that a plan names (`--yes`). */
export type Confirmed = readonly string[] | 'all';

export interface ConfirmedHosts {
  has(host: string): boolean;
  add(host: string): void;
}

export class TargetGuard {
  readonly #hosts: ConfirmedHosts;
  readonly #resolve: ResolveHost;

  constructor(hosts: ConfirmedHosts, resolve: ResolveHost) {
    this.#hosts = hosts;
    this.#resolve = resolve;
  }

  /** Stores the hosts in `confirmed`. @throws ConfirmationNeeded for the first public host that nobody has confirmed yet. */
  async check(plan: Plan, confirmed: Confirmed, constants: Readonly<Record<string, string>> = {}): Promise<void> {
    for (const { host, isProxy } of hostsOf(plan, constants)) {
      if (this.#hosts.has(host)) continue;
      const found = await this.#publicAddress(host);
      if (!found.isPublic) continue;
      if (confirmed !== 'all' && !confirmed.includes(host)) {
        throw new ConfirmationNeeded(publicTarget(plan, host, found.address, isProxy));
      }
      this.#hosts.add(host);
    }
  }

  async #publicAddress(host: string): Promise<{ readonly isPublic: boolean; readonly address: string | null }> {
    if (isLocalName(host)) return { isPublic: false, address: null };
    if (isIP(host) !== 0) return { isPublic: !isPrivateAddress(host), address: host };
    try {
      // One public address is enough, because nobody knows which address a connection will use.
      const address = (await this.#resolve(host)).find((each) => !isPrivateAddress(each)) ?? null;
      return { isPublic: address !== null, address };
    } catch {
      return { isPublic: true, address: null };
    }
  }
}

export class ConfirmationNeeded extends UserError {
  override readonly failure: Failure;

  constructor(confirmation: PublicTarget) {
    const message = `${publicTargetTitle(confirmation)} ${publicTargetBody(confirmation)}`;
    super('needs_confirmation', message);
    this.failure = { code: 'needs_confirmation', message, confirmation };
  }
}

/** Uses the system's resolver, as the requests will. */
export async function resolveBySystem(host: string): Promise<readonly string[]> {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch (error) {
    if (errorCode(error) === 'ENOTFOUND') return [];
    throw error;
  }
}

interface Host {
  readonly host: string;
  readonly isProxy: boolean;
}

/** The proxy comes first, because every target is reached through it. */
function hostsOf(plan: Plan, constants: Readonly<Record<string, string>>): readonly Host[] {
  const proxy = plan.http.proxy === undefined ? null : parseProxy(plan.http.proxy);
  const proxies = proxy === null ? [] : [{ host: bareHost(new URL(`http://${proxy.host}`).hostname), isProxy: true }];
  const targets = [...new Set(hostnamesOf(plan, constants).map(bareHost))];
  return [...proxies, ...targets.map((host) => ({ host, isProxy: false }))];
}

/** Without the brackets of IPv6 and the final dot of a fully qualified name. */
function bareHost(hostname: string): string {
  return hostname.replace(/^\[|\]$|\.$/g, '');
}
