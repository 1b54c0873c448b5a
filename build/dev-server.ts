// The browser host with the sources of the window: Vite builds each file on request and notifies the page of changes. The host's
// own guard still comes first, so a foreign page reaches nothing.
import { createServer as createHttpServer } from 'node:http';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { createServer, type Plugin } from 'vite';
import { openBrowserHost, type BrowserHost } from '../electron/browser/host.ts';
import { listenOnLoopback, LOOPBACK } from '../electron/system/loopback.ts';
import { ROOT } from './paths.ts';

interface DevServerOptions {
  /** 0 chooses a free port. */
  readonly port: number;
  readonly dataFolder: string;
}

/** @throws UserError port_in_use */
export async function openDevServer({ port, dataFolder }: DevServerOptions): Promise<BrowserHost> {
  // Separate from the host's server, which refuses every socket except its own.
  const changes = createHttpServer((_request, response) => response.writeHead(404).end());
  const changesPort = await listenOnLoopback(changes, 0);
  const vite = await createServer({
    configFile: join(import.meta.dirname, 'vite.config.ts'),
    plugins: [react(), PREAMBLE],
    server: {
      middlewareMode: true,
      cors: false,
      hmr: { server: changes, protocol: 'ws', host: LOOPBACK, clientPort: changesPort },
      fs: { allow: ['renderer', 'shared', 'node_modules'].map((folder) => join(ROOT, folder)) },
    },
  });
  const close = async (): Promise<void> => {
    await vite.close();
    changes.closeAllConnections();
    await new Promise<void>((resolve) => changes.close(() => resolve()));
  };
  try {
    const pages = { changesUrl: `ws://${LOOPBACK}:${changesPort}`, serve: vite.middlewares };
    const host = await openBrowserHost({ port, dataFolder, pages });
    return { url: host.url, close: () => host.close().then(close) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The start code of Fast Refresh, as a file, because the page's policy allows no inline script. */
const PREAMBLE: Plugin = {
  name: 'preamble-as-file',
  transformIndexHtml: {
    order: 'post',
    handler: (html) =>
      html.replace(
        /<script type="module">[^<]*injectIntoGlobalHook[^<]*<\/script>/,
        '<script type="module" src="/@id/__x00__@vitejs/plugin-react/preamble"></script>',
      ),
  },
};
