// From a fresh clone to the requested task: installs what the lock file names, switches to the packaged Node, and runs
// tasks/NAME.ts. Plain JavaScript for the system's Node 20 or newer; it must not import a package, and prints everything on
// stderr.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';

const NODE_NEEDED = 24;
const root = join(import.meta.dirname, '..');
const tasks = join(import.meta.dirname, 'tasks');

const code = await boot(process.argv.slice(2));
if (code !== undefined) process.exitCode = code;

/** @returns the exit code, or undefined if the task continues and sets its own */
async function boot([name = '', ...args]) {
  const known = readdirSync(tasks).map((file) => file.replace(/\.ts$/, ''));
  if (!known.includes(name)) return complain(`There is no task "${name}". Tasks: ${known.join(', ')}.`);
  if (!isInstalled()) {
    say('Installing what the lock file names (npm ci)...');
    const code = await install();
    if (code !== 0) return complain('npm ci failed, see above. Onrush needs its packages from the npm registry.');
  }
  if (Number.parseInt(process.versions.node, 10) >= NODE_NEEDED) {
    const { runTask } = await import('./run-task.ts');
    return runTask(await import(`./tasks/${name}.ts`), args);
  }
  const node = packagedNode();
  if (node === null)
    return complain(
      `Onrush needs Node ${NODE_NEEDED} or newer here; this is ${process.version}. Install it from https://nodejs.org${process.platform === 'darwin' ? ', or with: brew install node@24' : ''}.`,
    );
  return inherit(node, [join(import.meta.dirname, 'boot.mjs'), name, ...args]);
}

/** Checks npm's own record, which npm writes last: an interrupted install has none. Optional packages may be missing. */
function isInstalled() {
  const record = readPackages('node_modules/.package-lock.json');
  const wanted = Object.entries(readPackages('package-lock.json')).filter(([path, { optional }]) => path !== '' && !optional);
  const isComplete = wanted.every(([path, { version }]) => record[path]?.version === version);
  return isComplete && Object.values(record).every(isForThisSystem);
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages;
  } catch {
    return {};
  }
}

/** Packages for another system mean that the folder was copied from there. */
function isForThisSystem({ os = [process.platform], cpu = [process.arch] }) {
  return os.includes(process.platform) && cpu.includes(process.arch);
}

function install() {
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  if (npm !== undefined && /\.c?js$/.test(npm)) return inherit(process.execPath, [npm, ...args], 2);
  return inherit('npm', args, 2, process.platform === 'win32');
}

function packagedNode() {
  const system = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  // Newer versions of the package have a different name.
  const paths = ['node', 'node-bin'].map((name) => join(root, 'node_modules', `${name}-${system}`, 'bin', program));
  return paths.find((path) => existsSync(path)) ?? null;
}

/** Runs a child process in our place: it gets our signals, and we take its exit code. `stdout` is where its output goes. */
function inherit(command, args, stdout = 1, shell = false) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: [0, stdout, 2], shell });
    // Windows has no signals: a console sends Ctrl-C to both processes, and `kill` would end the child before it has written its
    // data.
    const pass = process.platform === 'win32' ? () => undefined : (signal) => child.kill(signal);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, pass);
    child.on('error', (error) => resolve(complain(`${command} could not be started: ${error.message}`)));
    child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

function complain(sentence) {
  say(sentence);
  return 1;
}
