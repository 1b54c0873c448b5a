// Keeps passwords, tokens and keys in a file out of the plan: each is replaced by a name. Pure.
import type { PlanInput } from '../../plan.ts';
import { headerPairs, headersOf } from '../../plan-headers.ts';
import { isSecretParam } from '../../token-settings.ts';
import { bytesOfBase64, textOfBytes } from './base64.ts';
import type { Imported, StepInput } from './imported.ts';
import { SecretNames } from './secret-names.ts';
import { withoutTyped } from './typed-secrets.ts';

type ScenarioInput = PlanInput['scenarios'][number];

interface Hidden {
  readonly scenarios: ScenarioInput[];
  readonly secrets: readonly string[];
  /** The values in the file, by name. */
  readonly values: Readonly<Record<string, string>>;
  readonly notes: readonly string[];
}

const SECRET_HEADER = /^(?:x-)?(?:api-?key|auth-token|access-token|app-?key)$/i;
const SECRET_FIELD = String.raw`(?:[\w-]*(?:password|passwd|passwort)|pwd|client_secret|api_?key)`;
const FORM_FIELD = new RegExp(String.raw`((?:^|&)${SECRET_FIELD}=)([^&]+)`, 'gi');
const JSON_FIELD = new RegExp(String.raw`("${SECRET_FIELD}"\s*:\s*")((?:[^"\\]|\\.)+)(")`, 'gi');

export function withSecrets(scenarios: readonly ScenarioInput[], imported: Imported): Hidden {
  const names = new SecretNames([...imported.secrets, ...Object.keys(imported.variables)]);
  const hidden = scenarios.map((scenario) => ({
    ...scenario,
    steps: scenario.steps.map((step) => withoutSecrets(withoutTyped(step, imported.typedSecrets, names), names)),
  }));
  return {
    scenarios: hidden,
    secrets: [...imported.secrets, ...names.found],
    values: names.values,
    notes: notesOf(names.found, imported.typedSecrets.length > 0),
  };
}

function notesOf(found: readonly string[], isTyped: boolean): readonly string[] {
  if (found.length === 0) return [];
  const names = found.join(', ');
  if (isTyped)
    return [
      `What was typed as a password or looks secret is not in the plan, which has only names (${names}). Store the values, or give them as environment variables of these names.`,
    ];
  return [
    `The file holds values that look secret. The plan has only their names (${names}); give the values as environment variables of these names.`,
  ];
}

function withoutSecrets(step: StepInput, names: SecretNames): StepInput {
  const pairs = headerPairs(step.headers ?? {});
  const given = pairs.find(([name]) => name.toLowerCase() === 'authorization')?.[1];
  const auth = step.auth ?? (given === undefined ? undefined : authOf(given));
  const headers = pairs.flatMap(([name, value]): [string, string][] => {
    if (isOpen(value)) return [[name, value]];
    if (name.toLowerCase() === 'authorization') return auth === undefined ? [[name, names.hole(value, 'AUTHORIZATION')]] : [];
    return [[name, SECRET_HEADER.test(name) ? names.hole(value, 'API_KEY') : value]];
  });
  const body = hiddenBody(step.body, names);
  return {
    ...step,
    ...(step.headers === undefined ? {} : { headers: headersOf(headers) }),
    ...(auth === undefined ? {} : { auth: hiddenAuth(auth, names) }),
    ...(body === undefined ? {} : { body }),
  };
}

function isOpen(value: string): boolean {
  return /(?<!\\)\{\{/.test(value) || value === '';
}

function authOf(header: string): StepInput['auth'] {
  if (isOpen(header)) return undefined;
  const [, scheme = '', rest = ''] = /^(Bearer|Basic)\s+(\S+)$/i.exec(header.trim()) ?? [];
  if (scheme === '') return undefined;
  if (scheme.toLowerCase() === 'bearer') return { type: 'bearer', token: rest };
  const [, user, password] = /^([^:]*):([^]*)$/.exec(textOfBytes(bytesOfBase64(rest) ?? '')) ?? [];
  return user === undefined || password === undefined ? undefined : { type: 'basic', user, password };
}

function hiddenAuth(auth: NonNullable<StepInput['auth']>, names: SecretNames): NonNullable<StepInput['auth']> {
  if (auth.type === 'bearer') return isOpen(auth.token) ? auth : { ...auth, token: names.hole(auth.token, 'TOKEN') };
  if (auth.type === 'oauth2') return hiddenToken(auth, names);
  return 'password' in auth && !isOpen(auth.password) ? { ...auth, password: names.hole(auth.password, 'PASSWORD') } : auth;
}

type TokenInput = Extract<NonNullable<StepInput['auth']>, { type: 'oauth2' }>;

function hiddenToken({ clientSecret, params, ...auth }: TokenInput, names: SecretNames): TokenInput {
  const hide = (value: string, name: string): string => (isOpen(value) ? value : names.hole(value, name));
  const fields = Object.entries(params ?? {}).map(([name, value]) => {
    const hidden =
      typeof value === 'string' && isSecretParam(name) ? hide(value, name.toUpperCase().replaceAll(/\W/g, '_')) : value;
    return [name, hidden] as const;
  });
  const secret = hide(clientSecret, 'CLIENT_SECRET');
  return { ...auth, clientSecret: secret, ...(params === undefined ? {} : { params: Object.fromEntries(fields) }) };
}

function hiddenBody(body: StepInput['body'], names: SecretNames): StepInput['body'] {
  if (body === undefined) return undefined;
  if (typeof body === 'string') return hiddenText(body, names);
  const changed: StepInput['body'] = JSON.parse(JSON.stringify(body), (key, value: unknown) =>
    typeof value === 'string' && new RegExp(`^${SECRET_FIELD}$`, 'i').test(key) && !isOpen(value)
      ? names.hole(value, nameFor(key))
      : value,
  );
  return changed;
}

function hiddenText(text: string, names: SecretNames): string {
  const pattern = text.trimStart().startsWith('{') ? JSON_FIELD : FORM_FIELD;
  return text.replaceAll(pattern, (whole, before: string, value: string, after: unknown) => {
    const field = before.replaceAll(/[^\w-]/g, '');
    return isOpen(value)
      ? whole
      : `${before}${names.hole(value, nameFor(field))}${typeof after === 'string' && after === '"' ? after : ''}`;
  });
}

function nameFor(field: string): string {
  return /key/i.test(field) ? 'API_KEY' : /secret/i.test(field) ? 'CLIENT_SECRET' : 'PASSWORD';
}
