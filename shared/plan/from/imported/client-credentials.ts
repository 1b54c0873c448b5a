// OAuth 2 client credentials in the formats of other programs. Pure.
import type { AuthInput } from './imported.ts';

interface GivenCredentials {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string;
  readonly audience?: string;
  readonly resource?: string;
  /** Other fields of the form. */
  readonly params?: readonly (readonly [name: string, value: string])[];
  /** True if id and secret are sent as fields of the form. */
  readonly isInBody: boolean;
}

/** Returns null if no token can be fetched with them. */
export function clientCredentials({
  tokenUrl,
  clientId,
  clientSecret,
  scope,
  audience = '',
  resource = '',
  params = [],
  isInBody,
}: GivenCredentials): AuthInput | null {
  if (tokenUrl === '' || clientId === '') return null;
  const named = params.filter(([name]) => name !== '');
  return {
    type: 'oauth2',
    tokenUrl,
    clientId,
    clientSecret,
    ...(scope === '' ? {} : { scope }),
    ...(audience === '' ? {} : { audience }),
    ...(resource === '' ? {} : { resource }),
    ...(named.length === 0 ? {} : { params: Object.fromEntries(named) }),
    ...(isInBody ? { sendIn: 'body' } : {}),
  };
}
