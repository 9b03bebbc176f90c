import type { SettingsRepository } from '#core/ports.ts';
import { Settings } from '#domain/settings.ts';
import type { Connection } from './connection.ts';
import { decode, encode, type BodyRow } from './rows.ts';

/** The one row of settings; the defaults until something was stored. */
export function createSettings(db: Connection): SettingsRepository {
  const get = db.prepare<BodyRow>('select body from settings where id = 1');
  const put = db.prepare(
    'insert into settings (id, body) values (1, ?) on conflict (id) do update set body = excluded.body',
  );

  return {
    get: () => {
      const row = get.get();
      return row === undefined ? Settings.parse({}) : decode(Settings, 'settings row', row);
    },
    put: (settings) => {
      put.run(encode(Settings, settings));
    },
  };
}
