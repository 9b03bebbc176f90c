import type { Speaker } from '#domain/conversation.ts';

/**
 * @file Talk with and without card data, made up for the card watch. Card numbers are the published
 * test numbers of the schemes, or made here to pass the check digit; they belong to nobody.
 */

export type Said = readonly [Speaker, string];
export interface CardDialogue {
  readonly name: string;
  readonly number: string;
  readonly code?: string;
  readonly lines: readonly Said[];
}

const names = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const misheard = ['oh', 'won', 'to', 'free', 'for', 'fife', 'six', 'seven', 'ate', 'nein'];
const teens = ['ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen'];
const more = ['seventeen', 'eighteen', 'nineteen'];
const tens = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

export type Spelling = 'single' | 'oh' | 'doubles' | 'pairs' | 'misheard';
export const spellings: readonly Spelling[] = ['single', 'oh', 'doubles', 'pairs', 'misheard'];

/** Digits as people and recognisers spell them out; never "twenty", "one", which is read as 21. */
export function spell(digits: string, how: Spelling): string {
  const words: string[] = [];
  for (let at = 0; at < digits.length;) {
    const [digit, next] = [Number(digits[at]), digits[at + 1]];
    const pair = Number(digits.slice(at, at + 2));
    if (how === 'doubles' && digits[at] === next) {
      const triple = digits[at + 2] === next;
      words.push(triple ? 'triple' : 'double', names[digit] ?? '');
      at += triple ? 3 : 2;
    } else if (
      how === 'pairs' &&
      next !== undefined &&
      pair >= 10 &&
      (pair < 20 || pair % 10 > 0)
    ) {
      const [ten, unit] = [Math.floor(pair / 10), pair % 10];
      if (pair < 20) words.push([...teens, ...more][pair - 10] ?? '');
      else words.push(tens[ten] ?? '', ...(unit === 0 ? [] : [names[unit] ?? '']));
      at += 2;
    } else {
      const zero = how === 'oh' && digit === 0;
      words.push(zero ? 'oh' : ((how === 'misheard' ? misheard : names)[digit] ?? ''));
      at += 1;
    }
  }
  return words.join(' ');
}

export const testCards = [
  ...['4111111111111111', '5555555555554444', '378282246310005', '6011111111111117'],
  ...['4012888888881881', '5105105105105100', '4000056655665556', '2223003122003222'],
];

