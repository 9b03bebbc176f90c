"""Words that the entity sentences are filled with where Faker has none: places, companies, titles, nationalities, hard negatives."""


def words(text):
    return [word.strip() for word in text.replace("\n", ",").split(",") if word.strip()]


COUNTRIES = words("""
United States, USA, US, U.S., United Kingdom, UK, U.K., England, Scotland, Wales, Ireland, Northern Ireland, France, Germany, Spain, Portugal, Italy
Netherlands, Belgium, Luxembourg, Switzerland, Austria, Denmark, Norway, Sweden, Finland, Iceland, Greenland, Greenlander, Estonia, Latvia, Lithuania
Poland, Czech Republic, Slovakia, Slovenia, Hungary, Croatia, Serbia, Bosnia, Romania, Bulgaria, Greece, Cyprus, Turkey, Malta, Albania, Ukraine
Russia, Belarus, Georgia, Armenia, Israel, Egypt, Tunisia, Morocco, Algeria, Libya, Nigeria, Ghana, Kenya, Ethiopia, Tanzania, South Africa, Zimbabwe
Uruguay, Paraguay, Argentina, Chile, Brazil, Peru, Bolivia, Ecuador, Colombia, Venezuela, Mexico, Canada, Cuba, Jamaica, Haiti, Dominican Republic
Puerto Rico, Costa Rica, Panama, Guatemala, Australia, New Zealand, Fiji, Japan, China, South Korea, North Korea, Taiwan, Hong Kong, Singapore, Malaysia
Indonesia, Thailand, Vietnam, Cambodia, Laos, Philippines, India, Pakistan, Bangladesh, Sri Lanka, Nepal, Afghanistan, Iran, Iraq, Syria, Lebanon
Jordan, Saudi Arabia, Kuwait, Qatar, Bahrain, Oman, Yemen, United Arab Emirates, UAE, Kazakhstan, Uzbekistan, Mongolia, Eritrea, Sudan, Senegal
Soviet Union, Britain, Great Britain, America, Holland, Palestine, Kosovo, Montenegro, Moldova, Uganda, Rwanda, Namibia, Botswana, Mozambique, Angola
""")

CITIES = words("""
New York, New York City, Los Angeles, Chicago, Houston, Phoenix, Philadelphia, San Antonio, San Diego, Dallas, San Jose, Austin, Jacksonville, Columbus
Charlotte, Indianapolis, San Francisco, Seattle, Denver, Washington, Washington DC, Boston, Nashville, Detroit, Portland, Las Vegas, Memphis, Louisville
Baltimore, Milwaukee, Albuquerque, Tucson, Fresno, Sacramento, Kansas City, Atlanta, Miami, Omaha, Minneapolis, Tulsa, Cleveland, New Orleans, Tampa
Honolulu, Anchorage, Pittsburgh, Cincinnati, St. Louis, Orlando, Buffalo, Toledo, Reno, Durham, Albany, Kenosha, Santa Fe, Boise, Salt Lake City
London, Manchester, Birmingham, Leeds, Glasgow, Edinburgh, Liverpool, Bristol, Cardiff, Belfast, Sheffield, Newcastle, Nottingham, Leicester, Oxford
Cambridge, Brighton, York, Bath, Southampton, Plymouth, Reading, Dublin, Cork, Galway, Paris, Lyon, Marseille, Toulouse, Nice, Bordeaux, Lille, Berlin
Hamburg, Munich, Cologne, Frankfurt, Stuttgart, Leipzig, Dresden, Vienna, Graz, Salzburg, Zurich, Geneva, Basel, Bern, Madrid, Barcelona, Seville
Valencia, Bilbao, Malaga, Lisbon, Porto, Rome, Milan, Naples, Turin, Florence, Venice, Bologna, Amsterdam, Rotterdam, The Hague, Utrecht, Brussels
Antwerp, Ghent, Copenhagen, Aarhus, Odense, Oslo, Bergen, Trondheim, Stockholm, Gothenburg, Malmö, Helsinki, Tampere, Turku, Reykjavik, Nuuk, Tallinn
Riga, Vilnius, Warsaw, Krakow, Gdansk, Prague, Brno, Bratislava, Budapest, Ljubljana, Maribor, Zagreb, Split, Belgrade, Bucharest, Sofia, Athens
Thessaloniki, Nicosia, Limassol, Istanbul, Ankara, Kyiv, Moscow, St Petersburg, Minsk, Tel Aviv, Jerusalem, Cairo, Tunis, Casablanca, Lagos, Accra
Nairobi, Cape Town, Johannesburg, Durban, Pretoria, Montevideo, Buenos Aires, Santiago, São Paulo, Rio de Janeiro, Brasilia, Fortaleza, Lima, Bogota
Caracas, Mexico City, Guadalajara, Toronto, Montreal, Vancouver, Calgary, Ottawa, Winnipeg, Halifax, Sydney, Melbourne, Brisbane, Perth, Adelaide
Canberra, Hobart, Darwin, Auckland, Wellington, Christchurch, Tokyo, Osaka, Kyoto, Nagoya, Sapporo, Seoul, Busan, Beijing, Shanghai, Shenzhen, Taipei
Hanoi, Ho Chi Minh City, Bangkok, Manila, Jakarta, Kuala Lumpur, Mumbai, Delhi, New Delhi, Bangalore, Chennai, Kolkata, Hyderabad, Pune, Jaipur
Karachi, Lahore, Dhaka, Colombo, Kathmandu, Kabul, Tehran, Baghdad, Damascus, Beirut, Amman, Riyadh, Doha, Dubai, Abu Dhabi, Asmara, Addis Ababa
""")

