"""Sentence patterns written for Earshot. {slot} is a maker of entity_values.Values; [a|b|] is a choice; \\n is a line break."""

CARE = r"""
[Hi|Hello|Hey|Good morning|Good afternoon|], [my name is|this is|I am|I'm] {person}[ and|,] I [would like|want|need] to [check my order|talk about my bill|reset my password|cancel my plan|report a problem|dispute a charge].
[My name's|The name is|Name's] {full}, [order number|account|ticket|reference] {order}.
[Am I|Are you] speaking with {person}?
[Thank you|Thanks] for [calling|contacting] {company}, [my name is|you are speaking with|this is] {first}, how [can|may] I help[ you| you today|]?
{company} [support|customer service|helpdesk], {first} speaking.
[I've|I have] been a {company} customer since {year} and [never had this problem|I am fed up|nothing works].
[Can|Could] I [speak|talk] to {titled}[ please| from the billing team|]?
[I spoke|I talked] [to|with] {first} [yesterday|last week|on Monday|this morning] and [she|he|they] [promised|said|told me] [a refund of {amount}|it would be fixed|someone would call me back].
{person}, [is there any way|would it be possible|is there a chance] I could [get a supervisor|get your manager|talk to someone else]?
[Ask|Tell|Remind] {person} to [call me back|send the invoice|check ticket {order}|ring {phone}].
[Please|Kindly] [ship|send|deliver|post] it to {address}[.|, thanks.| instead.|]
[Please|Could you] [change|update|correct] [my|the|our] [delivery|shipping|billing|home|mailing] address [to|as follows:|with] {address}[.|]
[I|We] [just|recently] moved [house|flats|offices|]. [The new|Our new|My] address [is|would be] {address}
[My|The|Our] [current|old|previous|permanent|office] address is {address}[.|, is that what you have?|]
[Is|Was] the parcel [sent|delivered] to {address}?
[The courier|The driver|Your technician] [went|came] to {address} but I live at {address}.
[We|I] [used to live|lived for {count} years] at {address}[.| before moving to {place}.]
[Pick|Collect] me up [at|from] {address}[ and drop me at {address}|].
[I need|Get me|Book me|Send] a [cab|taxi|car|technician|driver|van] [to|at|from] {address}[.|, I'll wait outside.|]
[Let's meet|We'll be waiting|See you|The party is|The meeting is] at {address} [after work|at {clock}|before the show|on {date}|].
[The|Our] [bakery|store|branch|shop|clinic|school|warehouse|hotel] is [at|located at|on] {address}.
[The|That] [bakery|store|pub|shop|museum|hotel] is [at|located at] {building}[.|]
[He|She|My mother|Our customer|{person}] [lives|works|stays] at {building}, {city}[.|]
[The tram|The shuttle|The train|This coach] [stops|ends] [at|near|in front of] {building}[.| St.|]
{person} [gave|sent|told] {person} [the|her|their] [delivery|home] address: {building}, {city}
[Turn left|Turn right|Stop|Pull over|Wait] [at|on] the [corner|junction|crossing] of {road} and {road}[.|]
[Drive|Walk] [down|along|up] {road} until you [reach|see] {road}.
[Your|And the] [home address|postal address|address]? [It's|That is|] {address}
[Where|To which address] should [I|we] send it? [To|] {address}[ please|]
[Our|The|Your] [postcode|zip|zip code|postal code|ZIP|post code] [is|reads] {zip}[.|, {city}.|]
[What's|And] your [zip|postcode|zip code]? {zip}
[I live|I'm based|I am calling from|We are] in {city}[, {zip}| {zip}|].
[Do you|Will you|Can you] [deliver|ship] to {place}[?| or only to {place}?]
[I am|I'm|We are|My son is] [travelling|on holiday|on a trip|stuck|abroad|at a fair|at a conference|at a wedding] in {place} and my card [{card} |][is blocked|was declined|does not work].
[My|The] card {card} [was stolen|is gone|got swallowed|expired|does not work|was charged twice][, please help| in {place}|].
[Please|Can you] [freeze|stop|cancel|replace] [the|my] [debit|credit|] card [number|ending|] {card}[, I'm {person}|]
[What are|Tell me] the fees [for|on] card {card}[ in {place}|]?
[Send|Mail] the new card [for|of] {person} to {address}.
[I want to|Please|How can I|Can I] [add|register|remove|name] [my] [wife|husband|son|daughter|partner|brother|mother|kid|child] {person} [to|from|on] [my account|the policy|the contract|the plan|the mortgage][.|?|]
[My] [wife|husband|son|daughter|partner|brother|mother|boss|neighbour|father] {person} [is|was] [the account holder|also on the plan|waiting|the one who signed|born on {date}].
[The|My] [last name|surname|family name] is [spelled wrong|wrong|misspelt], it [should be|is] {last}[.|, not {last}.|]
[First name|Given name]? {first}
[And|] [what is|what's|may I have] your [full name|surname|first name|name][, please|]? [It's |I'm |][{full}|{last}|{first}]
[The account is|It's] [under|in the name of] {person}[.|]
[People|Friends|My colleagues] [usually |just |][call|know] me [as|by|] {first}[.|, but my passport says {full}.]
[Please|] [put|list|register|enter] {person} as [my emergency contact|the guardian|an authorised user|the new owner|beneficiary].
[The|My|Her|His] [mobile|cell|phone|number|telephone|landline] [number |][is|:] {phone}[.|, call after {clock}.|]
[Call|Text|Ring|Reach] [me|us|him|{first}] [at|on] {phone}[ or {phone}|] [before|after|] [{clock}|]
[I never|I did not|We didn't] [get|receive] [the|a] [code|text|message] on {phone}[.|, my name is {person}.]
[My|The] [e-mail|email|mail address] is {email}[.|, and my number is {phone}|]
[Write|Send it|Forward this] to {email}[ and copy {email}|].
[Could you|Please] confirm [the email|the address|your e-mail]: {email}?
[The page|Your site|The website] {site} [is down|does not load|shows an error][ in {place}|].
[Visit|See|Check|Go to] {site} [for details|to log in|and sign in].
[I get|There is] [an error|a block] [for|from] [IP|address|the IP] {ip}[.| when I log in.]
[My|Her|His] [social security no.|SSN|social] [is|should be] {ssn}[.|]
[My|His|Her|The] [driver's licence|driving licence|driver license|licence] [number |no. |][is|:] {licence}[.|]
[I want to|Please|How do I] [send|transfer|wire] {amount} to {iban}[, account holder {full}|, the account of {person}|].
[The|Our|Her] IBAN [is|:|reads] {iban}[.|, bank {company}.|]
[I work|I am working|I've worked] [for|at] {company}[ in {city}| as a {job}|].
[I'm calling|Calling|I am writing] [from|on behalf of] {company}[ in {place}|][ about invoice {order}|].
[We|I] [switched|moved|changed] from {company} to {company} [in {year}|last year|because of the price].
[My old provider|The bank|My insurer] {company} [charges|charged] {amount}[ a month|].
[I ordered|I bought|We purchased] [a|the|two] {product} [on|from] [{company}|{site}] on {date}[ and it broke| and it never came|].
[My|The|Our] {product} [stopped working|will not start|keeps crashing|is broken][ since {date}| since {clock}|][.|]
[It has been|It's been] [like this|broken|down|slow] since {date}[.|, and nobody from {company} called.|]
[The outage|The problem|It] [started|began] [on|at] [{date}|{clock}][.|]
[I was charged|You took] {amount} on {date}[ by {company}|].
[Can you|Could the technician] come [on {date}|at {clock}|on {date} at {clock}|tomorrow|next week][?|]
[My|His|Her] [date of birth|birthday|DOB|birth date] is {date}[.|]
[I'm|I am|My mother is|My father is|She is|He is] {age}[ years old|, retired|][ and|, and] [needs help with the app|live in {city}|cannot hear well|on a pension].
[I'll be|I turn|I will turn|She turns|He'll be] {age} [next month|tomorrow|on Sunday|in May|this weekend][.|]
[I've just turned|I just turned] {age}[.|, can I get the senior discount?]
[The|This|A] {age}[-| ]year[-| ]old [man|woman|male|female|boy|girl|patient|customer] [with|reports|complains of|presenting with] [back pain|a fever|a rash|chest pain|nausea|a sprained ankle|dizziness].
[I'm|My name is] {person}, {age}, from {place}[.|, and I'm a {job}.|]
[I'm|I am] [a |]{age}[ y/o| yo| years young| years of age], [from {place}|living in {city}].
[Do you have|Is there] [someone|anyone] who speaks {nationality}?
[I have|I hold] [a|an] {nationality} passport[ and live in {place}|].
[I am|I'm|We are|He is|She is] {nrp}[, is that a problem?| and proud of it.|, so I don't eat pork.|]
[Do you accept|Can I use] {nationality} [cards|credit cards|phone numbers|driving licences]?
[My] [flight|train] [from|out of] {city} to {city} [on {date}|at {clock}|] [was cancelled|is late|is overbooked][, I'm {person}|].
[I want to|I'd like to|Please] [book|change|cancel] [a|my] [flight|room|ticket|trip] [from {city} to {city}|to {city}|in {place}] [on {date}|for {count} people|].
{titled} [is|was] [our|my] [agent|adviser|contact|doctor|solicitor] [at|with] {company}.
[Dear|Hello|Hi] {titled},\n\n[thank you for your letter of {date}|your order {order} has shipped|we could not reach you at {phone}]. \n\n[Kind regards|Yours sincerely|Best wishes],\n{full}\n{job}, {company}
[Hi|Hello|Dear] {first},\n[I'm writing|I am getting in touch] [about|because of] [a payment|an invoice|my subscription][ of {amount}|].\n[Thanks|Cheers|Best|Regards],\n{person}
[Hi|Dear] {person}, [I have|there is] a [problem|question|issue] with [a|my|the] [transfer|payment|direct debit] [to|from] [{iban}|{company}|card {card}].
Agent: [May I have|Can I get|What is] your name? Customer: {person}
Bot: [Please enter|Type|Tell me] your [full name|name|surname]. User: {full}
Customer: {full}\nAgent: [Thanks|Thank you], {first}. [And your address|Where do you live]?\nCustomer: {address}
Agent: [And the|Your] [zip code|postcode]?\nCustomer: {zip}\nAgent: [Phone|Mobile]?\nCustomer: {phone}
[{first}|{person}]: [Hello|Hi there|Good evening].\n[{first}|{person}]: [How are you|What happened|Who is this], {first}?
[{first}|{person}]: "[I do not know|Leave me alone|Where were you]!"\n{first}: "[Ask {first}|I was in {place}|I'm {person}'s brother]."
{first} [shouted|whispered|said] to {first}: "[Where is|Have you seen|Do you know] {person}?"
[Give|Send|Show] {first} and {first} [the link|my best|the refund].
[Is|Was] {person} [in|there|available|around|at home] [today|on {date}|at {clock}|]?
[I'd like|We want] [{person}|{titled}] to be [my|our] [contact|agent|doctor].
[Follow-up|Meeting|Appointment|Call|Lunch] with {person} [on {date}|at {clock}|next week|in two months|in a while].
[You can|One can] [always |] [count on|trust|rely on] {person}.
{person} [is|was] [so|very|extremely] [helpful|kind|rude|patient|polite][.| on the phone.|, great agent!]
[Great|Awful|Good] [service|job] from {first} [at|in] [the {city} store|your {city} office|{company}].
[Has|Have] [anyone|you] [been|gone] to [{city}|{country}|a {person} show|a {person} gig|{company}]?
{place} is [lovely|so much fun|too hot|beautiful|cold] [in winter|this time of year|].
[We|They|She|He|The family] [came|arrived|relocated|emigrated|flew in|went back] [here |][from|to] {place}[ in {year}| last night| this morning|].
[The president|The queen|The band|The minister|A delegation] [landed in|left|visited|toured] {place} [this morning|yesterday|on {date}|][ from {place}|].
[Our|My] [grandfather|grandmother|great aunt|uncle] was [called|named] {person}, [born|raised] in {place}[ in {year}|].
"[We are|I'm] [happy|sorry|proud] [that {place} voted yes|to see {place} move on|to be in {place}]," [says|said|added] {person}[, {job}|, a {job} from {place}|].
{person}, [the|a] {job}[ at {company}|], [said|told reporters|explained]: "[We had no choice|This was a mistake|It is what it is]."
[She|He] [worked|was employed] [at|for] {company} as [a |an |]{job}[ until {year}| and left last spring|, now she is retired].
[I am|I'm|She is|He's] [a|an|the] {job}[ at {company}| in {city}|].
[We are|{company} is] [hiring|looking for] [a|an] {job}[ in {city}|].
{titled} {building}\n{city} {zip}
"""

