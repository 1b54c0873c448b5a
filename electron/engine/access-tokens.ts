// Fetches the access tokens of a plan before its run, fetches them again before they expire, and again when a server refuses one.
// All users and threads that need the same token share it.
import { UserError } from '../../shared/errors.ts';
import { sentStepsOf } from '../../shared/plan/sent-steps.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { secretsOfToken, type OAuth2 } from '../../shared/plan/token-settings.ts';
import { failAccessToken, isRefused, newAccessToken, writeAccessToken } from './journey/access-token.ts';
import { NameTable } from './journey/name-table.ts';
import { redactor } from './journey/redact.ts';
import { filledToken, tokenKey } from './journey/token-request.ts';
import type { PlanFiles } from './files/plan-files.ts';
import { fetchToken } from './token-endpoint.ts';

/** How often the main thread checks whether a server refused a token, in ms. */
const LOOK_MS = 50;
/** How long to wait after a failed fetch before the next attempt, in ms. */
const AGAIN_MS = 1000;
/** A token is renewed this long before it expires, or a fifth of its lifetime before if that is less. In ms. */
const AHEAD_MS = 60_000;

interface Kept {
  readonly auth: OAuth2;
  readonly memory: SharedArrayBuffer;
  /** In ms of `performance.now()`; Infinity if the expiry is unknown. */
  dueAt: number;
}

export interface AccessTokens {
  /** The files of the plan, now with its tokens, which count as secrets. */
  readonly files: PlanFiles;
  /** Stops renewing the tokens. */
  readonly close: () => void;
}

/** `signal` aborts the fetching. @throws UserError plan_invalid if an endpoint gives no token. */
export async function openAccessTokens(
  plan: Plan,
  files: PlanFiles,
  userAgent: string,
  signal?: AbortSignal,
): Promise<AccessTokens> {
  const wanted = tokensOf(plan, files);
  if (wanted.size === 0) return { files, close: () => undefined };
  const kept: Kept[] = [];
  const secrets: string[] = [];
  for (const [place, auth] of wanted.values()) {
    const fetched = await fetchToken(auth, plan, files, userAgent, signal);
    if (!fetched.ok) throw refusal(place, auth, fetched.reason, files.journey.secrets);
    const memory = newAccessToken();
    writeAccessToken(memory, fetched.token);
    kept.push({ auth, memory, dueAt: dueAt(fetched.lifeMs) });
    secrets.push(fetched.token, ...secretsOfToken(auth));
  }
  const tokens = Object.fromEntries(kept.map(({ auth, memory }) => [tokenKey(auth), memory]));
  const journey = { ...files.journey, tokens, secrets: [...files.journey.secrets, ...secrets] };
  const renewal = new Renewal(kept, async (auth) => await fetchToken(auth, plan, files, userAgent));
  return { files: { ...files, journey }, close: () => renewal.close() };
}

class Renewal {
  readonly #timer: NodeJS.Timeout;
  readonly #busy = new Set<Kept>();
  #isClosed = false;

  constructor(kept: readonly Kept[], fetch: (auth: OAuth2) => ReturnType<typeof fetchToken>) {
    this.#timer = setInterval(() => {
      for (const one of kept) {
        if (this.#busy.has(one) || (performance.now() < one.dueAt && !isRefused(one.memory))) continue;
        this.#busy.add(one);
        void this.#renew(one, fetch).finally(() => this.#busy.delete(one));
      }
    }, LOOK_MS).unref();
  }

  close(): void {
    this.#isClosed = true;
    clearInterval(this.#timer);
  }

  async #renew(one: Kept, fetch: (auth: OAuth2) => ReturnType<typeof fetchToken>): Promise<void> {
    const fetched = await fetch(one.auth);
    if (this.#isClosed) return;
    if (fetched.ok) {
      writeAccessToken(one.memory, fetched.token);
      one.dueAt = dueAt(fetched.lifeMs);
    } else {
      failAccessToken(one.memory);
      one.dueAt = performance.now() + AGAIN_MS;
    }
  }
}

function dueAt(lifeMs: number | null): number {
  return lifeMs === null ? Infinity : performance.now() + lifeMs - Math.min(AHEAD_MS, lifeMs / 5);
}

/** The tokens that the plan needs, each with the place in the plan that first uses it. */
function tokensOf(plan: Plan, files: PlanFiles): Map<string, [place: string, auth: OAuth2]> {
  const found = new Map<string, [string, OAuth2]>();
  const names = new NameTable(plan, files.journey);
  const add = (auth: Plan['scenarios'][number]['auth'], place: string): void => {
    if (auth?.type !== 'oauth2') return;
    const filled = filledToken(auth, names);
    const key = tokenKey(filled);
    if (!found.has(key)) found.set(key, [place, filled]);
  };
  plan.scenarios.forEach(({ auth }, at) => add(auth, `scenarios[${at}].auth`));
  for (const { step, path } of sentStepsOf(plan)) add(step.auth, `${path.map(placeText).join('')}.auth`);
  return found;
}

function placeText(key: string | number, at: number): string {
  return typeof key === 'number' ? `[${key}]` : `${at === 0 ? '' : '.'}${key}`;
}

function refusal(path: string, auth: OAuth2, reason: string, secrets: readonly string[]): UserError {
  const redact = redactor([...secrets, ...secretsOfToken(auth)]);
  const message = redact(`There is no access token from ${auth.tokenUrl}. ${reason}`);
  return UserError.from({ code: 'plan_invalid', message, problems: [{ path, message }] });
}
