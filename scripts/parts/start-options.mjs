import { parseArgs } from 'node:util';
import { Stop } from './project.mjs';

export const help = `Usage: npm start -- [options]

Installs what is missing, builds what changed, and opens Earshot: in Electron when its
binary is here or can be fetched, else in a Chromium, Chrome or Edge window, else it
prints the address.

  --port N         Port of the local server (default: any free one).
  --data-dir DIR   Data folder (default: this system's place for application data;
                   the variable EARSHOT_DATA_DIR overrides it).
  --host KIND      electron, browser or none (the server alone; prints the address).
  --pack NAME      Load only this pack; may be given more than once (default: all).
  --fresh          A new, temporary data folder that is removed at the end.
  --no-open        Open no window; print the address.
  --help           This text.

Ctrl-C ends it. Exit code: 0 done, 1 it could not run (one sentence says why), 2 wrong usage.`;

/** @throws Stop with code 2 and a sentence */
export function readStartOptions(args) {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: {
        port: { type: 'string', default: '0' },
        'data-dir': { type: 'string' },
        host: { type: 'string' },
        pack: { type: 'string', multiple: true, default: [] },
        fresh: { type: 'boolean', default: false },
        'no-open': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    throw new Stop(2, `${error.message} See npm start -- --help.`);
  }
  if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535)
    throw new Stop(2, `"${values.port}" is not a port. Give a number from 1 to 65535.`);
  if (values.host !== undefined && !['electron', 'browser', 'none'].includes(values.host))
    throw new Stop(2, `"${values.host}" is not a host. Choose electron, browser or none.`);
  if (values.fresh && values['data-dir'] !== undefined)
    throw new Stop(2, 'Give either --fresh or --data-dir, not both.');
  return {
    port: values.port,
    dataFolder: values['data-dir'],
    host: values['no-open'] && values.host === undefined ? 'none' : values.host,
    packs: values.pack,
    fresh: values.fresh,
    noOpen: values['no-open'],
    help: values.help,
  };
}
