// OAuth 2 client credentials in the formats of other programs. Pure.
import type { AuthInput } from './imported.ts';

interface GivenCredentials {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string;
  /** True if id and secret are sent as fields of the form. */
  readonly isInBody: boolean;
}

/** Returns null if no token can be fetched with them. */
export function clientCredentials({ tokenUrl, clientId, clientSecret, scope, isInBody }: GivenCredentials): AuthInput | null {
  if (tokenUrl === '' || clientId === '') return null;
  return {
    type: 'oauth2',
    tokenUrl,
    clientId,
    clientSecret,
    ...(scope === '' ? {} : { scope }),
    ...(isInBody ? { sendIn: 'body' } : {}),
  };
}