STATES = words("""
Alabama, Alaska, Arizona, Arkansas, California, Colorado, Connecticut, Delaware, Florida, Georgia, Hawaii, Idaho, Illinois, Indiana, Iowa, Kansas
Kentucky, Louisiana, Maine, Maryland, Massachusetts, Michigan, Minnesota, Mississippi, Missouri, Montana, Nebraska, Nevada, New Hampshire, New Jersey
New Mexico, New York, North Carolina, North Dakota, Ohio, Oklahoma, Oregon, Pennsylvania, Rhode Island, South Carolina, South Dakota, Tennessee, Texas
Utah, Vermont, Virginia, Washington, West Virginia, Wisconsin, Wyoming, Ontario, Quebec, Alberta, British Columbia, Victoria, Queensland, Bavaria
Saxony, Tuscany, Sicily, Andalusia, Catalonia, Upper Austria, Tyrol, Kent, Essex, Surrey, Yorkshire, Cornwall, Kerala, Punjab, Gujarat, Maharashtra
""")
STATE_CODES = words("AL,AK,AZ,CA,CO,CT,FL,GA,IL,IN,MA,MD,MI,MN,NC,NJ,NV,NY,OH,OR,PA,TX,UT,VA,WA,WI,ON,QC,BC,NSW,VIC,QLD,WA,KA,NO,PR,OV,SP,RJ,nan,nan,nan")

NATIONALITIES = words("""
American, British, English, Scottish, Welsh, Irish, French, German, Spanish, Portuguese, Italian, Dutch, Belgian, Swiss, Austrian, Danish, Norwegian
Swedish, Finnish, Icelandic, Greenlandic, Greenlander, Estonian, Latvian, Lithuanian, Polish, Czech, Slovak, Slovenian, Hungarian, Croatian, Serbian
Romanian, Bulgarian, Greek, Cypriot, Turkish, Ukrainian, Russian, Georgian, Armenian, Israeli, Egyptian, Tunisian, Moroccan, Nigerian, Ghanaian, Kenyan
Ethiopian, Eritrean, South African, Uruguayan, Argentinian, Chilean, Brazilian, Peruvian, Colombian, Venezuelan, Mexican, Canadian, Cuban, Jamaican
Australian, Japanese, Chinese, Korean, Taiwanese, Malaysian, Indonesian, Thai, Vietnamese, Filipino, Indian, Pakistani, Nepalese, Afghan, Iranian
Persian, Iraqi, Syrian, Lebanese, Saudi, European, African, Asian, Latin American, Hispanic, Arab, Kurdish, Chechen, Catalan, Basque, Brazil
""")
BELIEFS = words("""Christian, Muslim, Jewish, Buddhist, Hindu, Sikh, Catholic, Protestant, Baptist, Mormon, Orthodox, Quaker, Methodist, atheist
Democrat, Republican, Conservative, Labour, Liberal, Socialist, Communist, Democratic, Marxist, Green Party, Zionist, Shiite, Sunni, Amish, Lutheran""")

