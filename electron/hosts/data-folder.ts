import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Where Earshot keeps its data when nobody says otherwise, by the platform's convention.
 * `EARSHOT_DATA_DIR` overrides it.
 */
export function defaultDataFolder(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: string = process.platform,
  home: string = homedir(),
): string {
  if (environment['EARSHOT_DATA_DIR']) return resolve(environment['EARSHOT_DATA_DIR']);
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Earshot');
  if (platform === 'win32')
    return join(environment['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Earshot');
  return join(environment['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'earshot');
}