FORMS = r"""
Name: {full}\nAddress: {address}[\nPhone: {phone}|]
Name[:|]   {full}\n[Street|Address]:   {whole}\n[E-mail|Email]: {email}
Name: {full}\nAge: {age}\nOccupation: {job}\nNationality: {nationality}
First name: {first}\nLast name: {last}\nDate of birth: {date}\n[City|Town]: {city}\nCountry: {country}
[Customer|Patient|Client|Contact]: {full}[, {age}|]\n[DOB|Born]: {date}\n[Tel|Mobile]: {phone}
[Patient|Client|Insured]: {reversed}\n[DOB|Date]: {date}
[Employer|Company]: {company}\n[Position|Title]: {job}\n[Since|Start]: {date}
{full}\n{company}\n{address}[\n{phone}|]
{full}\n{job}\n{company}\n{whole}\n{phone} [office|work|tel]\n{phone} [fax|mobile|cell]
{full}\n{job}[ at |\n]{company}\n{email}\n{site}
{full}\n\n{parts}
{full}\n\n{parts}\n{phone}[-Home|-Mobile| (office)|]
{full}\n\n{parts}
{titled}\n{parts}
{full}\n{parts}
{prefix} {full} {flat} {building}\n{city} {state} {zip}
{full}, {parts}
{full}\n{city}\n{country}
{full}\n\n{city_state}
{company}\n{address}
{company}\n\n{whole}\n{phone}
{company}, {parts}
The [offices|headquarters|head office|building] of {company} [are|is|can be found at] [at |in |]{address}[.|]
{company} [has moved to|is based at|opened an office at|has its office at] {address}[.|]
{company} [has|opened] [an office|a branch|headquarters] in {city}[, {country}|].
Here is {person}'s [new|postal|home] address:\n\n{address}
[As agreed|As requested], [the address of|where to find] {person}:\n{whole}
[Here are|These are] [my|the] addresses: {address}, and {address}
[Both|My home and work] addresses [should be|are] the same: {address}
[Billing|Bill to]: {full}, {whole}\n[Shipping|Ship to]: {full}, {whole}
Invoice {order}\nDate: {date}\nTo: {company}\n{whole}\nTotal: {amount}
Order {order} [placed|shipped] on {date} [for|to] {full}, {parts}
The [letter|parcel|package|box] [came|was delivered|got] to {address} [last night|this morning|on {date}|too late].
[Guests|Attendees|Members|Present]: {full}, {full}, {full}[ and {full}|]
1. {full}\n2. {full}\n3. {full}
- {full}, {company}\n- {full}, {company}
From: {full} [<{email}>|]\nTo: {full}\nSubject: [your order {order}|invoice|meeting on {date}]
[Best|Regards|Thanks|Sincerely|Cheers],\n\n{full}\n{job} | {company}\nT: {phone}
[Sent|Signed] by {full} on {date}[ at {clock}|][ in {city}|]
[The corner of|Meet at the corner of] {road} and {road}
{reversed}[ ({age})|] - {city}
{city}, {date}
{address}
{city}
{full}
{person}
{company}
{date}
{zip} {city}
{phone}
"""