COMPANIES = words("""
Microsoft, Google, Apple, Amazon, Facebook, Netflix, IBM, Intel, Oracle, Cisco, Dell, Sony, Samsung, Nokia, Siemens, Bosch, Philips, Panasonic, Toyota
Honda, Ford, General Motors, Volkswagen, BMW, Tesla, Boeing, Airbus, Lufthansa, Delta Air Lines, British Airways, Ryanair, Walmart, Target, Costco
Tesco, Aldi, Ikea, Starbucks, Coca-Cola, Pepsi, Nestle, Unilever, Procter & Gamble, Pfizer, Novartis, Roche, Goldman Sachs, JP Morgan, Morgan Stanley
Citibank, HSBC, Barclays, Lloyds, Santander, Deutsche Bank, ING, Wells Fargo, Bank of America, Visa, Mastercard, PayPal, American Express, Western Union
AXA, Allianz, Aviva, Prudential, Deloitte, KPMG, Accenture, McKinsey, Ernst & Young, Verizon, AT&T, T-Mobile, Vodafone, Comcast, Spotify, Uber, Lyft
Airbnb, Twitter, LinkedIn, Salesforce, Zendesk, HubSpot, Slack, Adobe, SAP, Zoom, Dropbox, GitHub, Shopify, eBay, FedEx, UPS, DHL, NASA, FBI, CIA, IRS
NATO, UN, U.N., UNICEF, European Union, EU, BBC, CNN, Reuters, Bloomberg, The New York Times, The Guardian, Red Cross, World Health Organization, WHO
Harvard University, Stanford University, Oxford University, MIT, Harvard, Yale, United Nations, World Bank, Columbia Records, RCA Victor, Motown
Capitol Records, Universal Music, Warner Bros, EMI, Sun Records, Yamaha, Comcast, Sprint, Infosys, Tata, Wipro, HCL, Reliance, Hilton, Marriott
""")
COMPANY_HEADS = words("""
Open, Data, Health, Cloud, Fleet, Civic, Micro, Red, Blue, Green, Bright, Clear, Smart, Swift, Quick, True, Prime, Inter, Trans, Omni, Pan, Meta, Nova
Terra, Aqua, Solar, Stream, Street, Home, Farm, Food, Farmers, Capital, Care, Credit, Energy, Market, Maps, Mobi, Net, Next, North, Orbit, Ox, Peer, Pixel
Plan, Price, Quant, Rank, Rapid, Rivet, Rock, Sage, Seed, Share, Simple, Sky, Snap, Social, Spot, Star, Stock, Tech, Think, Ticket, Trade, Trust, Urban
Vital, Weather, Web, Wise, World, Zill, Zon, Avi, Xi, Kyr, Qual, Verd, Pers, Exa, Ana, Lumi, Veri, Cert, Galo, Palan, Esri, Legi, Junar, Kim, Wolf
""")
COMPANY_TAILS = words("""
ly, ify, io, ics, ware, soft, works, world, base, cube, counter, grid, hub, labs, lab, lytics, made, map, maps, mark, mind, net, path, point, pulse, scope
score, scores, sense, sight, source, space, spot, stack, stream, sys, tech, tix, track, trade, trust, view, vine, vision, wave, weave, wise, works, aware
advisor, wallet, vera, gy, on, ara, ium, ent, ada, us, ora, dex, tel, union, ciety, sion, int, ata, ero, ion, tude, bit, bilt, tools, metrics, citi, cast
""")
COMPANY_NOUNS = words("""
Data, Health, Capital, Energy, Insurance, Software, Systems, Solutions, Analytics, Research, Consulting, Group, Partners, Services, Technologies, Media
Networks, Environmental, Economic, National, American, Global, United, First, Standard, Knowledge, Impulse, Insights, Resources, Sciences, Life, Bank
Financial, Weather, Real Estate, Legal, Credit, Ratings, Risk, Compliance, Logistics, Transport, Marketing, Education, Learning, Design, Innovation
Intelligence, Agency, Bureau, Institute, Association, Foundation, Council, Society, Corporation, Company, Industries, Holdings, Ventures, Express
Expert, Programming, Cycle, Collective, Mutual, Farm, State, Liberty, Pacific, Atlantic, Northern, Southern, Western, Eastern, Metropolitan, Central
Student, Business, People, Civic, Public, Open, Smart, Social, Personal, Rapid, Social, Professional, Advanced, General, Applied, Digital, Van Lines
""")
COMPANY_ENDS = words("Inc, Inc., LLC, Ltd, Ltd., Corp, Corp., Corporation, Group, PLC, GmbH, & Co, AG, and Sons, Incorporated, Limited, Holdings, Company, S.A., Pty Ltd, Oy, AB, BV, s.r.o.")

