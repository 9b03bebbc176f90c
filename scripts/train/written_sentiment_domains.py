"""Words of eight lines of business for the sentiment grammar, written for Earshot: what breaks, who works there, what is asked.

One entry per line. {n}, {time}, {day}, {city}, {money}, {code} are filled by the grammar.
"""


def entries(text):
    return [line.strip() for line in text.strip().split("\n") if line.strip()]


DOMAINS = {
    "travel": {
        "thing": "flight|bag|seat|ticket|booking|connection|boarding pass|suitcase|reservation|upgrade|trip|luggage|itinerary|check-in|layover|miles account|return flight|morning flight",
        "staff": "gate agent|pilot|crew|flight attendant|check-in desk|baggage desk|captain|ground crew|lady at the gate|man at the counter|phone agent|lounge staff",
        "place": "airport|gate|runway|terminal|lounge|check-in desk|baggage claim|boarding area|plane",
        "fault": "is late|got cancelled|was cancelled at the last minute|is delayed again|has been delayed for {n} hours|never arrived|is lost|got lost in {city}|was given to somebody else|was overbooked|is broken|was moved to {day} without a word|is stuck in {city}|was left behind|is missing|came off the belt soaked|is gone from your system|was damaged",
        "want": "change my seat|rebook for {day}|check a second bag|add my frequent flyer number|bring a stroller|take my guitar on board|fly standby|use my miles|move to an earlier flight|request a wheelchair|travel with my dog|upgrade with points|print my boarding pass|add a passenger|change the name on the ticket|use the companion ticket|check in online|claim missing miles|sit next to my wife|get a receipt",
        "negative": entries("""
            stuck on the tarmac for {n} hours with no water
            sitting on the plane for {time} and still at the gate
            we missed our connection because you took off late
            I missed my connecting flight thanks to your delay
            no gate agent, no information, no plane
            you cancelled my flight and put me on one {n} days later
            you cancelled flight {code} and nobody told us
            they lost my bag again
            still no luggage after {n} days
            my bag went to {city} without me
            you gave our seats away while we were standing in line
            sleeping on the airport floor because of you
            spent the night at the airport, no hotel, no food voucher
            {n} gate changes and counting
            waiting for a crew that is not here
            first it was weather, then mechanical, now there is no crew
            the third delay of the day on flight {code}
            the plane has no wifi, no power and no food
            my entertainment screen is dead on a {n} hour flight
            you want {money} for a bag that you will lose anyway
            separated me from my {n} year old on the plane
            no one is at the baggage desk in {city}
            my bag came out with a broken wheel and nobody will take responsibility
            been rebooked {n} times and every one of them got cancelled
            we boarded, got off, boarded again, and now it is cancelled
            two hours in line to rebook and the line does not move
            the seat does not recline and it smells
            {n} hours late into {city} and my whole day is gone
            you sent the connecting plane off while we were running to the gate
            missed my sister's wedding because flight {code} was late
            you sold me a seat you did not have
            the checked bag fee is a rip off
            the miles never posted and no one answers
            flight delayed, app says on time, gate says nothing
            your plane left early without us
            been on hold {time} trying to change a cancelled flight
            paid for extra legroom and was put in the middle seat in the last row
            the automated system hung up on me when I tried to rebook"""),
        "neutral": entries("""
            how many bags can I bring to {city}
            what is the size limit for a carry-on
            does flight {code} have wifi
            is flight {code} on time
            when do you start flying to {city}
            do you fly from {city} to {city}
            any flights to {city} on {day}
            what time does check-in close at {city}
            which terminal do you leave from in {city}
            can I still check in for flight {code}
            is there a flight after {code} tonight
            how early should I be there for an international flight
            we are {n} people going to {city}
            flying to {city} on {day}
            I am on flight {code} from {city} to {city}
            boarding now at gate {n}
            landed in {city}, connecting to {city}
            my confirmation code is {code}
            it was flight {code} on {day}
            are you flying into {city} tomorrow with the snow coming
            what happens if my flight gets cancelled because of the storm
            is there a fee if I cancel
            what if I miss my connection
            do you allow pets in the cabin
            are pillows allowed as an extra item
            when will the summer schedule be out
            how do I get the receipt for my bag fee
            is there a travel advisory for {city}
            can my daughter fly alone
            do I get miles for a flight with a partner
            what aircraft is used on {code}
            window seat please
            are you going to waive the change fee for {city}
            what is the number of the baggage desk in {city}
            how do I file a claim for a bag
            trying to book for {day}, does the fare include a bag
            how long is the layover in {city}
            will you match this fare
            new nonstop flights from {city} to {city} start in spring
            airline adds {n} routes out of {city}
            airline to open a lounge in {city}
            airline names new chief executive
            shares of the airline rise after the quarterly report
            plane returns to {city} after takeoff, officials say
            view from the window somewhere over {city}"""),
        "positive": entries("""
            great flight to {city}
            smooth flight and an early landing in {city}
            thanks for getting us to {city} safely
            the crew on {code} was amazing
            best flight crew I have ever had
            landed early in {city}, nice work
            my bag was the first one off the belt
            you found my bag, thank you thank you thank you
            the pilot let my son see the cockpit, made his day
            loved the free upgrade
            thanks for the upgrade to first
            got me on an earlier flight without any fee
            flight attendant {name} took such good care of us
            love flying with you
            so comfortable on the new plane
            movies, snacks and legroom, what more could I want
            delayed {n} hours but the crew kept us laughing, well handled
            thank you for holding the plane for our connection
            cannot wait for my trip to {city}
            so excited to fly with you on {day}
            great deals to {city}, just booked
            rebooked in {n} minutes, thank you
            the lounge in {city} is beautiful
            you always take good care of me"""),
    },
    "hotel": {
        "thing": "room|reservation|suite|key card|bathroom|shower|air conditioning|breakfast|bed|wifi|deposit|booking|pool|minibar|parking space",
        "staff": "front desk|receptionist|housekeeper|concierge|night manager|doorman|waiter|porter",
        "place": "hotel|lobby|room|front desk|restaurant|pool|parking garage|resort",
        "fault": "was not ready|is filthy|smells of smoke|does not work|was double booked|has no hot water|is freezing|was cancelled without telling us|is next to a building site|was charged twice|has bed bugs|is nothing like the photos|leaks|was never cleaned",
        "want": "check in early|book a room for {n} people|get a late check-out|add breakfast|cancel a night|use my points|get a crib|park a van|change the dates|get an invoice|book two rooms side by side|bring my dog",
        "negative": entries("""
            arrived at {time} and there is no room for us
            {n} hours after check-in time and still no room
            hair in the bed and mould in the shower
            the walls are so thin that we heard everything all night
            you kept my deposit and nobody can say why
            charged {money} for a minibar we never touched
            no hot water for {n} days
            the front desk laughed at us
            the pool was closed the whole week and it is not on the website
            called the front desk {n} times for towels
            they walked us to another hotel at midnight
            resort fee of {money} for what exactly"""),
        "neutral": entries("""
            what time is check-in
            is breakfast included
            do you have rooms for {n} on {day}
            is there parking at the hotel
            how far is the hotel from the airport
            is the pool open in winter
            can we check out at {time}
            do you have a gym
            is there a crib in the room
            two nights from {day}
            the booking is under {name}
            does the room have a kitchen
            hotel group opens its first house in {city}"""),
        "positive": entries("""
            lovely room and a great view
            the front desk upgraded us, what a surprise
            best breakfast I have had in a hotel
            the housekeeper left a sweet note for the kids
            so clean and quiet, we slept like babies
            beautiful place, we will be back
            {name} at reception made our stay perfect"""),
    },
    "delivery": {
        "thing": "parcel|package|order|delivery|shipment|box|tracking number|letter|mattress|gift|replacement|groceries|pickup",
        "staff": "driver|courier|depot|delivery man|warehouse|dispatcher|call centre",
        "place": "depot|warehouse|front door|porch|pick-up point|locker|post office|sorting centre",
        "fault": "never came|is {n} days late|was left in the rain|got stolen from the porch|says delivered but it is not here|was sent to the wrong address|arrived crushed|has been in {city} for {n} days|was opened|is lost|was returned to the sender for no reason|went missing|was delivered to a neighbour I do not know|came without half of the items",
        "want": "change the delivery address|pick it up myself|leave it with a neighbour|have it delivered on {day}|get a new tracking number|send it back|add a note for the driver|know when it comes|ship to {city}|schedule a pickup",
        "negative": entries("""
            stayed home all day for a delivery that never came
            marked as delivered, nothing here
            the driver did not even ring the bell
            your driver threw the box over the fence
            tracking has not moved in {n} days
            paid {money} for next day and it is day {n}
            sorry we missed you? I was sitting by the door
            another day off work wasted waiting for you
            third failed delivery attempt and I was home every time
            half of my order is missing
            my kid's birthday present is somewhere in {city}
            every day the app says tomorrow
            the food was cold and an hour late
            everything in the box was broken"""),
        "neutral": entries("""
            where is my order
            has it shipped yet
            can I change the address
            do you deliver on saturday
            how much is shipping to {city}
            what time does the driver come
            the tracking number is {code}
            please leave it at the back door
            can I pick it up at the depot
            do I have to sign for it
            how long does it take to {city}
            is there a locker near me
            it is a blue house, number {n}
            do you ship abroad
            carrier tests drones in {city}"""),
        "positive": entries("""
            arrived a day early
            ordered yesterday, here today, wow
            the driver carried it up {n} floors for my mother
            our delivery man {name} is the nicest
            everything well packed and on time
            fastest delivery ever
            got my package, thank you"""),
    },
    "telecom": {
        "thing": "internet|router|phone|signal|modem|wifi|data plan|SIM card|contract|bill|landline|upgrade|number transfer|box|line|hotspot|roaming",
        "staff": "technician|call centre|store clerk|support agent|chat agent|sales rep|retention team|engineer",
        "place": "store|street|area|building|office|house|neighbourhood",
        "fault": "is down again|keeps dropping|has been out since {day}|has no signal|is slower than dial-up|does not work|was cut off|went up by {money}|was never activated|drops every call|is throttled|has been down for {n} days|was billed wrong for {n} months|cuts out every evening",
        "want": "switch plans|keep my number|add a line|set up voicemail|use my phone abroad|get a new SIM|move my service|pay the bill|check my usage|unlock my phone|change the wifi password|order a second box",
        "negative": entries("""
            the technician never showed up
            waited from 8 to 5 and no technician
            no internet for {n} days and I work from home
            you raised my bill by {money} without asking
            transferred {n} times and then cut off
            been told to restart the router {n} times
            paying for {n} megabits and getting two
            the chat agent closed the chat on me
            outage map says all fine, my whole street is dark
            you cut off the wrong line
            one bar in the middle of the city, what am I paying for
            locked into a contract for something that does not work
            every month there is another mistake on my bill"""),
        "neutral": entries("""
            is there an outage in {city}
            how do I reset my router
            what does the red light mean
            which plans include roaming
            how much data do I have left
            when is my contract up
            can I keep my number if I switch
            does the plan work in {city}
            what is the cheapest plan with {n} gigabytes
            how do I set up call forwarding
            my number ends in {n}{n}{n}
            do you have fibre on my street
            the light on the box is green
            I restarted it
            carrier to switch off its old network next year"""),
        "positive": entries("""
            internet is back, thank you
            the technician was on time and fixed it in {n} minutes
            so much faster since the upgrade
            finally a provider that answers
            the new plan saves me {money}, love it
            perfect signal even in the mountains"""),
    },
    "banking": {
        "thing": "card|account|transfer|payment|app|deposit|loan application|statement|cheque|direct debit|PIN|refund|claim|mortgage|balance",
        "staff": "branch|call centre|fraud team|teller|advisor|chat agent|loan officer|claims handler",
        "place": "branch|cash machine|app|website|shop",
        "fault": "was declined in front of everyone|is blocked for no reason|was charged twice|has not arrived after {n} days|is still pending|got swallowed by the machine|disappeared|does not work|was refused|was hit with a fee of {money}|is wrong|has been on hold for {n} weeks",
        "want": "open an account|transfer money abroad|raise my limit|order a new card|change my PIN|set up a standing order|get a statement|close an account|add my wife|pay off the loan|file a claim|use my card abroad",
        "negative": entries("""
            {money} is missing from my account and nobody cares
            you took {money} in fees for nothing
            you froze my account on a holiday weekend
            my card was declined at the till, so embarrassing
            the refund you promised {n} weeks ago is not there
            somebody emptied my account and your fraud line is closed
            sent the same document {n} times
            my claim was denied without a reason
            my salary is stuck somewhere in your system
            the app logs me out every time
            I was charged a fee to get to my own money
            denied for a loan after {n} weeks of waiting"""),
        "neutral": entries("""
            what is the exchange rate today
            what is my balance
            how long does a transfer take
            is there a fee for using my card in {city}
            what is the interest rate on savings
            do you have a branch in {city}
            when are you open on {day}
            how do I activate my card
            which documents do I need for a loan
            what is the routing number
            can I deposit a cheque in the app
            the last four digits are {n}{n}{n}{n}
            transfer {money} to savings please
            bank to report earnings on {day}"""),
        "positive": entries("""
            the fraud team caught it within minutes, thank you
            new card came in two days, impressive
            your app is so easy to use
            loan approved, so happy
            the teller was patient and kind with my father
            refund is in my account already, great"""),
    },
    "software": {
        "thing": "app|account|update|login|dashboard|export|website|password reset|subscription|sync|licence|invoice|search|checkout page|API",
        "staff": "support team|engineer|account manager|help desk|chat bot|sales team|onboarding team",
        "place": "app|website|browser|phone|laptop|help centre",
        "fault": "keeps crashing|does not load|is down|logs me out|is painfully slow|deleted my work|stopped working after the update|shows an error|is full of bugs|is broken again|will not accept my password|freezes every time|times out|is useless|was charged after I cancelled",
        "want": "reset my password|export my data|add a user|cancel my plan|get an invoice|change my e-mail|connect my calendar|turn off notifications|downgrade|restore a file|log in on two devices|find the settings",
        "negative": entries("""
            the update broke everything
            lost {n} hours of work because it crashed
            the site has been down all morning and we cannot sell
            your app is the worst I have used
            error after error after error
            cancelled {n} months ago and still being charged
            the bot sends me in circles
            ticket open for {n} weeks, not one answer
            closed my ticket without fixing anything
            cannot log in, cannot reset, cannot reach a human
            why would you remove the one feature that worked
            it says invalid date no matter what I enter"""),
        "neutral": entries("""
            how do I export to a spreadsheet
            is there a dark mode
            does it work on linux
            where is the setting for notifications
            can I have {n} users on the basic plan
            which browser do you support
            is there an api for this
            what changed in the last update
            how do I change my e-mail address
            I use version {n}.{n}
            do you have a student price
            when does the trial end
            I clicked on save and then on close
            version {n} is out today"""),
        "positive": entries("""
            the new update is fantastic
            works like a charm now
            love the new design
            fixed within the hour, great support
            this tool saves me so much time
            so easy to set up
            best app on my phone"""),
    },
    "retail": {
        "thing": "jacket|dress|shoes|order|refund|gift card|sofa|phone|watch|headphones|blender|return|coupon|toy|coat|laptop",
        "staff": "cashier|manager|sales assistant|store clerk|customer service|security guard|returns desk",
        "place": "store|shop|checkout|returns desk|website|fitting room",
        "fault": "fell apart after {n} days|is the wrong size|arrived damaged|was out of stock after I paid|does not fit and you will not take it back|is fake|has a hole|was cancelled after {n} weeks|stopped working|is the wrong colour|never shipped|broke on the first day",
        "want": "return a dress|exchange a size|use two coupons|get a price match|buy a gift card|check the stock|get a receipt|reserve one|order it in blue|have it gift wrapped",
        "negative": entries("""
            the quality is terrible for the price
            you sent me someone else's order
            {n} weeks for a refund is a joke
            the cashier was so rude to my mother
            you refuse to take it back even with the receipt
            false advertising, the sale price is not real
            waited {time} at the till with one person working
            the promo code does not work and nobody helps
            paid {money} for this junk"""),
        "neutral": entries("""
            do you have this in medium
            what is your return policy
            when does the sale start
            is this back in stock
            how long do I have to return it
            are you open on {day}
            does it come in black
            does the store in {city} have it
            can I pay with two cards
            I bought it on {day}
            what is the waist size of the large
            new store opens in {city} on {day}"""),
        "positive": entries("""
            fits perfectly, love it
            so happy with my new {thing}
            gorgeous, even better than in the pictures
            the sales assistant was so helpful
            great quality for the price
            just bought my third one"""),
    },
    "energy": {
        "thing": "power|meter|bill|gas|heating|boiler|account|appointment|repair|tariff|water|payment plan",
        "staff": "engineer|call centre|meter reader|field crew|billing team",
        "place": "house|street|flat|building|village",
        "fault": "is out again|has been off since {time}|was estimated at double|went up by {money}|does not work|was missed|was cancelled on the day|is wrong for the third month|leaks|broke down again",
        "want": "send a meter reading|move house|change my tariff|spread the payments|get a smart meter|report an outage|book a boiler service",
        "negative": entries("""
            no power for {n} hours and a baby in the house
            no heating in winter and your next slot is in {n} weeks
            the engineer cancelled {n} times
            you doubled my bill without reading the meter
            every outage lasts longer than you say
            {n} hours without water and no warning"""),
        "neutral": entries("""
            how do I read my meter
            when is the power back in {city}
            is the outage planned
            my meter reading is {n}{n}{n}{n}
            which tariff am I on
            when is my bill due
            I am moving out on {day}"""),
        "positive": entries("""
            power is back, thanks to the crews out in the storm
            the engineer was brilliant and left the place spotless
            boiler fixed on the same day, thank you"""),
    },
}

for words in DOMAINS.values():
    for slot in ("thing", "staff", "place", "fault", "want"):
        words[slot] = words[slot].split("|")
