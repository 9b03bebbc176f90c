/** @file Words with a capital that name nothing: at the start of sentences, in titles, in greetings. */

const set = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/u));

/** Lower case. */
export const everydayWords = set(`
a about above account accounts actually after again age ago agent ah all almost already also although always am an and another
answer any anyone anything apart apologies apologize appreciate are around article as ask asked at atm away awesome back bad
balance bank be because been before being below beside best better between big bill block book bot both branch bring brother but
button buy by bye call called can cancel cannot car card case cash cell celebrating change charge check cheers child city
clear close code come company complete concert confirm contact continue cool copy correct could country couple credit customer daily
date daughter day days dear debit delivery dept details did discount do does doing done don't down dr due during each
early east easy economy either else email end enough error etc even ever every everyone everything except excellent excuse exactly
extra fact false fantastic fax few final find fine first fix follow following for fortunately found free from front full further
general get getting give given glad go god goes going gone good goodbye got government great group guess guys had half hand happy has
have having he hello help her here hey hi him his hold home hope hopefully how however hundred husband i i'd i'll i'm i've id if
immediately in indeed inside instead internet into invoice is isn't issue it item it's its job just keep kid kind know last lastly
late later least left less let let's letter like likely limit link live lives living loan long look looking lost lot love ma'am made madam mail main
make making man many maybe me mean meet message miss mobile moment money month more morning most mother mr mrs much must my
myself name near need neither never new news next nice night no nobody none nope nor north not note nothing now number of off offer
office often oh ok okay old on once one online only open or order original orders other otherwise our out over own owner page
paid part password patient pay payment people perfect perhaps person phone pin place plan please plus point possible post press previous
price probably problem producer product promise purchase question quick quite rather read ready really reason received recently record
refund regarding regards remember remove reply report request resolved return right said same save say school second see seems
send sent service several shall she ship shipping should show signed similar simply since sincerely sir sister site six so social some
somebody someone something sometimes soon sorry south speak special still stop store street such support sure system take talk team
tell ten than thank thanks that that's the their them themselves then there there's therefore these they thing things think third this
those though thought three through thus time times title to today together tomorrow tonight too total toward tracking transfer true try
turn two type under understood unfortunately unlike until unless up update upon us use used user usually very via voice wait want was watch way
we we'll we're we've web website week welcome well went were west what what's whatever when where whether which while who who's whole
whom whose why wife will with within without woman won't wonderful word words work works world would wow write wrong yeah year years yep
yes yesterday yet you you'll you're you've young your yours zip zero
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
november december christmas easter thanksgiving labor holiday summer winter spring autumn fall
tv cd dvd pc usb pdf faq url api sms gps wifi wi-fi iban ssn vat eu bot app iphone ipad android windows mac google facebook
instagram youtube twitter whatsapp paypal visa mastercard amex netflix spotify outlook gmail excel chrome safari firefox
address email phone capital bill artist album band song songs movie film novel university college school church museum hotel hospital
restaurant airport station street road avenue producer orchestra festival award treaty article union border force
internet premium basic standard pro plus enterprise federal national international president minister king queen prince princess royal
duke lord lady doctor professor captain officer judge senator governor mayor bishop pope saint sergeant lieutenant colonel manager director
devil god lord internet bible english math science history
apt st str suite unit box psc apo fpo dpo po ste north south east west central northern southern eastern western
`);

/** Company forms and what companies call themselves: the last word of an organisation's name. */
export const organisationEnds = set(`
inc inc. incorporated llc l.l.c. ltd ltd. limited plc corp corp. corporation co co. company gmbh ag sa s.a. srl bv nv oy ab as
a/s llp lp kg group groups holdings partners associates consulting consultants solutions software systems technologies technology
labs laboratories services capital bank banking insurance analytics agency agencies ratings research institute foundation society association
university college hospital clinic orchestra club studio studios records media press airlines airways motors energy power finance
financial investments ventures logistics lines telecom communications networks network industries enterprises brothers sons trust
union federation committee council ministry department authority commission data insights games pharma pharmaceuticals resources
securities realty properties supply stores markets foods brands international global health care healthcare reuters science
`);

/** Organisations known by a bare name, lower case. */
export const organisations = set(`
nato unicef unesco fbi cia nasa nhs fda irs bbc cnn nbc abc cbs hbo u.n u.n. un who wto imf opec ibm microsoft apple amazon google
facebook meta netflix intel oracle cisco nvidia samsung sony nokia siemens bosch bmw volkswagen toyota honda ford tesla boeing
airbus deloitte kpmg accenture pwc mckinsey bloomberg reuters walmart target costco ikea starbucks nike adidas pepsi nestle
unilever allianz axa hsbc barclays citigroup citibank verizon vodafone comcast t-mobile fedex ups dhl uber lyft airbnb
linkedin twitter youtube spotify adobe salesforce sap dell hp lenovo garmin xerox
`);

/** Organisations known by a name of several words, lower case. */
export const knownOrganisations: ReadonlySet<string> = new Set([
  ...['morgan stanley', 'goldman sachs', 'wells fargo', 'berkshire hathaway', 'american express'],
  ...['bank of america', 'best buy', 'home depot', 'deutsche bank', 'credit suisse', 'jp morgan'],
  ...['general electric', 'general motors', 'royal mail', 'burger king', 'whole foods'],
  ...['united nations', 'european union', 'red cross', 'world bank', 'british airways'],
]);

/** Heads of the names of occupations. */
export const occupations = set(`
accountant actor administrator adviser advisor agent analyst architect artist assistant attorney auditor author baker barber
barista bartender biologist bookkeeper broker builder butcher buyer carer caretaker carpenter cashier chef chemist cinematographer
cleaner clerk coach conductor consultant contractor controller cook coordinator counselor counsellor curator dancer dentist designer
developer dietitian director dispatcher doctor driver drafter economist editor electrician engineer entrepreneur estimator
examiner executive farmer fighter firefighter fisherman fitter florist fumigator gardener geologist grader groomer guard
guide hairdresser handler historian host hostess hygienist illustrator inspector installer instructor interpreter investigator
janitor jeweler journalist judge keeper laborer lawyer lecturer librarian lifeguard loader machinist maker manager marketer
mason mathematician mechanic midwife miner model musician nanny nurse nutritionist officer operator optician optometrist
packager packer painter paralegal paramedic pharmacist photographer physician physicist physiotherapist pilot planner
plumber porter postman potter printer producer professor programmer psychiatrist psychologist publisher receptionist
recruiter repairer reporter representative researcher roofer sailor salesman salesperson scientist sculptor secretary
seller singer smith soldier specialist statistician steward stewardess stylist superintendent supervisor surgeon
surveyor tailor teacher technician technologist teller tester therapist trader trainer translator tutor typist upholsterer
usher vet veterinarian waiter waitress warden watchman welder woodworker worker writer zoologist
`);
