/** @file Banking calls written for the tests: other people, streets, companies and turns of phrase than any corpus. */

export interface WrittenCall {
  readonly call: string;
  readonly intent: string;
  /** `a: …` is the agent, `c: …` the customer. */
  readonly talk: string;
  readonly expected: Readonly<Record<string, string>>;
}

export const writtenCalls: readonly WrittenCall[] = [
  {
    call: 'transfer in one breath',
    intent: 'transfer_money',
    talk: `a: thank you for calling how can i help you today
c: hi i want to transfer two hundred and fifty dollars from my checking to my savings please
a: sure that's done anything else
c: no that's all`,
    expected: {
      task_type: 'transfer money',
      transfer_source_account: 'checking',
      transfer_amount: '250',
      transfer_destination_account: 'savings',
    },
  },
  {
    call: 'transfer destination first',
    intent: 'transfer_money',
    talk: `a: how may i help
c: uh i need to put sixty two dollars into my savings account from checking
a: okay sixty two dollars from checking to savings
c: yes please`,
    expected: {
      transfer_source_account: 'checking',
      transfer_amount: '62.00',
      transfer_destination_account: 'savings',
    },
  },
  {
    call: 'transfer without prepositions',
    intent: 'transfer_money',
    talk: `a: how can i help
c: i want to transfer checking to savings
a: how much would you like to move
c: uh one forty six
a: alright`,
    expected: {
      transfer_source_account: 'checking',
      transfer_amount: '$146',
      transfer_destination_account: 'savings',
    },
  },
  {
    call: 'transfer corrected',
    intent: 'transfer_money',
    talk: `a: what is the transfer amount
c: ninety dollars no sorry ninety five dollars
a: and the source account
c: savings
a: and the destination account
c: my checking account`,
    expected: {
      transfer_source_account: 'savings',
      transfer_amount: '95',
      transfer_destination_account: 'checking',
    },
  },
  {
    call: 'balance asked with both names',
    intent: 'check_balance',
    talk: `a: how can i help you
c: i'm just checking my balance
a: is that for checking or savings
c: savings
a: your savings account has three hundred dollars`,
    expected: { balance_check_account_type: 'savings' },
  },
  {
    call: 'balance misheard',
    intent: 'check_balance',
    talk: `a: which account would you like to check
c: my savins account
a: okay`,
    expected: { balance_check_account_type: 'savings' },
  },
  {
    call: 'phone in odd pieces with an echo',
    intent: 'reset_password',
    talk: `a: can i have your phone number please
c: four one five
a: four one five
c: triple five
a: mhm
c: oh one double nine
a: is there anything else
c: no`,
    expected: { phone: '415-555-0199' },
  },
  {
    call: 'phone typed',
    intent: 'reset_password',
    talk: `a: what is the best number
c: It's (312) 555-0142.`,
    expected: { phone: '3125550142' },
  },
  {
    call: 'phone put right',
    intent: 'reset_password',
    talk: `a: what is your phone number
c: two oh six five five five oh one four nine
a: two oh six five five five oh one four five
c: no nine not five`,
    expected: { phone: '2065550149' },
  },
  {
    call: 'address piece by piece with questions',
    intent: 'order_checks',
    talk: `a: what is your home address
c: twelve forty seven
c: willow creek road
a: and the city
c: cedar falls
a: which state
c: new york
a: and the zip code
c: oh four one
c: two six
a: thank you`,
    expected: { home_address: '1247 Willow Creek Rd, Cedar Falls, NY 04126' },
  },
  {
    call: 'address written',
    intent: 'order_checks',
    talk: `a: where should we send them
c: 88 W Elm St Apt 4, Oak Park, IL 60302`,
    expected: { home_address: '88 W Elm St Apt 4 Oak Park Illinois 60302' },
  },
  {
    call: 'address with a numbered street',
    intent: 'order_checks',
    talk: `a: what is your address
c: uh yes it's five oh two fourth avenue santa rosa california nine five four oh one`,
    expected: { home_address: '502 Fourth Avenue, Santa Rosa, CA 95401' },
  },
  {
    call: 'zip put right',
    intent: 'order_checks',
    talk: `a: what is your address
c: three ten main street
c: pine ridge texas
c: seven five two oh one
a: can you repeat the zip
c: seven five two one one
a: okay`,
    expected: { home_address: '310 Main Street Pine Ridge TX 75211' },
  },
  {
    call: 'address the agent heard better',
    intent: 'order_checks',
    talk: `a: what is your address
c: three ten main street vine bridge texas seven five two oh one
a: so that is three ten main street pine ridge texas seven five two oh one
c: that's right
a: okay`,
    expected: { home_address: '310 Main Street Pine Ridge TX 75201' },
  },
  {
    call: 'bill of an unknown company',
    intent: 'pay_bill',
    talk: `a: how can i help
c: i would like to pay a bill
a: what is the company name
c: sorry what was that
a: what company is it
c: uh it's golden valley plumbing
a: and the company address
c: it's six sixty one
c: harbor drive
c: long beach oregon
c: nine seven two oh three
a: can you repeat that for me
c: yes six sixty one harbor drive long beach oregon nine seven two oh three
a: and what is the amount of the bill
c: a hundred and twenty dollars and fifty cents`,
    expected: {
      company_name: 'Golden Valley Plumbing',
      company_address: '661 Harbor Drive, Long Beach OR 97203',
      money_amount: '$120.50',
    },
  },
  {
    call: 'bill said at once',
    intent: 'pay_bill',
    talk: `a: how can i help
c: hi i need to pay my northline internet bill it's eighty four dollars`,
    expected: { company_name: 'Northline Internet', money_amount: '84' },
  },
  {
    call: 'bill with the company asked first and the amount volunteered',
    intent: 'pay_bill',
    talk: `a: what's the name of the company
c: prairie gas
c: and the amount is ninety nine dollars
a: what is their address
c: one two oh main street rock springs nevada eight nine one oh one`,
    expected: {
      company_name: 'prairie gas',
      money_amount: '99',
      company_address: '120 main street rock springs nv 89101',
    },
  },
  {
    call: 'appointment in one sentence',
    intent: 'schedule_appointment',
    talk: `a: what day and time would you like
c: tuesday at a quarter past two in the afternoon`,
    expected: { day: 'Tuesday', time: '2:15pm' },
  },
  {
    call: 'appointment in two answers',
    intent: 'schedule_appointment',
    talk: `a: which day would you like to come in
c: um friday works
a: and what time
c: eleven
a: eleven a m on friday
c: yes`,
    expected: { day: 'friday', time: '11:00 am' },
  },
  {
    call: 'appointment moved',
    intent: 'schedule_appointment',
    talk: `a: what day
c: monday
a: what time
c: nine thirty a m
a: we are full then could you do wednesday at four p m
c: actually make it wednesday four thirty p m`,
    expected: { day: 'Wednesday', time: '4:30pm' },
  },
  {
    call: 'card changed',
    intent: 'replace_card',
    talk: `a: how can i help
c: i lost my credit card
a: which card would you like to replace
c: oh sorry i mean my debit card
a: i have ordered a replacement debit card`,
    expected: { replacement_card_type: 'debit' },
  },
];
