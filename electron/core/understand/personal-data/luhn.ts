/** The check digit rule of ISO/IEC 7812-1, for a string of digits. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    let value = digits.charCodeAt(digits.length - 1 - index) - 48;
    if (index % 2 === 1) {
      value *= 2;
      if (value > 9) value -= 9;
    }
    sum += value;
  }
  return sum % 10 === 0;
}

/** Payment card numbers have 13 to 19 digits (ISO/IEC 7812). */
export const cardLength = { least: 13, most: 19 } as const;

/** Whether a string of digits can be a payment card number. */
export const isCardNumber = (digits: string): boolean =>
  digits.length >= cardLength.least &&
  digits.length <= cardLength.most &&
  !/^0+$/u.test(digits) &&
  passesLuhn(digits);

/** Issuer prefixes with the lengths they come in, for text where a Luhn hit alone is too weak. */
const issuers: readonly RegExp[] = [
  /^4(?:\d{12}|\d{15}|\d{18})$/u,
  /^5[1-5]\d{14}$/u,
  /^2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}$/u,
  /^3[47]\d{13}$/u,
  /^3(?:0[0-5]|[68]\d)\d{11}$/u,
  /^(?:6011|64[4-9]\d|65\d\d)\d{12}$/u,
  /^35(?:2[89]|[3-8]\d)\d{12}$/u,
  /^62\d{14,17}$/u,
  /^(?:50|5[6-9]|6\d)\d{10,17}$/u,
];

/** A card number of a known issuer, with the length that issuer uses. */
export const isIssuedCardNumber = (digits: string): boolean =>
  isCardNumber(digits) && issuers.some((issuer) => issuer.test(digits));

/** The check of ISO 13616 (modulo 97) for an IBAN without blanks. */
export function passesIban(iban: string): boolean {
  const text = iban.toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/u.test(text)) return false;
  let rest = 0;
  for (const character of text.slice(4) + text.slice(0, 4)) {
    const value = /\d/u.test(character) ? Number(character) : character.charCodeAt(0) - 55;
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