PROSE = r"""
{person} [was born|grew up|was raised|died] in {place}[ in {year}| on {date}|][ and studied at the University of {city}|].
{person} [wrote|published|released|recorded|painted] [her|his] first [novel|album|song|story|play] in {period}[ while living in {city}|].
{person} and {person} [met|married|divorced] in {place} in {year}.
[The|A] {nationality} [singer|writer|painter|actor|chess player|football player|striker|goalkeeper|scientist] {person} [won|lost|left|joined {company}|moved to {place}][ in {year}|].
{company} was [founded|started|set up|created|established] [in {year}|by {person}|in {city}] [by {person} and {person}|in {period}|].
[Founded|Established] in {year}, {company} [employs|has] {count} thousand people [in {place}|across {place} and {place}].
{company} is [a|an] {nationality} [bank|insurer|airline|retailer|software company|car maker|multinational][ based in {city}| headquartered in {city}, {country}|].
{company} [is|was] the [work|idea|project] of [its|] [two|three|four] founders: {person}, {person} and {person}.
{company} [bought|acquired|sued|merged with] {company} [for {amount}|in {year}|on {date}].
[In|During] [the |]{period}, {company} [grew|invested|expanded|lost money] [quickly|in {place}|abroad].
[On|By] {date}, [the|] {nationality} [government|parliament|army|court|police|team] [announced|signed|rejected|began] [the treaty|the talks|a strike|the vote].
[The|] {nationality} [police|border guards|authorities] [arrested|questioned|released] {person} [in {city}|on {date}|over unpaid taxes].
The {company} [Choir|Symphony|Theatre|Festival|Cup|Museum] was [started|opened|held] in {year} in {place}.
The {person} [cover|version|remix|recording] [is better|was a hit|sold a million copies][ for {company}| in {place}|].
[I like|I prefer|Nothing beats|You have to hear] the {person} [song|album|book|film|biography].
[A|This|Such a] [good|great|lovely|sad] [song|tune|record|book|film] [by|from|about|featuring|with|(by] {person}[.|, from {year}.|]
[Based on|Like|Unlike] the {person} [book|novel|film|story], [it is about war|it's not a love story|this one is short].
[Then|And then] {first} [comes in|plays the solo|sings the chorus], [followed by|with|and so does] {person} on [drums|bass|guitar].
[Come on|Oh], {first}, [don't leave me|sing it again|what a night|you broke my heart]!
"{first}, [oh|my|sweet] {first}, [wait for me|come home|I need you]"
[Her|His] [song|poem|letter] "[Going back to|Lost in|Goodbye] {place}" [was written|was sung] by {person} in {year}.
[He|She] [came|came home|was back|returned] from {place} [injured|a changed man|rich|sick], and {person} [never|hardly] [wrote|called].
{person}'s [brother|lawyer|killer|parents|house|doctor|wife] [was|is] [in court|found|arrested|from {place}|late].
[Lawyers|Friends|Fans|Neighbours] of {person} [say|claim|hope] [she|he] [is innocent|will return to {place}|is well].
[The|Our] {company} [analyst|writer|editor|engineer|founder|chief] {person} [resigned|uses a lot of jargon|spoke first|was on leave][ in {year}|].
{person} of {company} [gave|will give] the [opening|closing|main] [talk|speech|address][ in {city}|].
{person} ({company}, {city}) [and|with] {person} ({company})
[Live|Reporting] from {city}, {person} for {company}.
{city} - [The mayor|{person}|{company}] [said|announced] on {date} that [taxes will rise|schools stay closed|the bridge is safe].
[At the|During the] [conference|fair|festival|match] in {city}, {person} [met|beat|introduced|praised] {person}.
In its {count}th year in {place}, {company} [helps|supports|teaches|invites] [musicians|children|farmers] from [all over|] {place}.
[The film|The show|This series], set in {place}, stars {person} as [a|an] {nationality} [spy|cook|teacher].
[An|The] {nationality} [beauty|graffiti|classic|dream|story][, with {person}| by {person}|].
[My|Her] parents are {nationality}, [I was|she was] born in {place}.
[The|] {belief} [church|party|community|candidate|voters] in {place} [supports|opposes] [the plan|{person}].
[People|Farmers|Voters|Students] in [southern|northern|eastern|western|South|North|Central|] {place} [protest|vote|celebrate] [on {date}|every year|today].
[At noon|One evening|On the last day], [they|we] [drove|sailed|flew|walked] [to|back to|through] {place} [by train|by boat|on foot|with {person}].
{person} [told|asked|called|texted|paid|thanked] {person} [about {person}|in {place}|at {clock}|on {date}|twice].
{titled} and {titled} [live|stayed] in {city}.
[The|] {job} {person} [from|of] {company} [lives|works] in {city}, {state}.
{initials} [and|,] {initials} ({year})
[Dr. |]{full}, {job}, {city}
{person}, [{age}|aged {age}|{age} years old], [from|of] {place}, [was|is] [missing|a {job}|arrested|the winner].
[Born|Raised] in {city}, {person} ({age}) [is|was] [a|an] {nationality} {job}.
[Patient|Pt] {person}, {age}, [admitted|seen|discharged] on {date} [by {titled}|with chest pain|in {city}].
[She|He] is {age} and [already|still] [plays for {company}|lives with {first}|works as a {job}].
[Happy birthday|Congratulations|Welcome|Well done|Good luck], {first}[!|, from all of us at {company}!|]
"""

