/**
 * @file Two-sided talk made up for the bleed set. How the agent's line stands to the customer's:
 * `after` it with a pause, `soon` after it (one stretch of sound in the microphone), `over` its
 * second half, as a `word` in the middle of it, or as a `readback` that repeats its words.
 */
export type Stance = 'after' | 'soon' | 'over' | 'word' | 'readback';
export type Exchange = readonly [customer: string, stance: Stance, agent: string];

export const exchanges: readonly Exchange[] = [
  [
    'hello i am calling about a coffee machine that i bought last month',
    'after',
    'good morning thanks for calling how can i help you today',
  ],
  [
    'it stopped heating the water on sunday and now it only blinks',
    'soon',
    'i am sorry to hear that let me look into it',
  ],
  [
    'the order number is four two one seven nine',
    'readback',
    'order four two one seven nine is that right',
  ],
  ['yes that is right', 'after', 'great i can see it here on my screen'],
  ['i tried to switch it off and on again but nothing changed', 'word', 'okay'],
  [
    'can you tell me if the warranty still covers it',
    'soon',
    'it does you have two full years from the day of delivery',
  ],
  ['oh that is good news', 'after', 'may i have your post code so i can check the address'],
  ['it is three one four oh five', 'readback', 'three one four oh five thank you'],
  ['do i have to pay for sending it back', 'over', 'no no we will email you a label'],
  ['and how long will the repair take', 'after', 'usually between five and seven working days'],
  [
    'that is quite long i need coffee in the morning',
    'soon',
    'i understand we could send you a replacement instead',
  ],
  ['yes please', 'after', 'then i will set that up right away'],
  ['will it be the same colour because ours is red', 'word', 'right'],
  ['my name is spelled m o r a n', 'readback', 'm o r a n got it'],
  [
    'the delivery person left the last parcel at the wrong house',
    'over',
    'oh i am really sorry about that',
  ],
  [
    'my phone number is seven one five two three nine oh seven',
    'readback',
    'seven one five two three nine oh seven',
  ],
  ['no', 'after', 'is there anything else you would like to ask'],
  [
    'when will the driver come to pick up the old machine',
    'soon',
    'on thursday between nine and twelve',
  ],
  ['could it be friday afternoon', 'after', 'friday afternoon works as well'],
  ['perfect thank you very much for your help', 'over', 'you are welcome have a nice day'],
  [
    'hi i was charged twice for the same subscription',
    'after',
    'let me open your account one moment please',
  ],
  ['the first charge was on the second of june', 'readback', 'the second of june okay'],
  ['and the other one came only three days later', 'word', 'mhm'],
  [
    'both of them were nineteen dollars and ninety nine cents',
    'readback',
    'nineteen dollars and ninety nine cents twice',
  ],
  [
    'i did not upgrade anything and nobody else uses my account',
    'soon',
    'i can see what went wrong here',
  ],
  ['so what happened', 'after', 'the renewal ran again when you changed your email address'],
  ['that should not happen', 'over', 'i agree with you completely'],
  ['how soon do i get the money back', 'soon', 'the refund takes three to five business days'],
  ['okay', 'after', 'you will get a message when it is done'],
  [
    'please also cancel the yearly plan i only want to pay by the month',
    'over',
    'sure i can do that for you',
  ],
  [
    'does the monthly plan include the shared calendar',
    'soon',
    'yes the calendar is part of every plan',
  ],
  [
    'and what about the storage will i lose my pictures',
    'after',
    'your pictures stay but new uploads stop at ten gigabytes',
  ],
  ['i have about eight at the moment', 'after', 'then you are well below the limit'],
  ['can i go back to the bigger plan later', 'soon', 'at any time with one click in the settings'],
  ['my new email is anna at bluebird dot com', 'readback', 'anna at bluebird dot com'],
  ['yes correct', 'after', 'i have changed it and sent you a test message'],
  ['it has just arrived here', 'over', 'wonderful that was quick'],
  ['i forgot my password for the old laptop too', 'word', 'yes'],
  [
    'there is a message that says the account is locked for a day',
    'soon',
    'i can unlock it from here',
  ],
  ['what do i have to do then', 'after', 'wait two minutes and then try the new password'],
  ['the screen asks for a code of six digits', 'over', 'we have sent it to your phone'],
  ['okay it says five five oh one', 'readback', 'five five oh one is only the beginning'],
  ['it works now i am in', 'after', 'glad to hear it'],
  [
    'one last thing the printer in our kitchen is always offline',
    'soon',
    'that sounds like the wireless network',
  ],
  ['we moved it next to the fridge last week', 'word', 'aha'],
  ['should i put it back where it was', 'soon', 'please try that first it often helps'],
  ['my neighbour told me the same thing', 'over', 'your neighbour knows what he is talking about'],
  [
    'the little lamp on the front is orange',
    'after',
    'orange means that it is looking for the network',
  ],
  ['and now it is green', 'soon', 'green means that it is connected'],
  ['you have been very patient with me', 'after', 'that is what we are here for'],
  [
    'the box said the cable would be two metres but it is much shorter',
    'over',
    'which colour is the cable please',
  ],
  ['it is the white one with the flat plug', 'readback', 'the white one with the flat plug i see'],
  ['i would rather return it than wait', 'soon', 'then i will start a return for you'],
  [
    'you can send the money to the same bank account',
    'after',
    'it goes back the way it came automatically',
  ],
  ['what happens if the parcel gets lost again', 'word', 'well'],
  [
    'i want to be sure that somebody is responsible for it',
    'over',
    'we are responsible until you hold it in your hands',
  ],
  ['good', 'after', 'shall i read the summary to you'],
  ['yes go ahead', 'after', 'one replacement machine on friday and one refund'],
  ['and the return of the cable', 'readback', 'and the return of the cable of course'],
  ['thank you goodbye', 'after', 'thank you for calling goodbye'],
];
