/** USPS names and abbreviations of the states, the district and the territories. */
export const states: Readonly<Record<string, string>> = {
  ...{ alabama: 'AL', alaska: 'AK', arizona: 'AZ', arkansas: 'AR', california: 'CA' },
  ...{ colorado: 'CO', connecticut: 'CT', delaware: 'DE', 'district of columbia': 'DC' },
  ...{ florida: 'FL', georgia: 'GA', hawaii: 'HI', idaho: 'ID', illinois: 'IL', indiana: 'IN' },
  ...{ iowa: 'IA', kansas: 'KS', kentucky: 'KY', louisiana: 'LA', maine: 'ME', maryland: 'MD' },
  ...{ massachusetts: 'MA', michigan: 'MI', minnesota: 'MN', mississippi: 'MS', missouri: 'MO' },
  ...{ montana: 'MT', nebraska: 'NE', nevada: 'NV', 'new hampshire': 'NH', 'new jersey': 'NJ' },
  ...{ 'new mexico': 'NM', 'new york': 'NY', 'north carolina': 'NC', 'north dakota': 'ND' },
  ...{ ohio: 'OH', oklahoma: 'OK', oregon: 'OR', pennsylvania: 'PA', 'rhode island': 'RI' },
  ...{ 'south carolina': 'SC', 'south dakota': 'SD', tennessee: 'TN', texas: 'TX', utah: 'UT' },
  ...{ vermont: 'VT', virginia: 'VA', washington: 'WA', 'west virginia': 'WV', wisconsin: 'WI' },
  ...{ wyoming: 'WY', 'puerto rico': 'PR', guam: 'GU' },
};
export const stateCodes: ReadonlySet<string> = new Set(Object.values(states));

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
