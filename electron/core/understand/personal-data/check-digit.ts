import type { DigitRun } from './digit-runs.ts';
import { cardLength, isCardNumber, isIssuedCardNumber } from './luhn.ts';

/** A number this long with a right check digit is whole: 13 and 14 digits may go on. */
const wholeCard = 15;
/** Units after a card number that are its expiry or security code rather than something else. */
const trailingUnits = 4;

/** The stretch of a run that its check digit gives away as a card number. */
export interface CardStretch {
  readonly start: number;
  readonly end: number;
  /** Nothing of the number is missing. */
  readonly whole: boolean;
  /** How many of the pieces before it belong to the number. */
  readonly pieces: number;
}

/**
 * Looks for a card number that begins and ends with a unit of the run, or begins with one of the
 * `pieces` said before it. `asked`: card numbers are spoken of, so the whole run is taken.
 * `doubtful`: something else is spoken of, so only numbers of known issuers count.
 */
export function byCheckDigit(
  run: DigitRun,
  how: {
    readonly pieces: readonly string[];
    readonly asked: boolean;
    readonly doubtful: boolean;
  },
): CardStretch | undefined {
  const test = how.doubtful ? isIssuedCardNumber : isCardNumber;
  let [start, end, pieces, whole] = [Infinity, -1, 0, false];
  const take = (digits: string, from: number, to: number): void => {
    whole ||= digits.length >= wholeCard;
    start = Math.min(start, from);
    end = Math.max(end, to);
  };
  run.units.forEach((first, from) => {
    let joined = '';
    for (const unit of run.units.slice(from, from + cardLength.most + 1)) {
      joined += unit.digits;
      if (test(joined) || (unit === first && joined.length > 16 && holdsCard(joined)))
        take(joined, first.start, unit.end);
      if (joined.length >= cardLength.most) break;
    }
  });
  let before = '';
  for (const [index, piece] of how.pieces.toReversed().entries()) {
    before = piece + before;
    if (before.length >= cardLength.most) break;
    let joined = before;
    for (const unit of run.units) {
      joined += unit.digits;
      if (joined.length > cardLength.most) break;
      if (!test(joined)) continue;
      pieces = index + 1;
      take(joined, run.start, unit.end);
    }
  }
  if (end < 0) return undefined;
  const rest = run.units.filter((unit) => unit.start >= end);
  return {
    start: how.asked ? run.start : start,
    end: how.asked || rest.length <= trailingUnits ? run.end : end,
    whole,
    pieces,
  };
}

/** A known issuer's number glued into a longer row of digits. */
function holdsCard(digits: string): boolean {
  for (let start = 0; start + cardLength.least <= digits.length; start += 1)
    for (const size of [16, 15, 14, 13, 19])
      if (isIssuedCardNumber(digits.slice(start, start + size))) return true;
  return false;
}
