import { VocabularyTerm } from '#domain/speech.ts';

/** @file Lines in which names were replaced by what sounds like them. Written by us. */

const term = (written: string, kind: VocabularyTerm['kind'], ...heard: string[]): VocabularyTerm =>
  VocabularyTerm.parse({ written, kind, heard });

export const gearVocabulary: readonly VocabularyTerm[] = [
  term('Larkfield Outfitters', 'term'),
  term('Larkfield', 'term'),
  term('AeroPress Go', 'product'),
  term('Trail Box', 'product'),
  term('Fieldnotes', 'product', 'field notes'),
  term('Kestrel Lantern', 'product'),
  term('Brightwater Electric', 'term'),
  term('Prairie Gas', 'term'),
  term('Northline Internet', 'term'),
  term('Cobbleway', 'term'),
  term('Wrenfield', 'term'),
  term('Home 300', 'product'),
  term('AutoPay', 'term'),
  term('SIM', 'term'),
  term('Basic', 'product'),
  term('Chloe Whitfield', 'person'),
  term('Priya Nair', 'person'),
  term('Quillon tent', 'learned', 'killing tent', 'quill on tent'),
];

export interface MendedCase {
  readonly said: string;
  readonly written: string;
  /** The recogniser's confidence in all words. */
  readonly confidence?: number;
  readonly before?: string;
}

/** Half of the lines hold a name to be mended, the others sound a little like one and are right. */
export const tuningMends: readonly MendedCase[] = [
  { said: 'i bought an arrow press go', written: 'I bought an AeroPress Go' },
  {
    said: 'thanks for calling lark field outfitters',
    written: 'Thanks for calling Larkfield Outfitters',
  },
  { said: 'my trail books did not come', written: 'My Trail Box did not come', confidence: 0.5 },
  { said: 'cancel my field notes', written: 'Cancel my Fieldnotes' },
  {
    said: 'the castrol lantern is broken',
    written: 'The Kestrel Lantern is broken',
    confidence: 0.6,
  },
  { said: 'i want to pay bright water electric', written: 'I want to pay Brightwater Electric' },
  { said: 'a bill from prayer e gas', written: 'A bill from Prairie Gas', confidence: 0.5 },
  { said: 'north lion internet', written: 'Northline Internet', confidence: 0.6 },
  { said: 'we use cobble way at work', written: 'We use Cobbleway at work' },
  { said: 'ren field please', written: 'Wrenfield please', confidence: 0.7 },
  { said: 'i have home three hundred', written: 'I have Home 300' },
  { said: 'turn off auto pay', written: 'Turn off AutoPay' },
  { said: 'the sim card is lost', written: 'The SIM card is lost' },
  { said: 'the killing tent is too small', written: 'The Quillon tent is too small' },
  { said: 'this is chloe whitfield', written: 'This is Chloe Whitfield' },
  { said: 'my name is priya nair', written: 'My name is Priya Nair' },
  // Right as they are.
  { said: 'i walked across the field', written: 'I walked across the field' },
  { said: 'the box is on the trail', written: 'The box is on the trail' },
  { said: 'that is a basic problem', written: 'That is a basic problem' },
  { said: 'there is a possible gas leak', written: 'There is a possible gas leak' },
  { said: 'the water was bright', written: 'The water was bright' },
  { said: 'press go to start', written: 'Press go to start' },
  { said: 'my internet is down', written: 'My internet is down' },
  { said: 'i will pay on my own', written: 'I will pay on my own' },
  { said: 'i am home with three kids', written: 'I am home with three kids' },
  { said: 'it fell on the way home', written: 'It fell on the way home' },
  { said: 'take notes please', written: 'Take notes please' },
  { said: 'the last lantern you sold me', written: 'The last lantern you sold me' },
];

/** The half kept back: 23 of these 24 were right at the first look, the last was mended afterwards. */
export const keptMends: readonly MendedCase[] = [
  { said: 'is this lark filled', written: 'Is this Larkfield', confidence: 0.6 },
  { said: 'where is my arrow press go', written: 'Where is my AeroPress Go' },
  {
    said: 'the trial box was empty',
    written: 'The Trail Box was empty',
    confidence: 0.5,
    before: 'is it about your trail box',
  },
  {
    said: 'i get the feel notes every month',
    written: 'I get the Fieldnotes every month',
    confidence: 0.5,
  },
  { said: 'a kestrel land turn', written: 'A Kestrel Lantern', confidence: 0.5 },
  {
    said: 'bride water electric sent me a bill',
    written: 'Brightwater Electric sent me a bill',
    confidence: 0.6,
  },
  { said: 'the prairie guess bill', written: 'The Prairie Gas bill', confidence: 0.6 },
  { said: 'my provider is north line internet', written: 'My provider is Northline Internet' },
  { said: 'cobble weigh does not load', written: 'Cobbleway does not load', confidence: 0.7 },
  {
    said: 'i am with when field',
    written: 'I am with Wrenfield',
    confidence: 0.4,
    before: 'welcome to wrenfield',
  },
  { said: 'change me to home three hundred', written: 'Change me to Home 300' },
  { said: 'is auto pay on', written: 'Is AutoPay on' },
  { said: 'a quill on tent', written: 'A Quillon tent' },
  { said: 'ask for chloe whitfield', written: 'Ask for Chloe Whitfield' },
  { said: 'the field is far away', written: 'The field is far away' },
  { said: 'i need the basic one', written: 'I need the basic one' },
  { said: 'the box came with no trail map', written: 'The box came with no trail map' },
  { said: 'the gas bill is wrong', written: 'The gas bill is wrong' },
  { said: 'i want to play it', written: 'I want to play it' },
  { said: 'the north line is closed', written: 'The north line is closed' },
  { said: 'bring water please', written: 'Bring water please' },
  { said: 'what a lovely way', written: 'What a lovely way' },
  { said: 'i have notes for you', written: 'I have notes for you' },
  { said: 'trouble with my kettle', written: 'Trouble with my kettle' },
];
