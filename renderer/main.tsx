// The page's entry: providers and fonts around the app. Decides nothing.
import './ui/layers.css';
import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './ui/tokens.css';
import './ui/base.css';
// Shared styles come before the screens' own sheets, which may override them.
import './ui/text.module.css';
import './ui/key-hint.module.css';
import './ui/name-field.module.css';
import './ui/page.module.css';
import './ui/header.module.css';
import './ui/data-table.module.css';
import './ui/dialog.module.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { followHost } from './host/follow-host.ts';
import { logPageErrors } from './host/page-errors.ts';
import { cssVariablesResolver, theme } from './ui/theme.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root.');

logPageErrors();
followHost();
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
      <App />
      <Notifications position="bottom-right" limit={4} />
    </MantineProvider>
  </StrictMode>,
);
