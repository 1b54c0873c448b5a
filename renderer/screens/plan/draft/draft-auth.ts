// The draft's authentication: in the form of its controls, made from a plan and back. It does not know screens.
import { z } from 'zod';
import { assertNever } from '../../../../shared/errors.ts';
import type { Auth } from '../../../../shared/plan/plan-auth.ts';
import type { OAuth2 } from '../../../../shared/plan/token-settings.ts';
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
  resource: z.string().default(''),
  params: z.array(z.strictObject({ name: z.string(), value: z.string() })).default([]),
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
    resource: '',
    params: [],
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
      return tokenDraft(given);
    }
    default:
      return assertNever(given);
  }
}

/** A field that is repeated becomes rows among the other fields. */
function tokenDraft(given: OAuth2): AuthDraft {
  const {
    type,
    tokenUrl,
    clientId,
    clientSecret,
    scope = '',
    audience = [],
    resource = [],
    params = {},
    sendIn,
    ...rest
  } = given;
  nothingIn(rest);
  const [audiences, resources] = [[audience].flat(), [resource].flat()];
  const rows = (name: string, values: readonly (string | number | boolean)[]): AuthDraft['params'] =>
    values.map((value) => ({ name, value: String(value) }));
  return {
    ...newAuth(),
    type,
    tokenUrl,
    clientId,
    clientSecret,
    scope,
    audience: audiences.length === 1 ? (audiences[0] ?? '') : '',
    resource: resources.length === 1 ? (resources[0] ?? '') : '',
    params: [
      ...(audiences.length > 1 ? rows('audience', audiences) : []),
      ...(resources.length > 1 ? rows('resource', resources) : []),
      ...Object.entries(params).flatMap(([name, value]) => rows(name, [value].flat())),
    ],
    sendIn,
  };
}

/** An `auth` field for a step or scenario, or nothing. */
export function authInput(draft: AuthDraft): { readonly auth?: unknown } {
  const { type, user, password, token } = draft;
  switch (type) {
    case 'none':
      return {};
    case 'basic':
    case 'digest':
      return { auth: { type, user, password } };
    case 'bearer':
      return { auth: { type, token } };
    case 'oauth2':
      return { auth: tokenInput(draft) };
    default:
      return assertNever(type);
  }
}

function tokenInput({ type, tokenUrl, clientId, clientSecret, scope, audience, resource, params, sendIn }: AuthDraft): unknown {
  const written = params.filter(({ name, value }) => name.trim() !== '' || value !== '');
  const byName = Map.groupBy(written, ({ name }) => name.trim());
  const fields = [...byName].map(([name, rows]): [string, string | string[]] => {
    const values = rows.map(({ value }) => value);
    return [name, values.length === 1 ? (values[0] ?? '') : values];
  });
  return {
    type,
    tokenUrl,
    clientId,
    clientSecret,
    ...(scope === '' ? {} : { scope }),
    ...(audience === '' ? {} : { audience }),
    ...(resource === '' ? {} : { resource }),
    ...(fields.length === 0 ? {} : { params: Object.fromEntries(fields) }),
    sendIn,
  };
}
