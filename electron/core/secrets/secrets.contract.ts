import { describe, expect, it } from 'vitest';
import type { Secrets } from '#core/ports.ts';

/** One place for secrets; `again` opens the same place as a later start of the program would. */
export interface SecretsPlace {
  readonly secrets: Secrets;
  /** Undefined where nothing outlives the process. */
  readonly again?: () => Secrets;
}

/** What every implementation of `Secrets` must do; call it in the implementation's test file. */
export function secretsContract(name: string, open: () => SecretsPlace): void {
  describe(`${name} keeps the Secrets contract`, () => {
    it('stores what create makes and returns it from then on', async () => {
      const { secrets } = open();
      expect(await secrets.getOrCreate('one', () => 'first')).toBe('first');
      expect(await secrets.getOrCreate('one', () => 'second')).toBe('first');
    });

    it('does not make a secret that exists', async () => {
      const { secrets } = open();
      await secrets.getOrCreate('one', () => 'first');
      let made = 0;
      await secrets.getOrCreate('one', () => `made ${String((made += 1))}`);
      expect(made).toBe(0);
    });

    it('keeps names apart', async () => {
      const { secrets } = open();
      await secrets.getOrCreate('one', () => 'first');
      expect(await secrets.getOrCreate('two', () => 'second')).toBe('second');
      expect(await secrets.getOrCreate('one', () => 'other')).toBe('first');
    });

    it('gives everybody who asks at the same time the same secret', async () => {
      const { secrets } = open();
      const asked = Array.from({ length: 8 }, (_, index) =>
        secrets.getOrCreate('one', () => `made ${String(index)}`),
      );
      expect(new Set(await Promise.all(asked)).size).toBe(1);
    });

    it('carries any text that fits on one line', async () => {
      const { secrets } = open();
      const value = "Zm9vYmFy+/= it's ünïcode";
      await secrets.getOrCreate('one', () => value);
      expect(await secrets.getOrCreate('one', () => 'other')).toBe(value);
    });

    it('says where it keeps them', () => {
      expect(open().secrets.kind.length).toBeGreaterThan(5);
    });

    it('has them after a restart, where it promises to', async () => {
      const { secrets, again } = open();
      await secrets.getOrCreate('one', () => 'first');
      if (again === undefined) return;
      expect(await again().getOrCreate('one', () => 'second')).toBe('first');
    });
  });
}
