// The public hosts that may be tested without asking again, each with a button to forget it.
import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { call } from '../../host/client.ts';
import { showFailure } from '../../ui/toasts.tsx';
import css from './settings-screen.module.css';
import textCss from '../../ui/text.module.css';

export function PublicHosts() {
  const [hosts, setHosts] = useState<readonly string[]>([]);

  useEffect(() => {
    void call('hosts.list', {}).then((listed) => (listed.ok ? setHosts(listed.value) : showFailure(listed.failure)));
  }, []);

  async function handleForget(host: string): Promise<void> {
    const left = await call('hosts.forget', { host });
    if (left.ok) setHosts(left.value);
    else showFailure(left.failure);
  }

  return (
    <>
      {hosts.length > 0 && (
        <ul className={css['settings-hosts']}>
          {hosts.map((host) => (
            <li key={host}>
              <span className={textCss['mono']}>{host}</span>
              <Button size="xs" variant="subtle" aria-label={`Forget ${host}`} onClick={() => void handleForget(host)}>
                Forget
              </Button>
            </li>
          ))}
        </ul>
      )}
      <p>
        {hosts.length === 0
          ? 'None yet. Before the first run against a public host, Onrush asks whether you may test it.'
          : 'You confirmed that you may test these. Onrush asks again for a host that you forget here.'}
      </p>
    </>
  );
}
