import { usStates } from '#domain/us-states.ts';

/** @file Countries, the best-known cities, and what people from there are called; written by us. */

const lines = (text: string): string[] =>
  text
    .split(/[\n;]/u)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Country names in English, lower case. */
export const countries: ReadonlySet<string> = new Set(
  lines(`
afghanistan; albania; algeria; andorra; angola; argentina; armenia; australia; austria; azerbaijan; bahamas; bahrain;
bangladesh; barbados; belarus; belgium; belize; benin; bhutan; bolivia; bosnia; bosnia and herzegovina; botswana; brazil;
brunei; bulgaria; burkina faso; burundi; cambodia; cameroon; canada; cape verde; chad; chile; china; colombia; congo;
costa rica; croatia; cuba; cyprus; czechia; czech republic; denmark; djibouti; dominican republic; ecuador;
egypt; el salvador; england; eritrea; estonia; eswatini; ethiopia; fiji; finland; france; gabon; gambia; georgia; germany; ghana;
greece; greenland; grenada; guatemala; guinea; guyana; haiti; honduras; hong kong; hungary; iceland; india; indonesia; iran;
iraq; ireland; israel; italy; ivory coast; jamaica; japan; jordan; kazakhstan; kenya; kosovo; kuwait; kyrgyzstan; laos; latvia;
lebanon; lesotho; liberia; libya; liechtenstein; lithuania; luxembourg; madagascar; malawi; malaysia; maldives; mali; malta;
mauritania; mauritius; mexico; moldova; monaco; mongolia; montenegro; morocco; mozambique; myanmar; namibia; nepal;
netherlands; the netherlands; new zealand; nicaragua; niger; nigeria; north korea; north macedonia; northern ireland; norway;
oman; pakistan; panama; papua new guinea; paraguay; peru; philippines; poland; portugal; puerto rico; qatar; romania; russia;
rwanda; samoa; san marino; saudi arabia; scotland; senegal; serbia; seychelles; sierra leone; singapore; slovakia; slovenia;
somalia; south africa; south korea; south sudan; spain; sri lanka; sudan; suriname; sweden; switzerland; syria; taiwan;
tajikistan; tanzania; thailand; togo; tonga; trinidad and tobago; tunisia; turkey; turkmenistan; uganda; ukraine;
united arab emirates; uae; united kingdom; uk; u.k.; great britain; united states; united states of america; usa; u.s.a.; u.s.;
uruguay; uzbekistan; vanuatu; vatican city; venezuela; vietnam; wales; yemen; zambia; zimbabwe; faroe islands; gibraltar
`),
);

