// The draft's authentication: in the form of its controls, made from a plan and back. It does not know screens.
import { z } from 'zod';
import { assertNever } from '../../../../shared/errors.ts';
import type { Auth } from '../../../../shared/plan/plan-auth.ts';
import { nothingIn } from './draft-parts.ts';

/** The fields of all types are kept, so that trying another type loses nothing. */
export const auth = z.strictObject({
  type: z.enum(['none', 'basic', 'bearer', 'digest', 'oauth2']),
  user: z.string(),
  password: z.string(),
  token: z.string(),
  // Missing in drafts that were stored before these fields existed.
  tokenUrl: z.string().default(''),
  clientId: z.string().default(''),
  clientSecret: z.string().default(''),
  scope: z.string().default(''),
  audience: z.string().default(''),
  sendIn: z.enum(['header', 'body']).default('header'),
});

export type AuthDraft = z.infer<typeof auth>;

export const AUTH_LABEL: Readonly<Record<AuthDraft['type'], string>> = {
  none: 'None',
  basic: 'Basic',
  bearer: 'Bearer',
  digest: 'Digest',
  oauth2: 'OAuth 2',
};

export function newAuth(): AuthDraft {
  return {
    type: 'none',
    user: '',
    password: '',
    token: '',
    tokenUrl: '',
    clientId: '',
    clientSecret: '',
    scope: '',
    audience: '',
    sendIn: 'header',
  };
}

export function authDraft(given: Auth | undefined): AuthDraft {
  if (given === undefined) return newAuth();
  switch (given.type) {
    case 'basic':
    case 'digest': {
      const { type, user, password, ...rest } = given;
      nothingIn(rest);
      return { ...newAuth(), type, user, password };
    }
    case 'bearer': {
      const { type, token, ...rest } = given;
      nothingIn(rest);
      return { ...newAuth(), type, token };
    }
    case 'oauth2': {
      const { type, tokenUrl, clientId, clientSecret, scope = '', audience = '', sendIn, ...rest } = given;
      nothingIn(rest);
      return { ...newAuth(), type, tokenUrl, clientId, clientSecret, scope, audience, sendIn };
    }
    default:
      return assertNever(given);
  }
}

/** An `auth` field for a step or scenario, or nothing. */
export function authInput(draft: AuthDraft): { readonly auth?: unknown } {
  const { type, user, password, token, tokenUrl, clientId, clientSecret, scope, audience, sendIn } = draft;
  switch (type) {
    case 'none':
      return {};
    case 'basic':
    case 'digest':
      return { auth: { type, user, password } };
    case 'bearer':
      return { auth: { type, token } };
    case 'oauth2': {
      const given = { ...(scope === '' ? {} : { scope }), ...(audience === '' ? {} : { audience }) };
      return { auth: { type, tokenUrl, clientId, clientSecret, ...given, sendIn } };
    }
    default:
      return assertNever(type);
  }
}