SPOKEN = r"""
[um|so|yeah|okay|right|hi|hello|] [my name is|this is|it's|i'm] {person} [and|um] [i have a problem with my bill|i'm calling about my internet|i lost my card|my order is late]
[uh|] yeah [it's|its] {last} {spelled}
first name {first} last name {last}
[my last name is|surname is|it's spelled|that's spelled] {spelled}
[you're speaking with|you are through to|this is] {first} [at|from] {company} how can i help
is this {spoken_title}
[hi|hello|good morning] {spoken_title} [how are you today|thanks for holding|what can i do for you]
[i was talking to|i spoke with|the lady was called|the guy's name was] {first} [yesterday|last week|before|and she hung up]
[i live|we live|it's|the address is|i'm] at {spoken_street} [in|] {city}
[can you|could you|please] [send it|ship it|deliver it|send the technician] to {spoken_street} [{city}|in {city}|please|]
[my|the|our] [new|old|billing|home] address is {spoken_street} {city} [{state}|]
[it's|the address is|yeah that's] {spoken_street}
[i moved|we moved] from {spoken_street} to {spoken_street} [last month|]
[i'm calling|calling|i'm|we are] [from|in] {place} [and my phone does not work|and i can't get a signal|right now|]
[when i was|i was|i'm travelling] in {place} [my card was declined|they charged me twice|i had no data]
[i need to|i want to|can i] fly from {city} to {city} on {spoken_date}
[i was born on|my birthday is|date of birth|my date of birth is] {spoken_date}
[i'm|i am|my mother is|my husband is|she's|he's] {spoken_age} [years old|and i live alone|]
[i'm|she's|he's] {age} years old [and|]
[can someone come|can you call me back|please call me] [at|around] {spoken_clock} [tomorrow|on monday|please|]
[it stopped working|i called|it happened|i paid] on {spoken_date} [at {spoken_clock}|]
[it's been down|no internet|no signal] since {spoken_clock} [this morning|]
[the appointment was|it was supposed to arrive] [for|on] {spoken_date} [between {spoken_clock} and {spoken_clock}|]
[i used to be|i was|i've been] with {company} [before|for ten years|and they were better]
[i work|my wife works|my son works] [for|at] {company} [as a {job}|in {city}|]
[i'm|she is|he is] [a|an] {job} [at {company}|]
[i bought|i got|i ordered] [it|this {product}|a {product}] [from|at] {company} on {spoken_date}
do you have [somebody|anyone] who speaks {nationality}
[i have|i've got] [a|an] {nationality} [passport|accent|bank account]
[my wife|my husband|my son|my daughter|my brother|my mother] {first} [is on the account|will pick it up|called you before|has the same problem]
[can you|please|i want to] [add|put|remove] {person} [on|to|from] my account
[is|was] {first} [there|around|available]
thank you {first} [you have been very helpful|have a nice day|bye|that's great]
[thanks|okay|alright|sure|no worries] {first}
[oh|no|wait] [it's|that's] {first} not {first}
[my zip code is|zip is|postcode|the postcode's] {zip}
[my number is|phone number|it's] {phone}
the order number is {order} [under {person}|and the name is {person}]
[yeah|yes] {full}
{full}
{city}
{city} {state}
"""

