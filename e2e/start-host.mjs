// Starts the built browser host on a free port.
const { startBrowserHost } = await import('../out/browser.js');
await startBrowserHost({ port: 0, open: false });