/** Cities that callers name, lower case. */
export const cities: ReadonlySet<string> = new Set(
  lines(`
aberdeen; adelaide; albuquerque; amsterdam; anchorage; ankara; antwerp; athens; atlanta; auckland; austin; baltimore; bangalore;
bangkok; barcelona; basel; bath; beijing; belfast; belgrade; bergen; berlin; bern; bilbao; birmingham; bogota; bologna; bonn;
bordeaux; boston; bradford; brasilia; bratislava; bremen; brighton; brisbane; bristol; brooklyn; bruges; brussels; bucharest;
budapest; buenos aires; buffalo; cairo; calgary; cambridge; canberra; cape town; caracas; cardiff; charlotte; chennai; chicago;
christchurch; cincinnati; cleveland; cologne; colombo; columbus; copenhagen; cork; coventry; dakar; dallas; delhi; denver;
detroit; dortmund; dresden; dubai; dublin; dubrovnik; durban; dusseldorf; edinburgh; edmonton; el paso; essen; eindhoven;
florence; fort worth; frankfurt; fresno; galway; geneva; genoa; ghent; glasgow; gothenburg; graz; hamburg; hanoi; hanover;
havana; helsinki; honolulu; houston; hyderabad; indianapolis; innsbruck; istanbul; jakarta; jacksonville; jerusalem; johannesburg;
kansas city; karachi; kathmandu; kiev; kyiv; krakow; kuala lumpur; kyoto; lagos; lahore; las vegas; lausanne; leeds; leicester;
leipzig; lille; lima; lisbon; liverpool; ljubljana; london; long beach; los angeles; louisville; luxembourg city; lyon; madrid;
malaga; malmo; manchester; manhattan; manila; marseille; melbourne; memphis; mexico city; miami; milan; milwaukee; minneapolis;
minsk; mombasa; montreal; moscow; mumbai; munich; nairobi; naples; nashville; newark; newcastle; new delhi; new orleans;
new york; new york city; nice; norwich; nottingham; nuremberg; oakland; odense; oklahoma city; omaha; orlando; osaka; oslo;
ottawa; oxford; palermo; paris; perth; philadelphia; phoenix; pittsburgh; plymouth; portland; porto; prague; pretoria; quebec;
queens; raleigh; reykjavik; riga; rio de janeiro; rome; rotterdam; sacramento; saint petersburg; salzburg; san antonio;
san diego; san francisco; san jose; santiago; sao paulo; sarajevo; seattle; seoul; seville; shanghai; sheffield; sofia;
southampton; split; st louis; st. louis; stavanger; stockholm; strasbourg; stuttgart; sunderland; swansea; sydney; taipei; tallinn;
tampa; tampere; tehran; tel aviv; the hague; thessaloniki; tokyo; toronto; toulouse; trieste; tucson; tulsa; tunis; turin; turku;
uppsala; utrecht; valencia; vancouver; venice; verona; vienna; vilnius; virginia beach; warsaw; wellington; winnipeg; wroclaw;
york; zagreb; zurich; aarhus; silicon valley; hollywood
`),
);

/** States of the US by name, lower case; those that are given names are left to the context. */
export const states: ReadonlySet<string> = new Set(
  Object.keys(usStates).filter((name) => name !== 'georgia' && name !== 'virginia'),
);

export const isPlaceName = (text: string): boolean => {
  const name = text.toLowerCase();
  return countries.has(name) || cities.has(name) || states.has(name);
};

/** Nationalities, religions and political groups (Presidio's NRP), lower case, singular. */
export const groups: ReadonlySet<string> = new Set(
  lines(`
afghan; african; albanian; algerian; american; arab; argentinian; argentine; armenian; asian; australian; austrian; azerbaijani;
bangladeshi; belarusian; belgian; bolivian; bosnian; brazilian; british; bulgarian; burmese; cambodian; canadian; catalan;
chilean; chinese; colombian; croatian; cuban; cypriot; czech; danish; dutch; egyptian; english; estonian; ethiopian; european;
filipino; finnish; french; georgian; german; ghanaian; greek; greenlandic; haitian; hungarian; icelandic; indian;
indonesian; iranian; iraqi; irish; israeli; italian; jamaican; japanese; jordanian; kazakh; kenyan; korean; kurdish; kuwaiti;
latvian; lebanese; libyan; lithuanian; malaysian; maltese; mexican; moldovan; mongolian; moroccan; nepalese; nigerian;
norwegian; pakistani; palestinian; peruvian; polish; portuguese; puerto rican; romanian; russian; saudi; scottish; senegalese;
serbian; singaporean; slovak; slovakian; slovene; slovenian; somali; south african; spanish; sri lankan; sudanese; swedish;
swiss; syrian; taiwanese; thai; tunisian; turkish; ugandan; ukrainian; uruguayan; venezuelan; vietnamese; welsh; yemeni; zambian;
brit; dane; finn; spaniard; swede; scot; turk; briton; englishman; frenchman; irishman; dutchman; new zealander; new zealand;
christian; catholic; roman catholic; protestant; orthodox; muslim; islamic; jewish; jew; hindu; buddhist; sikh; mormon; atheist;
evangelical; anglican; baptist; lutheran; methodist; quaker; republican; democrat; conservative; labour; liberal democrat; tory;
communist; socialist; marxist; libertarian
`),
);
