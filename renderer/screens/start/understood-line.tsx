// Below the field: how Onrush understands it, or what was loaded before.
import { describeLoad } from '../../../shared/words.ts';
import css from './start-screen.module.css';
import { curlFacts, type Understood } from './understand.ts';
import { stepsOf } from '../../../shared/plan/plan.ts';
import { plural } from '../../../shared/format.ts';
import textCss from '../../ui/text.module.css';

interface UnderstoodLineProps {
  readonly understood: Understood;
  readonly handleOpen: () => void;
}

export function UnderstoodLine({ understood, handleOpen }: UnderstoodLineProps) {
  const facts = factsOf(understood);
  if (facts.length === 0) return null;
  return (
    <output className={css['understood']}>
      <span>{facts[0]}</span>
      {facts.slice(1).map((fact) => (
        <i key={fact}>{fact}</i>
      ))}
      <button type="button" className={textCss['link-button']} onClick={handleOpen}>
        Open as a plan
      </button>
      {understood.kind === 'curl' && understood.request.notes.map((note) => <em key={note}>{note}</em>)}
    </output>
  );
}

function factsOf(understood: Understood): string[] {
  switch (understood.kind) {
    case 'curl':
      return [`${understood.program}: ${understood.request.step.url}`, ...curlFacts(understood.request)];
    case 'plan': {
      const { plan } = understood;
      const steps = stepsOf(plan).length;
      return [`Plan: ${plan.name}`, `${steps} ${plural(steps, 'step')}`, describeLoad(plan.load)];
    }
    case 'url':
      return [
        ...(understood.isCompleted || understood.auth !== null ? [`Reads as ${understood.url}`] : []),
        ...(understood.auth === null ? [] : ['with credentials']),
      ];
    default:
      return [];
  }
}

interface RecentUrlsProps {
  readonly urls: readonly string[];
  readonly handleChoose: (url: string) => void;
  readonly handleForget: () => void;
}

export function RecentUrls({ urls, handleChoose, handleForget }: RecentUrlsProps) {
  if (urls.length === 0) return null;
  return (
    <section className={css['recent-urls']} aria-label="Recent URLs">
      <span>Recent</span>
      {urls.map((url) => (
        <button key={url} type="button" className={textCss['mono']} title={url} onClick={() => handleChoose(url)}>
          {url.replace(/^http:\/\//, '')}
        </button>
      ))}
      <button type="button" className={css['recent-urls-forget']} onClick={handleForget}>
        Clear
      </button>
    </section>
  );
}
