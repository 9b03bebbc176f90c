import { existsSync, writeFileSync } from 'node:fs';
import { inRoot } from './project.mjs';
import { run } from './run.mjs';

/**
 * Compiles the one package that comes as C++: the index over vectors. It is optional: without a
 * compiler every search compares all vectors, which is slower for large knowledge bases and as right.
 * Node's headers come with the Node that the project brings, so nothing is fetched.
 */
export async function ensureIndexBuilt(tell, folder = inRoot('node_modules')) {
  const home = `${folder}/hnswlib-node`;
  const failed = `${folder}/.hnswlib-not-built`;
  const built = () => existsSync(`${home}/build/Release/addon.node`);
  if (!existsSync(home) || built() || existsSync(failed)) return;
  await tell.step(
    'Compiling the index over vectors, once',
    async () => {
      const headers = inRoot('node_modules', `node-${process.platform}-${process.arch}`);
      const env = existsSync(`${headers}/include/node`) ? { npm_config_nodedir: headers } : {};
      const npm = process.env.npm_execpath;
      const args = ['rebuild', 'hnswlib-node', '--ignore-scripts=false', '--loglevel=error'];
      const result =
        npm && existsSync(npm)
          ? await run(process.execPath, [npm, ...args], { env })
          : await run('npm', args, { env, shell: process.platform === 'win32' });
      if (result.code === 0 && built()) return;
      // Not tried again at every start; removing node_modules or this file tries again.
      writeFileSync(failed, result.output);
      tell.say(
        'No C++ compiler could build hnswlib-node: knowledge bases above some ten thousand passages are searched more slowly. Install g++, make and Python, remove node_modules/.hnswlib-not-built and start again.',
      );
    },
    'The index over vectors is dealt with',
  );
}
