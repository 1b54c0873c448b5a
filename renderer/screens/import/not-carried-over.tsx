// What of the file is missing in the plan, one sentence each.
import { Button } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { formatCount } from '../../../shared/format.ts';
import { copyText } from '../../ui/copy-text.ts';
import css from './import-screen.module.css';

const MOST_SHOWN = 200;

interface NotCarriedOverProps {
  readonly sentences: readonly string[];
  readonly wasReplayed: boolean;
}

export function NotCarriedOver({ sentences, wasReplayed }: NotCarriedOverProps) {
  return (
    <>
      <section className={css['block']} aria-label="Not carried over">
        <div className={css['block-head']}>
          <h2>Not carried over {sentences.length > 0 && <span className={css['note']}>{formatCount(sentences.length)}</span>}</h2>
          {sentences.length > 0 && (
            <Button size="xs" variant="subtle" onClick={() => void copyText(sentences.join('\n'))}>
              Copy the list
            </Button>
          )}
        </div>
        {sentences.length === 0 ? (
          <p className={css['note']}>Everything was carried over.</p>
        ) : (
          <ul className={css['sentences']}>
            {sentences.slice(0, MOST_SHOWN).map((sentence, at) => (
              <li key={at}>{sentence}</li>
            ))}
            {sentences.length > MOST_SHOWN && (
              <li>{`${formatCount(sentences.length - MOST_SHOWN)} more are in the list that is copied.`}</li>
            )}
          </ul>
        )}
      </section>
      <p className={css['promise']}>
        <IconShieldCheck size={16} stroke={1.75} aria-hidden />
        <span>
          {wasReplayed
            ? 'Read on this computer; only the two replays were sent, and nothing was saved.'
            : 'Read on this computer; nothing was sent or saved.'}
        </span>
      </p>
    </>
  );
}
