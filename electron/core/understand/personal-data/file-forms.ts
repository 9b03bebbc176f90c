/**
 * @file Rewrites the texts inside a file piece by piece and leaves its form as it is: plain text in
 * blocks, CSV cell by cell, JSON string by string. A piece may end anywhere.
 */

/** @param label the column's or property's name, empty where there is none */
export type Rewrite = (text: string, label: string) => string;

export interface FileForm {
  push(piece: string): string;
  /** What is still held back. Throws `FormError` where the file ends in the middle of something. */
  end(): string;
}

export class FormError extends Error {
  override readonly name = 'FormError';
}

export type FormName = 'plain' | 'csv' | 'json' | 'jsonl';

export const formOf = (fileName: string): FormName =>
  /\.(?:csv|tsv)$/iu.test(fileName)
    ? 'csv'
    : /\.(?:jsonl|ndjson)$/iu.test(fileName)
      ? 'jsonl'
      : /\.json$/iu.test(fileName)
        ? 'json'
        : 'plain';

const blockLength = 16_384;

/** Blocks end at an empty line, else at a line, else at a blank: an address spans lines. */
export function plainForm(rewrite: Rewrite): FileForm {
  let held = '';
  return {
    push: (piece) => {
      held += piece;
      let out = '';
      while (held.length >= 2 * blockLength) {
        const cut = cutOf(held);
        out += rewrite(held.slice(0, cut), '');
        held = held.slice(cut);
      }
      return out;
    },
    end: () => {
      const rest = held;
      held = '';
      return rest === '' ? '' : rewrite(rest, '');
    },
  };
}

function cutOf(text: string): number {
  const part = text.slice(0, 2 * blockLength);
  for (const separator of ['\n\n', '\n', ' ']) {
    const at = part.lastIndexOf(separator);
    if (at >= blockLength) return at + separator.length;
  }
  const last = part.charCodeAt(part.length - 1);
  return last >= 0xd800 && last <= 0xdbff ? part.length - 1 : part.length;
}

/** RFC 4180 with any of `, ; tab` between cells; the first row gives the labels. */
export function csvForm(rewrite: Rewrite): FileForm {
  // By hand: csv-parse tells neither where a cell stands nor how its line ended, and both stay here as they are.
  let separator = '';
  let head = '';
  let cell = '';
  let quoted = false;
  let closing = false;
  let wasQuoted = false;
  let column = 0;
  let row = 0;
  const labels: string[] = [];

  const finish = (): string => {
    if (row === 0) labels.push(cell);
    // The names of columns are not data, unless the file has none: then they are read as data.
    const label = row === 0 ? '' : (labels[column] ?? '');
    const said = row === 0 && isLabel(cell) ? cell : rewrite(cell, label);
    const needs = said.includes('"') || said.includes(separator) || /[\r\n]/u.test(said);
    const out = wasQuoted || needs ? `"${said.replaceAll('"', '""')}"` : said;
    cell = '';
    wasQuoted = false;
    return out;
  };
  const take = (character: string): string => {
    if (quoted) {
      if (closing) {
        closing = false;
        if (character === '"') {
          cell += '"';
          return '';
        }
        quoted = false;
      } else {
        if (character === '"') closing = true;
        else cell += character;
        return '';
      }
    }
    if (character === '"' && cell === '') {
      quoted = true;
      wasQuoted = true;
      return '';
    }
    if (character === separator) {
      const out = finish();
      column += 1;
      return out + character;
    }
    if (character === '\n') {
      const carriage = cell.endsWith('\r') ? '\r' : '';
      cell = cell.slice(0, cell.length - carriage.length);
      const out = finish();
      column = 0;
      row += 1;
      return out + carriage + character;
    }
    cell += character;
    return '';
  };
  const run = (text: string): string => {
    let out = '';
    for (const character of text) out += take(character);
    return out;
  };
  const begin = (): string => {
    const first = head.split('\n', 1)[0] ?? '';
    const count = (mark: string): number => first.split(mark).length;
    separator = [',', ';', '\t'].sort((a, b) => count(b) - count(a))[0] ?? ',';
    const text = head;
    head = '';
    return run(text);
  };
  return {
    push: (piece) => {
      if (separator !== '') return run(piece);
      head += piece;
      return head.includes('\n') || head.length > blockLength ? begin() : '';
    },
    end: () => {
      let out = separator === '' && head !== '' ? begin() : '';
      if (quoted && !closing) throw new FormError('A quoted cell is not closed.');
      if (cell !== '' || wasQuoted) out += finish();
      return out;
    },
  };
}

const isLabel = (cell: string): boolean => /^[\p{L}_][\p{L}\p{N}_ .()/#-]{0,60}$/u.test(cell);

/** Properties may hold data in their names: only what has a form of its own is replaced there. */
const dataName = /@|\d[\d ().-]{6,}/u;

/** One JSON value, or one per line. Blanks and the order of properties stay as they are. */
export function jsonForm(rewrite: Rewrite): FileForm {
  let token = '';
  let inString = false;
  let escaped = false;
  let label = '';
  /** A string whose colon may still come, with the blanks after it. */
  let pending: { literal: string; after: string } | undefined;

  const value = (literal: string): string => {
    const text = parseString(literal);
    const said = rewrite(text, label);
    return said === text ? literal : JSON.stringify(said);
  };
  const scalar = (): string => {
    const said = token;
    token = '';
    if (!/^-?\d[\d.]{5,}$/u.test(said)) return said;
    const changed = rewrite(said, label);
    return changed === said ? said : JSON.stringify(changed);
  };
  const settle = (colon: boolean): string => {
    if (pending === undefined) return '';
    const { literal, after } = pending;
    pending = undefined;
    if (!colon) return value(literal) + after;
    const name = parseString(literal);
    label = name;
    if (!dataName.test(name)) return literal + after;
    const said = rewrite(name, '');
    return (said === name ? literal : JSON.stringify(said)) + after;
  };
  const take = (character: string): string => {
    if (inString) {
      token += character;
      if (escaped) escaped = false;
      else if (character === '\\') escaped = true;
      else if (character === '"') {
        inString = false;
        pending = { literal: token, after: '' };
        token = '';
      }
      return '';
    }
    if (pending !== undefined && /\s/u.test(character)) {
      pending.after += character;
      return '';
    }
    let out = settle(character === ':');
    if (character === '"') {
      out += scalar();
      inString = true;
      token = '"';
      return out;
    }
    if (/[\s,:[\]{}]/u.test(character)) {
      out += scalar();
      if (character === '{' || character === '}') label = '';
      return out + character;
    }
    token += character;
    return out;
  };
  return {
    push: (piece) => {
      let out = '';
      for (const character of piece) out += take(character);
      return out;
    },
    end: () => {
      if (inString) throw new FormError('A string is not closed.');
      return settle(false) + scalar();
    },
  };
}

function parseString(literal: string): string {
  try {
    const text: unknown = JSON.parse(literal);
    if (typeof text === 'string') return text;
  } catch {
    throw new FormError(`This is no JSON string: ${literal.slice(0, 20)}…`);
  }
  throw new FormError('This is no JSON string.');
}

export const openForm = (name: FormName, rewrite: Rewrite): FileForm =>
  name === 'csv' ? csvForm(rewrite) : name === 'plain' ? plainForm(rewrite) : jsonForm(rewrite);
