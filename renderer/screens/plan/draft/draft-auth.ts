// The draft's part on authentication: as the controls hold it, from a plan and back. Knows no screen.
import { z } from 'zod';
import { assertNever } from '../../../../shared/errors.ts';
import type { Auth } from '../../../../shared/plan/plan-auth.ts';
import { nothingIn } from './draft-parts.ts';

/** What both types hold is kept, so that trying the other one loses nothing. */
export const auth = z.strictObject({
  type: z.enum(['none', 'basic', 'bearer']),
  user: z.string(),
  password: z.string(),
  token: z.string(),
});

export type AuthDraft = z.infer<typeof auth>;

export const AUTH_LABEL: Readonly<Record<AuthDraft['type'], string>> = { none: 'None', basic: 'Basic', bearer: 'Bearer' };

export function newAuth(): AuthDraft {
  return { type: 'none', user: '', password: '', token: '' };
}

export function authDraft(given: Auth | undefined): AuthDraft {
  if (given === undefined) return newAuth();
  if (given.type === 'basic') {
    const { type, user, password, ...rest } = given;
    nothingIn(rest);
    return { ...newAuth(), type, user, password };
  }
  const { type, token, ...rest } = given;
  nothingIn(rest);
  return { ...newAuth(), type, token };
}

/** Nothing, or an `auth` field for a step or scenario. */
export function authInput({ type, user, password, token }: AuthDraft): { readonly auth?: unknown } {
  switch (type) {
    case 'none':
      return {};
    case 'basic':
      return { auth: { type, user, password } };
    case 'bearer':
      return { auth: { type, token } };
    default:
      return assertNever(type);
  }
}
