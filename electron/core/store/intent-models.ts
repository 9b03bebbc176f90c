import { z } from 'zod';
import type { IntentModelRepository, StoredIntentModel } from '#core/ports.ts';
import { IntentModel, LabelledExample } from '#domain/taxonomy.ts';
import type { Connection } from './connection.ts';
import { decode, encode, type BodyRow } from './rows.ts';

const StoredModel = IntentModel.omit({ inUse: true, stale: true });
const Examples = z.array(LabelledExample);

interface ModelRow extends BodyRow {
  readonly recipe: string;
}

/** Versions of an admin's intents, with what they were trained from and the head as its JSON text. */
export function createIntentModels(db: Connection): IntentModelRepository {
  const put = db.prepare(
    `insert into intent_models (id, body, recipe, examples, head) values (?, ?, ?, ?, ?)
     on conflict (id) do update set body = excluded.body, recipe = excluded.recipe,
       examples = excluded.examples, head = excluded.head`,
  );
  const get = db.prepare<ModelRow>('select body, recipe from intent_models where id = ?');
  const ofPack = db.prepare<ModelRow>(
    'select body, recipe from intent_models where pack = ? order by created_at desc, id desc',
  );
  const examples = db.prepare<BodyRow>('select examples as body from intent_models where id = ?');
  const head = db.prepare<BodyRow>('select head as body from intent_models where id = ?');
  const remove = db.prepare('delete from intent_models where id = ?');
  const used = db.prepare<{ model: string }>('select model from intents_in_use where pack = ?');
  const use = db.prepare(
    `insert into intents_in_use (pack, model) values (?, ?)
     on conflict (pack) do update set model = excluded.model`,
  );
  const useOwn = db.prepare('delete from intents_in_use where pack = ?');
  const read = (row: ModelRow): StoredIntentModel => ({
    model: decode(StoredModel, 'version of intents', row),
    recipe: row.recipe,
  });

  return {
    put: ({ model, recipe }, from, trained) => {
      const body = encode(StoredModel, model);
      put.run(model.id, body, recipe, encode(Examples, [...from]), trained);
    },
    get: (id) => {
      const row = get.get(id);
      return row && read(row);
    },
    ofPack: (pack) => ofPack.all(pack).map(read),
    examples: (id) => {
      const row = examples.get(id);
      return row && decode(Examples, 'list of examples', row);
    },
    head: (id) => head.get(id)?.body,
    remove: (id) => {
      remove.run(id);
    },
    inUse: (pack) => used.get(pack)?.model,
    setInUse: (pack, model) => {
      if (model === undefined) useOwn.run(pack);
      else use.run(pack, model);
    },
  };
}
