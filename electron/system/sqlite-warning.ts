// Node 22 warns on stderr that its SQLite is experimental. Whoever runs Onrush cannot do anything about that, and a log of CI that
// looks for warnings would find one in each run. All other warnings are printed as before.

export function hideSqliteWarning(): void {
  const printers = process.listeners('warning');
  process.removeAllListeners('warning');
  process.on('warning', (warning) => {
    if (warning.name === 'ExperimentalWarning' && warning.message.startsWith('SQLite ')) return;
    for (const print of printers) print(warning);
  });
}
