import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { inRoot, Stop } from './project.mjs';

const wanted = 24;

/** The Node that the native parts need: this one, or the one that npm installed with the project. */
export function findNode24() {
  if (Number(process.versions.node.split('.')[0]) >= wanted) return process.execPath;
  const folder = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const file = inRoot(
    'node_modules',
    folder,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (existsSync(file)) return file;
  throw new Stop(
    1,
    `Earshot's native parts need Node ${wanted}; this is ${process.versions.node} and none comes with the project for ${process.platform}-${process.arch}. Install Node ${wanted} and run this again.`,
  );
}

/**
 * Runs the same script again under Node 24 when this one is older, and then never returns: the
 * exit code is the child's.
 */
export async function continueUnderNode24(script) {
  const node = findNode24();
  if (node === process.execPath) return;
  const child = spawn(node, [script, ...process.argv.slice(2)], { stdio: 'inherit' });
  // Ctrl-C reaches the child by itself (same process group); a TERM to this process does not.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  await new Promise(() => {
    child.on('error', (error) => {
      process.stderr.write(`${node} could not be started: ${error.message}.\n`);
      process.exit(1);
    });
    child.on('close', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}
