import { usStates } from '#domain/us-states.ts';

export const stateCodes: ReadonlySet<string> = new Set(Object.values(usStates));

/** Words a street's name ends with, and how they are written out (USPS Publication 28, the usual ones). */
export const streetSuffixes: Readonly<Record<string, string>> = {
  ...{
    street: 'Street',
    st: 'Street',
    str: 'Street',
    avenue: 'Avenue',
    ave: 'Avenue',
    av: 'Avenue',
  },
  ...{ road: 'Road', rd: 'Road', lane: 'Lane', ln: 'Lane', drive: 'Drive', dr: 'Drive' },
  ...{ boulevard: 'Boulevard', blvd: 'Boulevard', court: 'Court', ct: 'Court', way: 'Way' },
  ...{ place: 'Place', pl: 'Place', circle: 'Circle', cir: 'Circle', terrace: 'Terrace' },
  ...{ parkway: 'Parkway', pkwy: 'Parkway', highway: 'Highway', hwy: 'Highway', trail: 'Trail' },
  ...{ square: 'Square', sq: 'Square', alley: 'Alley', loop: 'Loop', crescent: 'Crescent' },
  ...{ plaza: 'Plaza', close: 'Close', row: 'Row', broadway: 'Broadway', pike: 'Pike' },
};

/** Spoken in the middle of an address without being part of it. */
export const addressFillers: ReadonlySet<string> = new Set([
  ...['uh', 'um', 'uhm', 'er', 'erm', 'ah', 'and', 'in', 'the', 'city', 'of', 'is', "it's", 'its'],
  ...[
    'then',
    'that',
    "that's",
    'state',
    'zip',
    'code',
    'zipcode',
    'postal',
    'okay',
    'ok',
    'yes',
    'yeah',
  ],
  ...['my', 'with', 'at', 'on', 'a', 'so'],
]);
