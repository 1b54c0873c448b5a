// Builds other load generators from their registries, if Go or Rust is installed: into a folder of this user, outside the
// project.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { say } from '../say.ts';

export const PEERS_FOLDER = join(homedir(), '.cache', 'onrush-peers');
export const PEERS_BIN = join(PEERS_FOLDER, 'bin');

interface BuiltPeer {
  readonly name: string;
  readonly program: 'go' | 'cargo';
  readonly args: readonly string[];
}

const PEERS: readonly BuiltPeer[] = [
  { name: 'k6', program: 'go', args: ['install', 'go.k6.io/k6@v1.3.0'] },
  { name: 'vegeta', program: 'go', args: ['install', 'github.com/tsenart/vegeta/v12@v12.12.0'] },
  { name: 'hey', program: 'go', args: ['install', 'github.com/rakyll/hey@v0.1.4'] },
  { name: 'oha', program: 'cargo', args: ['install', '--locked', '--root', PEERS_FOLDER, 'oha'] },
];

/**
 * Prints the result of each; one that cannot be built does not stop the others. `find`: returns the path of a program, or null.
 */
export function installPeers(find: (name: string) => string | null): void {
  mkdirSync(PEERS_BIN, { recursive: true });
  for (const { name, program, args } of PEERS) {
    const known = find(name);
    const builder = find(program);
    if (known !== null) say(`${name}: ${known}`);
    else if (builder === null) say(`${name}: ${program} is not installed, so it is not built.`);
    else {
      say(`${name}: ${program} ${args.join(' ')}...`);
      const { status } = spawnSync(builder, args, {
        stdio: ['ignore', 'inherit', 'inherit'],
        env: { ...process.env, GOBIN: PEERS_BIN },
      });
      say(status === 0 ? `${name}: ${join(PEERS_BIN, name)}` : `${name}: it could not be built, see above.`);
    }
  }
}
