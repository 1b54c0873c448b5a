// The widths and heights at which the window changes its layout, for the style sheets (`@media (--below-wide)`, see
// build/style-sheets.ts) and for components (`useMediaQuery(MEDIA.belowWide)`).

/** Widths in CSS px; below each of them, something is folded. */
export const MEDIA = {
  /** Above it, the list of plans is beside the plan. */
  belowWideList: '(max-width: 1599px)',
  belowSpacious: '(max-width: 1399px)',
  belowDesktop: '(max-width: 1279px)',
  belowWide: '(max-width: 1179px)',
  belowMedium: '(max-width: 1099px)',
  belowTablet: '(max-width: 979px)',
  belowNarrow: '(max-width: 899px)',
  belowPhone: '(max-width: 719px)',
  /** Between these, the toolbar of a finished run shares its line. */
  sharedToolbar: '(min-width: 1280px) and (max-width: 1443px)',
  /** The load of a plan is open beside its step. */
  roomy: '(min-width: 1600px) and (min-height: 1000px)',
  /** A window zoomed to 200 %. */
  flat: '(max-height: 559px)',
  shallow: '(max-height: 699px)',
  low: '(max-height: 719px)',
} as const;

/** "belowWide" is written `--below-wide` in a style sheet. */
export function customMediaName(name: string): string {
  return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
