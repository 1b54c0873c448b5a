// The secrets that have a value on this computer, by name: each value can be replaced or removed.
import type { AppInfo } from '../../../shared/rpc.ts';
import { SecretButton } from '../../host/secret-button.tsx';
import { keptWords } from '../../host/secret-words.ts';
import { useSecretStates } from '../../host/secrets.ts';
import css from './settings-screen.module.css';
import textCss from '../../ui/text.module.css';

const NONE: readonly string[] = [];

export function SecretsSection({ host }: { readonly host: AppInfo['host'] }) {
  const stored = [...useSecretStates(NONE)].filter(([, state]) => state === 'stored').map(([name]) => name);
  return (
    <>
      {stored.length > 0 && (
        <ul className={css['settings-hosts']}>
          {stored.map((name) => (
            <li key={name}>
              <span className={textCss['mono']}>{name}</span>
              <SecretButton name={name} isStored />
            </li>
          ))}
        </ul>
      )}
      <p>
        {stored.length === 0 && 'None yet. A plan that names one asks for its value before it is tried or run. '}
        {keptWords(host)}
      </p>
    </>
  );
}
