/** Offers a text as a file to save. */
export function saveText(name: string, text: string, type: 'text/csv' | 'text/markdown'): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Read by the browser in its own time; a minute is plenty.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
