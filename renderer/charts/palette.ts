// The design tokens as colours for a canvas; read again when the theme changes.
import { useLayoutEffect, useState } from 'react';

const TOKENS =
  'bg line line2 grid t1 t2 t3 ac acf warn bad none p50 p95 p99 max band1 band2 area h0 h1 h2 h3 h4 c1 c2 c3 c4 c5 c6 hatch-line hatch-ground future sans'.split(
    ' ',
  );

const SCHEME = 'data-mantine-color-scheme';

/** CSS colour of a token; empty for an unknown one. */
export type Palette = (token: string) => string;

/** Null before the first layout. */
export function usePalette(): Palette | null {
  const [palette, setPalette] = useState<Palette | null>(null);
  useLayoutEffect(() => {
    let known: string | null = null;
    const read = (): void => {
      const scheme = document.documentElement.getAttribute(SCHEME) ?? '';
      // The attribute is written more often than it changes, and reading the tokens costs a style pass.
      if (scheme === known) return;
      known = scheme;
      setPalette(() => readPalette());
    };
    read();
    const observer = new MutationObserver(read);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: [SCHEME] });
    return () => observer.disconnect();
  }, []);
  return palette;
}

function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const colours = new Map(TOKENS.map((token) => [token, style.getPropertyValue(`--${token}`).trim()]));
  return (token) => colours.get(token) ?? '';
}

/** Red, green and blue of `#rrggbb`, or of `#rgb`, to which a build shortens some. */
export function rgbOf(hex: string): readonly [number, number, number] {
  const digits = hex.length === 4 ? hex.slice(1).replaceAll(/./g, '$&$&') : hex.slice(1);
  const value = Number.parseInt(digits, 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}