PREFIXES = words("Mr., Mr., Mr, Mrs., Mrs., Mrs., Mrs, Ms., Ms., Ms, Miss, Dr., Dr., Dr, Prof., Professor, Sir, Mme, Herr, Frau, Doctor")
SPOKEN_PREFIXES = words("mr, mister, mrs, missus, ms, miss, dr, doctor, professor")
JOBS = words("""
teacher, nurse, accountant, software engineer, lawyer, plumber, electrician, journalist, chef, pilot, cashier, waiter, librarian, truck driver, dentist
pharmacist, architect, carpenter, mechanic, receptionist, sales manager, project manager, data analyst, social worker, police officer, firefighter
paramedic, midwife, singer, photographer, editor, translator, economist, statistician, botanist, welder, roofer, baker, butcher, barber, florist
tailor, farmer, fisherman, security guard, packer, machine operator, crane operator, forklift driver, ticket clerk, booking agent, travel agent
bank teller, loan officer, underwriter, claims adjuster, actuary, auditor, bookkeeper, chief executive officer, CEO, CFO, director, vice president
prime minister, president, mayor, senator, ambassador, spokesman, spokeswoman, minister, secretary, judge, sheriff, governor, chancellor, bishop
lab technician, X-ray technician, dental hygienist, physiotherapist, psychologist, surgeon, veterinarian, radiographer, optician, occupational therapist
food scientist, marine biologist, geologist, astronomer, chemist, physicist, civil engineer, mining engineer, textile designer, costume designer
film director, camera operator, sound engineer, stage manager, actor, dancer, choreographer, composer, conductor, drummer, technical author, copywriter
""")

HOLIDAYS_O = words("Labor Day, Christmas, Easter, Thanksgiving, Halloween, New Year, Memorial Day, the weekend, Black Friday, Ramadan, Diwali")
PRODUCTS = words("""
iPhone, iPhone 12, Galaxy S9, Kindle, Windows 10, Windows, Excel, Outlook, Word, Chrome, Firefox, Safari, Android, PlayStation 5, Xbox, MacBook, Wi-Fi
Bluetooth, USB, HDMI, PDF, Alexa, Siri, Teams, Skype, WhatsApp, Instagram, Premium plan, Gold Card, Platinum, Business Class, Prime, Fast Track, VIP
Smart TV, Fire Stick, Router X200, Model S, Corolla, Civic, Golf, Focus, Beetle, Mustang, Nespresso, Lego, Levi's 501, Air Max, Turbo Plus, Family Pack
""")
