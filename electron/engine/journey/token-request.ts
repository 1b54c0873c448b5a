// Which access token an OAuth 2 setting of a plan needs. Its names are constants, so it is known before the run.
import type { Auth } from '../../../shared/plan/plan-auth.ts';
import { compileText, type Binder } from './compiled-text.ts';

export type OAuth2 = Extract<Auth, { type: 'oauth2' }>;

/** Returns the setting with every name filled in. */
export function filledToken(auth: OAuth2, names: Binder): OAuth2 {
  const fill = (text: string): string => {
    const filled = compileText(text, names);
    if (typeof filled === 'string') return filled;
    throw new Error('One token is fetched for all users, so only constants can be part of it.');
  };
  const { scope, audience } = auth;
  return {
    ...auth,
    tokenUrl: fill(auth.tokenUrl),
    clientId: fill(auth.clientId),
    clientSecret: fill(auth.clientSecret),
    ...(scope === undefined ? {} : { scope: fill(scope) }),
    ...(audience === undefined ? {} : { audience: fill(audience) }),
  };
}

/** Equal for settings that can use the same token. */
export function tokenKey(filled: OAuth2): string {
  return JSON.stringify(filled);
}
