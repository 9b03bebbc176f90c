import { wordTable } from '../number-words.ts';
import { saidAt, type Rule } from './scene.ts';

/** @file Short forms that recognisers spell out or write small: "t v", "wi fi", "u s b". */

const spelled: Readonly<Record<string, string>> = wordTable({
  ...{ TV: 'TV', TVS: 'TVs', PM: 'PM', AM: 'AM', UK: 'UK', US: 'US', USA: 'USA', ID: 'ID' },
  ...{ USB: 'USB', ATM: 'ATM', PC: 'PC', SMS: 'SMS', PDF: 'PDF', GPS: 'GPS', DVD: 'DVD', IT: 'IT' },
});
/** Several words, or one written small. */
const phrases: readonly (readonly [readonly string[], string])[] = [
  [['wi', 'fi'], 'Wi-Fi'],
  [['wifi'], 'Wi-Fi'],
  [['tv'], 'TV'],
  [['tvs'], 'TVs'],
  [['usb'], 'USB'],
  [['id'], 'ID'],
  [['atm'], 'ATM'],
  [['gps'], 'GPS'],
  [['pdf'], 'PDF'],
  [['e', 'mail'], 'e-mail'],
  [['e', 'mails'], 'e-mails'],
  [['x', 'ray'], 'X-ray'],
  [['fedex'], 'FedEx'],
  [['fed', 'ex'], 'FedEx'],
  [['ups', 'store'], 'UPS store'],
  [['paypal'], 'PayPal'],
  [['pay', 'pal'], 'PayPal'],
  [['mastercard'], 'Mastercard'],
  [['master', 'card'], 'Mastercard'],
  [['american', 'express'], 'American Express'],
  [['iphone'], 'iPhone'],
  [['i', 'phone'], 'iPhone'],
  [['ipad'], 'iPad'],
  [['i', 'pad'], 'iPad'],
  [['bluetooth'], 'Bluetooth'],
  [['google'], 'Google'],
  [['android'], 'Android'],
  [['facebook'], 'Facebook'],
  [['amazon'], 'Amazon'],
  [['gmail'], 'Gmail'],
  [['netflix'], 'Netflix'],
  [['twenty', 'four', 'seven'], '24/7'],
  [['twenty', 'four', 'by', 'seven'], '24/7'],
];
/** Lower-case forms as they are written here, longest first. */
const byLength = [...phrases].sort(([a], [b]) => b.length - a.length);

/** Letters spelled in a row that are a word of their own. */
export const abbreviationOf = (letters: string): string | undefined => spelled[letters];

/** A letter by itself: "size m", "vitamin c"; "a" is a word, "i" has its own rule, "o" an exclamation. */
export const writeLetter: Rule = (scene, at) =>
  /^[b-hj-np-z]$/u.test(scene.tokens[at]?.raw ?? '')
    ? { at, count: 1, text: saidAt(scene, at).toUpperCase(), kind: 'case' }
    : undefined;

export const writeAbbreviation: Rule = (scene, at) => {
  for (const [words, text] of byLength)
    if (words.every((word, offset) => saidAt(scene, at + offset) === word)) {
      const raw = scene.tokens
        .slice(at, at + words.length)
        .map((token) => token.raw)
        .join(' ');
      if (raw === text) return undefined;
      const kind = /\d/u.test(text) ? 'number' : 'case';
      return { at, count: words.length, text, kind };
    }
  return undefined;
};