/** Ways a card number is given; `d` are its digits in words, in four parts. */
type Shape = (d: readonly string[], code: string) => readonly string[];
const whole = (d: readonly string[]): string => d.join(' ');
const shapes: Readonly<Record<string, Shape>> = {
  'asked and given': (d) => ['a: can i take your card number please', `c: yes it's ${whole(d)}`],
  'asked and given in pieces': (d) => [
    'a: what is the long number on the front',
    ...d.map((part) => `c: ${part}`),
  ],
  'with what one says between': (d) => [
    'a: go ahead with the card number',
    `c: okay it starts with ${d[0] ?? ''} uh then ${d[1] ?? ''}`,
    'a: mhm',
    `c: ${d[2] ?? ''} and then let me see ${d[3] ?? ''}`,
  ],
  'with a correction': (d) => [
    'a: could you read me the sixteen digits',
    `c: ${d[0] ?? ''} ${d[1] ?? ''} no wait`,
    `c: sorry ${d[1] ?? ''} ${d[2] ?? ''} ${d[3] ?? ''}`,
  ],
  'read back part by part': (d) => [
    'a: what is your card number',
    ...d.flatMap((part) => [`c: ${part}`, `a: ${part}`]),
  ],
  'read back at the end': (d) => [
    'a: may i have the number on your card',
    `c: ${whole(d)}`,
    `a: so that is ${whole(d)} correct`,
    'c: correct',
  ],
  'with expiry and code': (d, code) => [
    'a: i need the card number the expiry date and the security code',
    `c: ${whole(d)} oh four twenty nine ${code}`,
  ],
  'code asked for after': (d, code) => [
    'c: my card number is',
    `c: ${whole(d)}`,
    "a: thank you and what's the three digits on the back",
    `c: ${code}`,
  ],
  'code one digit a line': (d, code) => [
    `c: you can charge my visa ${whole(d)}`,
    'a: great and the c v v',
    ...code.split(' ').map((digit) => `c: ${digit}`),
  ],
  'nobody asked': (d) => [`c: here it is ${whole(d)}`],
  'nobody asked, in pieces': (d) => d.map((part) => `c: ${part}`),
  'digits first, what they are afterwards': (d) => [
    `c: ${d[0] ?? ''} ${d[1] ?? ''}`,
    "c: that's the first half of my card number",
    `c: ${d[2] ?? ''} ${d[3] ?? ''}`,
  ],
  'the question comes late': (d) => [
    `c: ${d[0] ?? ''}`,
    'a: sorry is that your card number',
    `c: yes ${whole(d.slice(1))}`,
  ],
  'while they look for it': (d) => [
    'a: can you give me the card number',
    'c: sure just let me find my glasses they must be somewhere',
    'a: no hurry',
    'c: here they are',
    `c: ${whole(d)}`,
  ],
  'by the customer unasked': (d) => [
    'c: i would like to pay the invoice by credit card',
    `c: it is ${d[0] ?? ''} ${d[1] ?? ''}`,
    `c: ${d[2] ?? ''} ${d[3] ?? ''}`,
  ],
  'the agent repeats and asks on': (d) => [
    'a: and the card number',
    `c: ${d[0] ?? ''} ${d[1] ?? ''}`,
    `a: ${d[0] ?? ''} ${d[1] ?? ''} okay and then`,
    `c: ${d[2] ?? ''}`,
    `c: ${d[3] ?? ''}`,
  ],
  'split between both': (d) => [
    'a: i have your card details here the number starts with',
    `a: ${d[0] ?? ''} ${d[1] ?? ''}`,
    `c: ${d[2] ?? ''} ${d[3] ?? ''} yes`,
  ],
  'ends with thanks': (d) => [
    'a: card number please',
    `c: ${whole(d)} thank you very much and have a nice day`,
    'a: thank you too',
  ],
};

const codes = ['123', '907', '4321', '555'];
/** Each shape with four cards and spellings. */
export const cardDialogues: readonly CardDialogue[] = Object.entries(shapes).flatMap(
  ([shape, lines], index) =>
    [0, 1, 2, 3].map((turn): CardDialogue => {
      const number = testCards[(index + turn * 3) % testCards.length] ?? '';
      const how = spellings[(index * 2 + turn) % spellings.length] ?? 'single';
      const code = codes[(index + turn) % codes.length] ?? '';
      const parts = [0, 4, 8, 12].map((at) =>
        spell(number.slice(at, at + (at === 12 ? 8 : 4)), how),
      );
      const said = lines(parts, spell(code, how === 'misheard' ? 'single' : how));
      return {
        name: `${shape}, ${how}, ${number.slice(0, 2)}`,
        number,
        ...(/code|three digits|c v v/u.test(said.join(' ')) ? { code } : {}),
        lines: said.map(turned),
      };
    }),
);

function turned(line: string): Said {
  return [line.startsWith('a') ? 'agent' : 'customer', line.slice(3)];
}

