import type { KnowledgeRepository, PassageFilter, PassageRow } from '#core/ports.ts';
import { createSubjectIndex, type Mention, type SubjectIndex } from './subject-index.ts';

/** What a pack's documents are about, as the store says now. */
export interface PackSubjects {
  /** Names spotted in a text; remembered, because a talk's turns come again with every turn. */
  spot(text: string): Mention[];
  /** Rows of documents that are about no subject in particular. */
  general(filter: PassageFilter): ReadonlySet<PassageRow>;
}

const remembered = 1_000;
/** Stands in a filter for documents without a subject. */
export const noSubject = '';

/** Follows the store by its revision; names are read again only when they are others. */
export function createSubjectWatch(
  knowledge: Pick<KnowledgeRepository, 'subjects' | 'revision' | 'citable'>,
): (pack: string) => PackSubjects {
  interface Known {
    revision: number;
    names: string;
    index: SubjectIndex;
    spotted: Map<string, Mention[]>;
    general: Map<string, ReadonlySet<PassageRow>>;
  }
  const packs = new Map<string, Known>();

  const look = (pack: string): Known => {
    const revision = knowledge.revision(pack);
    const known = packs.get(pack);
    if (known?.revision === revision) return known;
    const subjects = knowledge.subjects(pack);
    const names = JSON.stringify(subjects);
    if (known?.names === names) {
      known.revision = revision;
      known.general.clear();
      return known;
    }
    const fresh = {
      revision,
      names,
      index: createSubjectIndex(subjects),
      spotted: new Map(),
      general: new Map(),
    };
    packs.set(pack, fresh);
    return fresh;
  };

  return (pack) => {
    const known = look(pack);
    return {
      spot: (text) => {
        if (known.index.size === 0) return [];
        const before = known.spotted.get(text);
        if (before !== undefined) return before;
        const found = known.index.spot(text);
        if (known.spotted.size >= remembered) known.spotted.clear();
        known.spotted.set(text, found);
        return found;
      },
      general: (filter) => {
        const key = `${filter.today} ${filter.audience}`;
        const before = known.general.get(key);
        if (before !== undefined) return before;
        const rows = new Set(knowledge.citable({ ...filter, subjects: [noSubject] }));
        known.general.clear();
        known.general.set(key, rows);
        return rows;
      },
    };
  };
}
