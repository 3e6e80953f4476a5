import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** Water under a causeway. */
const tide: MantineColorsTuple = [
  '#e5f6f8',
  '#cfe9ed',
  '#a3d3db',
  '#72bbc8',
  '#49a6b7',
  '#2f98ac',
  '#0c7c90',
  '#066b7d',
  '#045767',
  '#00434f',
];

export const theme = createTheme({
  primaryColor: 'tide',
  primaryShade: { light: 7, dark: 6 },
  colors: { tide },
  autoContrast: true,
  cursorType: 'pointer',
  respectReducedMotion: true,
  defaultRadius: 'md',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "Liberation Mono", monospace',
  components: {
    // What opens above a page is a part of it, for whoever goes from landmark to landmark.
    Tooltip: { defaultProps: { portalProps: { target: 'main' } } },
    Menu: {
      // A menu has entries and nothing else that takes the focus.
      defaultProps: { portalProps: { target: 'main' }, withInitialFocusPlaceholder: false },
    },
    // The header of a dialog is not a second banner of the page.
    Modal: { defaultProps: { attributes: { header: { role: 'presentation' } } } },
  },
});

/** Quiet text keeps a contrast of 4.5 to 1 (WCAG 2.2, 1.4.3) in both themes. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5c636a',
    '--mantine-color-placeholder': '#6b7279',
    '--mantine-color-error': '#c92a2a',
    '--mantine-color-green-light-color': '#1d6a2d',
    '--mantine-color-orange-light-color': '#9c3400',
    '--mantine-color-red-light-color': '#b02020',
  },
  dark: {
    '--mantine-color-dimmed': '#a6a7ab',
    '--mantine-color-placeholder': '#909296',
    '--mantine-color-error': '#ff8787',
  },
});

/** The nonce of this page, without which the content security policy takes no style that is made here. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.nonce ?? '';
}