/** Talk with numbers that are nobody's card: each is to come through as it is. */
export const harmlessDialogues: readonly (readonly Said[])[] = [
  ['c: my order number is four two one seven nine'],
  [
    'a: what is the order number',
    'c: four two one seven nine',
    'a: four two one seven nine thank you',
  ],
  ['a: and your phone number', 'c: seven one five one three nine oh seven eight seven'],
  [
    'a: what is the best number to call you back on',
    'c: seven one five',
    'c: one three nine',
    'c: oh seven eight seven',
  ],
  [
    'c: my phone number is seven one five one three nine oh seven eight seven',
    'a: seven one five one three nine oh seven eight seven',
  ],
  ['c: i paid one hundred and thirty five dollars for it'],
  ['c: i paid with my card and it was forty nine ninety nine dollars'],
  ['c: i was charged twice on my credit card nineteen dollars and five dollars'],
  ['c: i lost my credit card', 'a: which one of the two cards was it', 'c: the first one'],
  ['a: you will get your new card in three to five business days'],
  ['c: the meeting is at ten thirty on the twelfth'],
  ['c: it happened on june eleven two thousand eighteen'],
  ['a: your zip code please', 'c: nine four one oh five'],
  [
    'a: what is your address',
    'c: twelve forty two maple street',
    'a: and the zip',
    'c: six three four five three',
  ],
  ['c: the serial number is eight eight two four one three seven nine oh two'],
  ['a: can i have the tracking number', 'c: one nine nine nine two two three four'],
  ['c: my account number is three three oh nine one two five'],
  ['a: your reference number is five five oh one two'],
  ['c: we are four people and two of us have no seat'],
  ['c: one moment please', 'a: of course take your time', 'c: that one is broken'],
  ['c: i ordered two large ones and three small ones'],
  ['a: it takes twenty five minutes to arrive'],
  ['c: i have called you four times in two weeks'],
  ['a: for one of the two items there is a refund to come'],
  ['c: the box is forty by sixty centimetres'],
  ['a: the case number is seven oh four two one one'],
  ['a: please press one for sales or two for support'],
  ['c: my date of birth is the fourth of may nineteen eighty two'],
  ['a: date of birth please', 'c: oh four oh five nineteen eighty two'],
  ['c: i moved in two thousand nineteen and again in twenty twenty one'],
  ['a: we are open from nine to five on weekdays'],
  ['c: i need a refund for one of them too'],
  ['c: the code on the screen says error five oh three'],
  ['a: what does the display say', 'c: e four seven'],
  ['c: it has been three weeks and nothing came to my house'],
  ['a: the total is two hundred and six dollars'],
  ['a: do you want to pay by card or by invoice', 'c: by invoice please for all three'],
  ['c: how many points do i have', 'a: you have twelve thousand five hundred points'],
  ['a: how many would you like', 'c: six', 'a: six of the blue ones then'],
  ['c: the flight number is six one eight two'],
  ['c: my booking number is nine oh two one four'],
  ['a: your social security number please', 'c: eight five three three seven one six nine four'],
  ['a: your ticket is number four four one nine oh', 'c: four four one nine oh got it'],
  ['c: the model is x two hundred'],
  ['c: the policy number is one one two seven oh oh four eight'],
  ['a: i gave you a discount of fifteen percent'],
  ['c: can you send it to five oak avenue'],
  ['c: i have been a customer since nineteen ninety eight'],
  ['a: my extension is four four one'],
  ['c: the battery lasts one hour and then two red lights come on'],
  [
    'a: the member number please',
    'c: two two nine',
    'c: four oh one',
    'a: two two nine four oh one',
  ],
  ['c: channel one to four work but five and six do not'],
  ['c: it is about invoice seven seven one two oh'],
  ['a: the amount was eighty nine euros on the third of march'],
  ['c: the postal code is one oh one one five'],
  ['c: i had ninety nine problems with this thing'],
  ['a: shall i renew the card for another two years', 'c: yes for two years please'],
  ['c: my gift card is empty after one purchase'],
  ['a: the business card has our new street address on it'],
  ['c: the memory card holds sixty four gigabytes'],
  ['c: the graphics card needs two slots and three fans'],
  ['a: is there anything else i can do for you', 'c: no that is all for today'],
  ['c: three of the five lamps are broken too'],
  ['c: i waited for forty five minutes to speak to someone'],
  ['a: your new card was sent on the second of june'],
  ['c: four two one seven nine', 'a: is that the order number', 'c: yes it is'],
  ['c: it says nine one one four two on the label', 'a: thank you let me look for that parcel'],
].map((lines) => lines.map(turned));
