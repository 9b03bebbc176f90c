export type RedactionKind = 'card_number' | 'security_code';

/** What stands in a text where card data was. */
export const placeholders: Readonly<Record<RedactionKind, string>> = {
  card_number: '[card number]',
  security_code: '[security code]',
};

/** Each of them in a text. For `match` and `replace`: it remembers a place, so `test` may not be used. */
export const placeholderPattern = /\[(?:card number|security code)\]/gu;
