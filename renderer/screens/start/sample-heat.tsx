// The sample run on a canvas, drawn again when its width or the theme changes.
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { drawSampleRun } from './draw-sample-run.ts';
import css from './start-screen.module.css';

const HEIGHT = 216;

export function SampleHeat() {
  // The design tokens are read while drawing, so another theme needs a new picture.
  return <Picture key={useComputedColorScheme('dark')} />;
}

function Picture() {
  const ref = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    const canvas = ref.current;
    if (canvas === null) return;
    const draw = (): void => {
      if (canvas.clientWidth > 0) drawSampleRun(canvas, canvas.clientWidth, HEIGHT);
    };
    const observer = new ResizeObserver(draw);
    observer.observe(canvas);
    // A canvas does not wait for fonts, so it is drawn again when they are loaded.
    document.fonts.addEventListener('loadingdone', draw);
    return () => {
      observer.disconnect();
      document.fonts.removeEventListener('loadingdone', draw);
    };
  }, []);

  return (
    <canvas ref={ref} className={css['see-canvas']}>
      An example: most requests take about 14 or 95 ms; for three seconds there is no response, then the requests that waited
      finish late, some of it failed.
    </canvas>
  );
}
