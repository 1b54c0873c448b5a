// OAuth 2's client credentials, as other programs write them. Pure.
import type { AuthInput } from './imported.ts';

interface GivenCredentials {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string;
  /** ID and secret are fields of the form. */
  readonly isInBody: boolean;
}

/** null where the token could not be fetched with them. */
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
