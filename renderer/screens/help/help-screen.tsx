// The shortcuts and the words of the screens, the self-check, and the way to the log.
import { useId } from 'react';
import { ShortcutList } from '../../shortcuts/shortcut-list.tsx';
import { Header } from '../../ui/header.tsx';
import { classes } from '../../ui/classes.ts';
import { helpReferences } from './help-reference.ts';
import { HELP_PARTS, type HelpPart } from './help-words.ts';
import { SelfCheckSection } from './self-check.tsx';
import { ShowLog } from './show-log.tsx';
import css from './help-screen.module.css';
import pageCss from '../../ui/page.module.css';

const REFERENCES = helpReferences();

export function HelpScreen() {
  return (
    <>
      <Header title="Help" />
      {/* It contains little that can be focused, so arrow keys could not scroll it otherwise. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={pageCss['scroll']} tabIndex={0} aria-label="Words and shortcuts">
        <div className={css['help']}>
          <h2>Words</h2>
          <div className={css['help-words']}>
            {HELP_PARTS.map((part) => (
              <Part key={part.title} part={part} />
            ))}
          </div>
          <h2>What you can type</h2>
          <div className={classes(css['help-words'], css['help-reference'])}>
            {REFERENCES.map(({ title, note, words }) => (
              <Part key={title} part={{ title: `${title}. ${note}`, words }} />
            ))}
          </div>
          <h2>Keyboard shortcuts</h2>
          <ShortcutList />
          <h2>Self-check</h2>
          <SelfCheckSection />
          <h2>Log</h2>
          <ShowLog />
        </div>
      </section>
    </>
  );
}

function Part({ part: { title, words } }: { readonly part: HelpPart }) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId}>
      <h3 id={titleId}>{title}</h3>
      <dl>
        {words.map(({ word, meaning }) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
