// Where a recording begins, in which browser, and what happens to it; or what to do if there is no browser.
import { Button, TextInput } from '@mantine/core';
import { IconPlayerRecordFilled, IconShieldCheck } from '@tabler/icons-react';
import { useState, type SubmitEvent } from 'react';
import type { Failure } from '../../../shared/errors.ts';
import { NO_BROWSER } from '../../../shared/recording.ts';
import { recordShop, startRecording } from '../../host/browser-recording.ts';
import { hrefOf } from '../../route.ts';
import { Header } from '../../ui/header.tsx';
import css from './record-screen.module.css';
import pageCss from '../../ui/page.module.css';

export function NewRecording({ browser }: { readonly browser: string | null | undefined }) {
  const [url, setUrl] = useState('');
  const [isOpening, setOpening] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  async function open(start: () => Promise<Failure | null>): Promise<void> {
    setOpening(true);
    setFailure(null);
    setFailure(await start());
    setOpening(false);
  }

  function handleSubmit(event: SubmitEvent): void {
    event.preventDefault();
    void open(() => startRecording(url));
  }

  if (browser === null)
    return (
      <>
        <Header title="Record" />
        <div className={pageCss['full-page']}>
          <h1>There is no browser to record in</h1>
          <p>{NO_BROWSER}</p>
          <div className={pageCss['full-page-actions']}>
            <Button component="a" variant="filled" href={hrefOf({ screen: 'import' })}>
              Import a HAR
            </Button>
          </div>
        </div>
      </>
    );
  return (
    <>
      <Header title="Record" />
      <div className={pageCss['full-page']}>
        <h1>Record a journey in a browser</h1>
        <p>
          {browser ?? 'A browser'} opens with an empty profile of its own. Click through your site: what you do appears here, with
          the requests that follow. Stop leads to a review, and nothing is saved before you agree.
        </p>
        <form className={css['address']} onSubmit={handleSubmit}>
          <TextInput
            aria-label="Address"
            placeholder="https://shop.example/"
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            data-autofocus
            value={url}
            error={failure?.message}
            onChange={(event) => setUrl(event.currentTarget.value)}
          />
          <Button
            type="submit"
            variant="filled"
            loading={isOpening}
            disabled={url.trim() === ''}
            leftSection={<IconPlayerRecordFilled size={14} aria-hidden />}
          >
            Record
          </Button>
        </form>
        <p>
          Nothing of your own to record?{' '}
          <button type="button" className={css['link']} disabled={isOpening} onClick={() => void open(recordShop)}>
            Record the demo’s shop
          </button>
          .
        </p>
        <p className={css['promise']}>
          <IconShieldCheck size={16} stroke={1.75} aria-hidden />
          <span>No extension, no proxy, no certificate. What you type as a password becomes a name in the plan.</span>
        </p>
      </div>
    </>
  );
}
