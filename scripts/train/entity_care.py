"""Turns written by hand to measure the tagger with, as calls and chats have them: no capitals. Never trained on."""

import re

TURNS = """
hi good morning this is {PERSON:denise walker} i'm calling about a parcel that never came
yeah my name is {PERSON:arjun} surname {PERSON:mehta}
so i was on the phone with {PERSON:kelly} for forty minutes and then the line dropped
can you put {TITLE:mister} {PERSON:okafor} on the line please
no it's {PERSON:brian} with an i not {PERSON:bryan}
could you add my daughter {PERSON:sofia} to the family plan
i'd like to talk to whoever is above you {PERSON:martin}
thanks {PERSON:priya} you saved my day
is this still the line of {PERSON:helen baxter}
the engineer who came was {PERSON:tomasz} and he was lovely
send it to {STREET_ADDRESS:forty two maple avenue} in {GPE:springfield} please
i've moved to {STREET_ADDRESS:17 queens road} {GPE:bristol}
the old address was {STREET_ADDRESS:nine hundred elm drive apartment six}
my router is at {STREET_ADDRESS:3 station lane} not at my mother's place
we live in {GPE:tulsa} {GPE:oklahoma}
i'm stuck in {GPE:lisbon} and my card got refused twice
is roaming free in {GPE:switzerland} or do i pay extra
my flight from {GPE:denver} to {GPE:chicago} was cancelled
do you ship to {GPE:canada}
i was with {ORGANIZATION:vodafone} before and it was cheaper
i work for {ORGANIZATION:siemens} and we get a discount
it says the merchant is {ORGANIZATION:uber} but i never used them
i bought it at {ORGANIZATION:walmart} two weeks ago
my bank is {ORGANIZATION:barclays} and they told me to call you
do you have anyone who speaks {NRP:spanish}
i have a {NRP:polish} passport is that okay for the check
i'm a {NRP:german} citizen living abroad
i'm {AGE:sixty seven} years old and i can't read the small print
my son is {AGE:12} can he have his own account
she's {AGE:84} and lives alone with that alarm
it has been broken since {DATE_TIME:march the third}
my date of birth is {DATE_TIME:the fourth of may nineteen eighty one}
you charged me on {DATE_TIME:june 12}
the technician was booked for {DATE_TIME:the ninth of october} and never turned up
my postcode is {ZIP_CODE:90210}
zip code {ZIP_CODE:30301} in {GPE:atlanta}
i'm a {TITLE:nurse} and i work nights so call me in the evening
may i speak to {TITLE:doctor} {PERSON:ivanova}
{TITLE:mr} {PERSON:henderson} asked me to call back
i will mark it as paid once you bill me
hope you can help me may be next week
the rose gold one is out of stock
will you chase the courier for me
i want to pay the bill today
my order number is 4471902 and it is late
it costs forty nine dollars a month which is too much
i rang three times last week and nobody called back
the app keeps crashing since the update
can i talk to a manager please
the summer sale price was different
i need to reset my password again
put me through to the fraud team now
"""

MARK = re.compile(r"\{([A-Z_]+):([^}]*)\}")


def turns():
    """[(text, spans)]"""
    found = []
    for line in TURNS.strip().split("\n"):
        text, spans, at = "", [], 0
        for match in MARK.finditer(line):
            text += line[at : match.start()]
            spans.append((len(text), len(text) + len(match[2]), match[1]))
            text, at = text + match[2], match.end()
        found.append((text + line[at:], spans))
    return found
