export interface Progress {
  /** @param share 0 to 1 */
  show(what: string, share: number): void;
  clear(): void;
}

/** A line on a terminal that is written over; nothing where standard error is no terminal. */
export function createProgress(): Progress {
  const { stderr } = process;
  let shown = '';
  const write = (line: string): void => {
    if (!stderr.isTTY || line === shown) return;
    stderr.write(`\r${line.padEnd(shown.length)}${line === '' ? '\r' : ''}`);
    shown = line;
  };
  return {
    show: (what, share) => write(`${what}: ${Math.floor(share * 100)} %`),
    clear: () => write(''),
  };
}
