// Which access token an OAuth 2 setting of a plan needs. Its names are constants, so it is known before the run.
import type { OAuth2 } from '../../../shared/plan/token-settings.ts';
import { compileText, type Binder } from './compiled-text.ts';

/** Returns the setting with every name filled in. */
export function filledToken(auth: OAuth2, names: Binder): OAuth2 {
  const fill = (text: string): string => {
    const filled = compileText(text, names);
    if (typeof filled === 'string') return filled;
    throw new Error('One token is fetched for all users, so only constants can be part of it.');
  };
  const fillAll = (texts: string | string[]): string | string[] => (typeof texts === 'string' ? fill(texts) : texts.map(fill));
  const { scope, audience, resource, params } = auth;
  return {
    ...auth,
    tokenUrl: fill(auth.tokenUrl),
    clientId: fill(auth.clientId),
    clientSecret: fill(auth.clientSecret),
    ...(scope === undefined ? {} : { scope: fill(scope) }),
    ...(audience === undefined ? {} : { audience: fillAll(audience) }),
    ...(resource === undefined ? {} : { resource: fillAll(resource) }),
    ...(params === undefined ? {} : { params: filledParams(params, fill) }),
  };
}

type Params = NonNullable<OAuth2['params']>;

function filledParams(params: Params, fill: (text: string) => string): Params {
  const fields = Object.entries(params).map(([name, value]) => [fill(name), [value].flat().map((one) => fill(String(one)))]);
  return Object.fromEntries(fields);
}

/** Equal for settings that can use the same token. */
export function tokenKey(filled: OAuth2): string {
  return JSON.stringify(filled);
}
