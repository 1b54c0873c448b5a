// What electron-builder is given where the environment has all that signing needs: the signature, and the address at which such a
// package looks for its own updates.

import { UserError } from '../shared/errors.ts';

const FOR_MAC = ['CSC_LINK', 'APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER'];

/**
 * Nothing where a package will not be signed: it names newer versions, and replaces itself by none.
 * @throws UserError bad_request if only a part of what signing needs is there
 */
export function signingOptions(env: NodeJS.ProcessEnv = process.env, platform = process.platform): readonly string[] {
  if (!isSigned(env, platform)) return [];
  const mac = ['-c.mac.identity=', '-c.mac.hardenedRuntime=true', '-c.mac.notarize=true'];
  // A certificate that cannot be used must not result in a package that looks signed.
  return ['-c.forceCodeSigning=true', ...(platform === 'darwin' ? mac : []), ...updateOptions(env['GITHUB_REPOSITORY'])];
}

function isSigned(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): boolean {
  const has = (name: string): boolean => (env[name] ?? '') !== '';
  if (platform !== 'darwin') return platform === 'win32' && (has('CSC_LINK') || has('WIN_CSC_LINK'));
  const missing = FOR_MAC.filter((name) => !has(name));
  if (missing.length === 0 || missing.length === FOR_MAC.length) return missing.length === 0;
  const present = FOR_MAC.filter(has);
  throw new UserError(
    'bad_request',
    `Signing for macOS needs all of its variables. Set ${missing.join(', ')}; or remove ${present.join(', ')}.`,
  );
}

/** The program reads `updatesItself` from its package.json; the builder writes the address beside the program. */
function updateOptions(repository: string | undefined): readonly string[] {
  const [owner, repo] = repository?.split('/') ?? [];
  if (owner === undefined || repo === undefined) return [];
  return [
    '-c.extraMetadata.updatesItself=true',
    '-c.publish.provider=github',
    `-c.publish.owner=${owner}`,
    `-c.publish.repo=${repo}`,
  ];
}
