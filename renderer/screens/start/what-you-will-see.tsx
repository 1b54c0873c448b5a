// A preview of a run with explanations of its parts; it can be folded.
import { useMediaQuery } from '@mantine/hooks';
import { useComputedColorScheme } from '@mantine/core';
import { SampleHeat } from './sample-heat.tsx';
import css from './start-screen.module.css';
import { MEDIA } from '../../ui/breakpoints.ts';

export function WhatYouWillSee({ isFolded }: { readonly isFolded: boolean }) {
  const isLow = useMediaQuery(MEDIA.shallow, undefined, { getInitialValueInEffect: false });
  const more = useComputedColorScheme('dark') === 'dark' ? 'Brighter' : 'Darker';
  return (
    <details className={css['see']} open={!isFolded && !isLow}>
      <summary>
        <h2>What you will see</h2>
        <span>every single request, while it happens</span>
      </summary>
      <div className={css['see-picture']}>
        <SampleHeat />
        <ul className={css['see-notes']}>
          <li style={{ top: 4 }}>
            <strong>Failures keep their mark</strong>
            <span>× error response, ◇ no response in time</span>
          </li>
          <li style={{ top: 74 }}>
            <strong>Slow ones stay visible</strong>
            <span>○ the slowest request of each second</span>
          </li>
          <li style={{ top: 144 }}>
            <strong>{more}: more requests</strong>
            <span>each cell counts all of them</span>
          </li>
        </ul>
      </div>
    </details>
  );
}
