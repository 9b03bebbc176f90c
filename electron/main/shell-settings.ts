import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { Shortcuts, usualShortcuts } from './shortcuts.ts';
import { Place } from './window-place.ts';

/** What the shell remembers by itself; everything of the product is in the core. */
export const ShellSettings = z.object({
  console: Place.optional().catch(undefined),
  overlay: Place.optional().catch(undefined),
  overlayShown: z.boolean().default(false).catch(false),
  shortcuts: Shortcuts.default(usualShortcuts).catch(usualShortcuts),
});
export type ShellSettings = z.infer<typeof ShellSettings>;

/** Reads the file; what is missing or damaged becomes the usual, since nothing of worth is in it. */
export function readShellSettings(file: string): ShellSettings {
  try {
    return ShellSettings.catch(ShellSettings.parse({})).parse(
      JSON.parse(readFileSync(file, 'utf8')),
    );
  } catch {
    return ShellSettings.parse({});
  }
}

/** Replaces the file whole, so that a crash leaves the old one. */
export function writeShellSettings(file: string, settings: ShellSettings): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const next = `${file}.next`;
  writeFileSync(next, `${JSON.stringify(settings, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(next, file);
}
