import type { PackSummary } from '#contract/shapes.ts';
import type { Pack } from '#domain/pack.ts';

/** What a window needs to know of a pack; the examples and policies stay in the core. */
export function summarisePack(pack: Pack): PackSummary {
  const { manifest } = pack;
  return {
    name: manifest.name,
    title: manifest.title,
    version: manifest.version,
    company: manifest.company,
    currency: manifest.currency,
    intents: manifest.intents.map(({ name, title }) => ({ name, title })),
    dispositions: manifest.dispositions.map(({ name, title }) => ({ name, title })),
    actions: manifest.actions.map(({ kind, title, risk, input }) => ({
      kind,
      title,
      risk,
      input: input.map((field) => ({ name: field.name, title: field.title, type: field.type })),
    })),
    replays: Object.entries(pack.replays).map(([name, text]) => ({
      name,
      title: titleOfReplay(name, text),
      turns: text.split('\n').filter((line) => line.includes('"speaker"')).length,
    })),
    checklist: manifest.checklist.map(({ name, title, mandatory, intents }) => ({
      name,
      title,
      mandatory,
      intents: [...intents],
    })),
    articles: pack.articles.length,
  };
}

/** The header's title when it has one, else the file name as words. */
function titleOfReplay(name: string, text: string): string {
  const title = /^\s*\{.*"title"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(text)?.[1];
  return title ?? name.replaceAll('-', ' ');
}