# Nothing in these is an entity.
PLAIN = r"""
[Will|Can|May|Could] [you|they] [mark|bill|grant|chase|book|check] [it|the order|this] [as paid|for me|again]?
I [will|may|hope to|could] [pay|call|cancel|return it] [soon|tonight|this weekend|in a few days|next month|on {holiday}|later].
[The|My|A] {product} [is|was] [great|broken|on sale|too expensive|in the box][.|!|]
[How|Where|When] do I [change|reset|find|activate|block|see] my [PIN|password|card|account|statement|limit|voicemail|IBAN|zip code|e-mail]?
[THIS|MY ORDER|THE APP|YOUR SERVICE] [IS|WAS] [TERRIBLE|NOT WORKING|SO SLOW|A JOKE]!!!
[I AM|WE ARE] [SO ANGRY|WAITING|NOT HAPPY|DONE WITH THIS] [!!|???|]
[WHAT|WHERE|WHY] [IS|DOES] [MY REFUND|THE BUTTON|THIS MEAN|IT NOT LOAD] ???
[Words|Terms|Virtues|Ideas] like [Hope|Faith|Grace|Justice|Honour|Patience] [and|or] [Joy|Charity|Courage|Truth|Liberty] [are|can be] [capitalised|not names|just words].
[Hope|Faith|Grace|Joy|Will|Mark|Bill|May|June|Rose|Art|Frank|Grant|Rich|Chase|Jack|Summer] is a [word|nice thought|strong word|verb|noun].
[To be frank|Let me be frank|For the record|In good faith|By the way], [the bill|the mark|the rose|the jack|the summer sale] is [wrong|over|fine].
[Press|Say|Dial|Type] {count} [to continue|for Billing|for Sales|for help].
[Step|Page|Line|Option|Room|Chapter|Version|Level] {count}[.|: restart the router.|]
[Your|My|The] [order|ticket|tracking|reference|case|invoice|claim|policy] [number |][is|:|was] {order}[.|]
[Order|Ticket|Case|Reference|Model|Serial] {order} [is late|was closed|is open|has an error][.|, over {amount} in total.|]
[Refund|Pay|Charge|Send] [me|] {amount} [for|from] [order|invoice] {order}.
[I waited|We waited|It took] {count} [minutes|hours|days|weeks][ on hold|].
[I have|There are|You sent] {count} [items|users|lines|boxes|devices|shirts] [left|missing|too many|].
[It costs|The fee is|You owe] {amount}[ per month| for {count} months|].
[The|Our] [Support|Sales|Billing|Legal|Refunds|Returns] [Team|Department|Desk] [will|can] [help|call you|reply].
[Terms and Conditions|Privacy Policy|Frequently Asked Questions|Getting Started|Order Summary|Account Settings|Delivery Information|Contact Us]
[Welcome|Hello|Hi|Hey|Good morning|Good evening|Thanks|Thank you|Please|Sorry|Yes|No|Okay|Sure|Great|Perfect][!|.|,|]
[Three|Five|Ten], [two|four|nine]..., [go|now|stop]!
[You|The candidate|The trainee] will [be in charge of|look after|learn about] [the care of horses, goats and birds|stock and deliveries|cash and cards].
[Ready|Set|Go|Stop|Wait|Listen|Careful]...
My [faith|church|religion|belief|doctor] [forbids|does not allow|says no to] [phones|meat|this|robots].
[The weather|The food|The room|The music] [was|is] [lovely|awful|too loud|cold] [today|tonight|this morning|last night|at the weekend].
[I'll|We'll|She'll] [come|call|reply|be there] [tomorrow|later today|on the weekend|tonight|next week|soon|before lunch|in two weeks].
[He|She|They|Somebody] [moved|left|resigned|called] [abroad|a few months ago|last year|yesterday|at once|years ago].
[Nobody|Everybody|Someone|The manager|The driver|The king|My sister] [knows|called|left|was rude|said no][.|!|]
[I am|We are] [leaving|moving away from] [the country|town|the city|the flat][, cancel everything|, close my account please|].
[Wi-Fi|Bluetooth|The App|Chat|The Router|The Website] [keeps|is] [dropping|failing|down][ again|].
the [internet|phone|card|order|bill|parcel] [is|was] [down|late|wrong|missing|blocked] [again|and i am angry|since yesterday|for {count} days]
[um|uh|yeah|so|well|okay] [i mean|you know|like] [it just|the thing] [stopped|broke|went off] [and|so] [i don't know|what can i do]
[can you|will you|could you] [bill me|mark it|chase it|grant access|drew it] [may be|in may|in march|next week|]
"""

# Share of each part in the whole.
PARTS = (("care", CARE, 0.38), ("forms", FORMS, 0.20), ("prose", PROSE, 0.19), ("spoken", SPOKEN, 0.12), ("plain", PLAIN, 0.11))
