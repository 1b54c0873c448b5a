// Mantine's theme made from our tokens: all of its colours are variables in tokens.css.
import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const accent: MantineColorsTuple = [
  '#eaf2ff',
  '#d3e4ff',
  '#a9c8f4',
  '#8cb8ff',
  '#6aa5ff',
  '#4a8af0',
  '#2a6de0',
  '#1f62d6',
  '#1a54b8',
  '#184c9e',
];

export const theme = createTheme({
  colors: { accent },
  primaryColor: 'accent',
  primaryShade: { dark: 6, light: 7 },
  defaultRadius: 6,
  radius: { xs: '4px', sm: '4px', md: '6px', lg: '8px', xl: '10px' },
  fontFamily: 'var(--sans)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: 'var(--text-11)', sm: 'var(--text-12)', md: 'var(--text-13)', lg: 'var(--text-15)', xl: 'var(--text-20)' },
  lineHeights: { xs: 'var(--line-11)', sm: 'var(--line-12)', md: 'var(--line-13)', lg: 'var(--line-15)', xl: 'var(--line-20)' },
  fontWeights: { regular: '400', medium: '500', bold: '600' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  shadows: { xs: 'none', sm: 'none', md: 'var(--shadow)', lg: 'var(--shadow)', xl: 'var(--shadow)' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm', variant: 'default' }, vars: buttonVars },
    ActionIcon: { defaultProps: { variant: 'subtle', size: 26, color: 'gray' } },
    Input: { defaultProps: { size: 'sm' }, vars: inputVars },
    InputWrapper: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm' } },
    Paper: { defaultProps: { shadow: 'none', withBorder: false } },
    Card: { defaultProps: { shadow: 'none', withBorder: false } },
    SegmentedControl: { defaultProps: { size: 'sm', radius: 6, withItemsBorders: false } },
    // The library's placeholder is not allowed as a child of a menu; without it the first item gets the focus.
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 120 }, withInitialFocusPlaceholder: false } },
    Tooltip: { defaultProps: { openDelay: 300, transitionProps: { duration: 120 } } },
  },
});

/** Both schemes use the same names; only the tokens behind them change. */
const VARIABLES = {
  '--mantine-color-body': 'var(--bg)',
  '--mantine-color-text': 'var(--t1)',
  '--mantine-color-dimmed': 'var(--t3)',
  '--mantine-color-anchor': 'var(--ac)',
  '--mantine-color-bright': 'var(--t1)',
  '--mantine-color-placeholder': 'var(--t3)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-default': 'var(--s2)',
  '--mantine-color-default-hover': 'var(--s3)',
  '--mantine-color-default-color': 'var(--t1)',
  '--mantine-color-default-border': 'var(--line2)',
  '--mantine-color-disabled': 'var(--s2)',
  '--mantine-color-disabled-color': 'var(--t3)',
  '--mantine-color-disabled-border': 'var(--line2)',
  '--mantine-primary-color-filled': 'var(--acf)',
  '--mantine-primary-color-filled-hover': 'var(--acf-hover)',
  '--mantine-color-accent-filled': 'var(--acf)',
  '--mantine-color-accent-filled-hover': 'var(--acf-hover)',
};

/** Set for each scheme, because Mantine's own schemes are more specific than its plain variables. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({ variables: {}, dark: VARIABLES, light: VARIABLES });

/** Toolbar 26, control 30, request line 36, Start 48. */
const HEIGHTS: Readonly<Record<string, number>> = { xs: 26, sm: 30, md: 36, lg: 48 };
const PADDING: Readonly<Record<string, number>> = { xs: 8, sm: 12, md: 16, lg: 24 };
const TEXT: Readonly<Record<string, number>> = { xs: 12, sm: 13, md: 13, lg: 15 };

interface SizeProps {
  readonly size?: unknown;
}

function buttonVars(_theme: unknown, props: SizeProps): { root: Record<string, string> } {
  return {
    root: {
      '--button-height': pixels(HEIGHTS, props),
      '--button-padding-x': pixels(PADDING, props),
      '--button-fz': pixels(TEXT, props),
    },
  };
}

function inputVars(_theme: unknown, props: SizeProps): { wrapper: Record<string, string> } {
  return {
    wrapper: {
      '--input-height': pixels(HEIGHTS, props),
      '--input-fz': pixels(TEXT, props),
      '--input-padding': props.size === 'lg' ? '16px' : '10px',
    },
  };
}

function pixels(sizes: Readonly<Record<string, number>>, { size }: SizeProps): string {
  return `${sizes[typeof size === 'string' ? size : 'sm'] ?? 30}px`;
}
