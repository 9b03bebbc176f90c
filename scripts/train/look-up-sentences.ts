/**
 * @file Turns of care talks written for training the decision whether to look something up: what was
 * said by the agent before (empty where nothing was), and the customer's turn.
 */

export interface WrittenTurn {
  readonly before: string;
  readonly text: string;
}

const alone = (texts: readonly string[]): WrittenTurn[] =>
  texts.map((text) => ({ before: '', text }));
const after = (before: string, texts: readonly string[]): WrittenTurn[] =>
  texts.map((text) => ({ before, text }));

/** Nothing to be looked up: greetings, answers, thanks, and acts that are asked for. */
export const asksNothing: readonly WrittenTurn[] = [
  ...alone([
    'hello',
    'hi there',
    'good morning',
    'Hi, is anybody there?',
    'hey, are you a real person?',
    'can you hear me?',
    'please cancel my order',
    'cancel it',
    'I want to cancel my subscription right now',
    'can you change my address to 12 Mill Lane',
    'could you put me through to a manager please',
    'Please reset my password for me.',
    'block my card please',
    'I would like to return these shoes',
    'send me a new one',
    'could you call me back at six',
    'please move the technician to Friday',
    'can you resend the invoice',
    'just refund me',
    'add my wife to the account please',
    'upgrade me to the bigger plan',
    'so angry right now, this is the third time I call',
    'I have been waiting for forty minutes',
    'you people are useless',
    'my parcel arrived broken',
    'I need help with my order',
    'I have a problem with my bill',
    'take my name off that list',
    'Please close the ticket.',
  ]),
  ...after('Can I have your order number, please?', [
    '88213',
    "it's 4 4 7 1 9",
    'sure, one second',
    'Order 10023, I think.',
    'let me look for it',
    'uh it says A as in apple four five two',
    "I don't have it here",
    'hang on',
  ]),
  ...after('What is the name on the account?', [
    'Maria Jensen',
    'my name is Tom Okafor',
    "it's under my husband's name, Peter",
    'J. Alvarez',
  ]),
  ...after('Which e-mail address do you use with us?', [
    'tom at example dot com',
    "it's lisa.m@example.org",
    'the work one',
  ]),
  ...after('Shall I go ahead and send the replacement?', [
    'yes please',
    'go ahead',
    'sure, do that',
    'no, leave it',
    'yeah that works for me',
    'ok do it',
    'Not yet, I have to ask my wife first.',
    'Yes, and send it to my office instead.',
  ]),
  ...after('Is there anything else I can do for you?', [
    'no thanks, that was all',
    "that's everything, bye",
    'No, thank you so much for your help!',
    'nope, have a nice day',
    'all good, cheers',
  ]),
  ...after('Your refund has been sent to your card.', [
    'great, thank you',
    'perfect',
    'awesome, thanks a lot',
    'ok good',
    'oh wonderful, you made my day',
  ]),
  ...after('Would Tuesday between 8 and 12 suit you?', [
    'tuesday is fine',
    'I work on Tuesdays, make it Thursday',
    'the afternoon would be better',
    'yes, ring the neighbour if I am out',
  ]),
  ...after('Could you unplug the router and tell me which lights are on?', [
    'ok it is unplugged',
    'there is a red one and two green ones',
    'done, nothing changed',
    'give me a minute, it is in the basement',
  ]),
  ...after('Which size would you like instead?', [
    'medium please',
    'a nine and a half',
    'the blue one in large',
    'same again but smaller',
  ]),
  ...after('I am looking into it now.', ['take your time', 'thanks', 'ok', "I'll wait"]),
];

/** Something to be looked up, in forms that the evaluation's questions do not have. */
export const asksSomething: readonly WrittenTurn[] = [
  ...alone([
    'how do I cancel?',
    'what happens if I cancel in the middle of the month',
    'is there a fee for paying by cheque',
    'how long until my refund gets here',
    'can I bring a pair back without the box',
    'I was wondering whether you deliver on sundays',
    'what do you charge for a second card',
    'do I have to be home when they come',
    'wondering if the warranty covers water damage',
    'who pays the postage when I send something back',
    'where do I find my customer number',
    'what does amber blinking mean',
    'is my money safe if somebody stole my phone',
    'tell me how the points work',
    'my sister says you match prices, is that right',
    'I would like to know if there is a student price',
    'why was I charged twice',
    'can you explain what a standing charge is',
    'what are your opening hours',
    'does it work abroad',
  ]),
  ...after('Thanks, I can see the return here.', [
    'how long does that take?',
    'and will I get the postage back too',
    'ok and what if it gets lost on the way',
    'does that cost anything?',
  ]),
  ...after('Your plan ends on the 30th.', [
    'can I keep my number?',
    'what happens to my files then',
    'and do I need to send the box back',
    'is there a way to pause it instead',
  ]),
  ...after('I can book a technician for Thursday.', [
    'is that free?',
    'how much would it be if it was my own fault',
    'and what if nobody is home',
    'yes please, and what does he need from me?',
  ]),
  ...after('Shall I order a new card for you?', [
    'will the pin stay the same',
    'how many days would that be',
    'first tell me what it costs',
    'maybe, does the old one still work until then',
  ]),
];

/** The same matters, once as something to be done and once as something to be known. */
const matters =
  'cancel my order|change my delivery address|return the shoes|get a refund|close my account|' +
  'reset my password|move the appointment|upgrade my plan|downgrade to the small plan|' +
  'pause my subscription|add a second user|order a new card|block my card|raise my limit|' +
  'replace the broken kettle|swap the jacket for a bigger one|pay in instalments|' +
  'take my name off the contract|keep my number|unlock my phone|send the parcel to my office|' +
  'pick it up at the store|use the gift card|get an invoice with tax|dispute this charge|' +
  'export my data|delete my profile|switch to paperless bills|get compensation for the outage|' +
  'bring my own router|share my plan with my daughter|get a technician out here|' +
  'change the name on the booking|split the payment|get the deposit back|log in with my new phone|' +
  'turn off the reminders|report a stolen bag|extend the warranty|wire money abroad';

const fill = (frames: readonly string[], offset: number): WrittenTurn[] =>
  matters.split('|').flatMap((matter, at) =>
    // Every matter in some of the frames, so that all frames come with all kinds of matters.
    frames
      .filter((_, index) => (index + at + offset) % 3 !== 0)
      .map((frame) => ({ before: '', text: frame.replace('…', matter) })),
  );

/** Something to be done. */
export const acts: readonly WrittenTurn[] = fill(
  [
    'please …',
    'can you … for me',
    'could you please …?',
    'I want to …',
    "I'd like to … please",
    'yes, … please',
    'just … and be done with it',
    'hi, I need to … today',
    'uh so I need you to …',
  ],
  0,
);

/** Something to be known about the same matters. */
export const questions: readonly WrittenTurn[] = fill(
  [
    'how do I …',
    'what does it cost to …?',
    'is it possible to … online',
    'how long does it take to …?',
    'do I need anything to …',
    'what happens if I …?',
    'am I allowed to … twice',
    'is there a fee when I …',
    'uh so can I … whenever I like or are there rules',
  ],
  1,
);
