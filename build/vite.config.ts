// The renderer's build: static files that run under a strict content security policy, from any folder.
import { join } from 'node:path';
import { defineConfig } from 'vite';
import { ROOT } from './paths.ts';
import { scopedName, styleSheets } from './style-sheets.ts';

export default defineConfig({
  root: join(ROOT, 'renderer'),
  base: './',
  logLevel: 'warn',
  plugins: [styleSheets()],
  css: { modules: { generateScopedName: scopedName } },
  build: {
    outDir: join(ROOT, 'out', 'renderer'),
    target: 'chrome140',
    // Nothing is inlined, because the policy allows no data: scripts or fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 3000,
    rolldownOptions: {
      // Mantine marks its files for React's server components, which Onrush does not use.
      onwarn: (warning, warn) => warning.code === 'MODULE_LEVEL_DIRECTIVE' || warn(warning),
    },
  },
});
