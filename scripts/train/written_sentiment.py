"""Customer-care sentences with their sentiment, written for Earshot: what comments between strangers lack.

A plain report of a fault is negative here, a plain request neutral: the customer has a problem in the first and
an errand in the second.
"""

import random

from written import CLOSINGS, DOMAINS, OPENINGS

NEGATIVE = """my {thing} {fault}
the {thing} {fault} again
the {thing} still {fault} and nobody cares
I have been on hold for {count} hours about my {thing}
I have been waiting {count} days for an answer
nobody answers the phone
this is the {count}rd time I call about the {thing}
you promised to call me back and you never did
I was told {count} different things by {count} different people
your agent hung up on me
your staff was rude and unhelpful
worst customer service ever
what a joke of a company
this is unacceptable
this is ridiculous, the {thing} {fault}
I want to speak to a manager now
I want my money back, the {thing} {fault}
I am so frustrated with this {thing}
I am very disappointed
I am fed up with your excuses
I will never buy from you again
I am going to your competitor
you lost my order and now you ignore me
my delivery is {count} days late and there is no update
it has been delayed for {count} hours with no explanation
you cancelled it without telling me
you charged me twice and refuse to refund me
why was I charged {count}0 dollars for nothing
your website does not work and neither does the app
the {place} was closed and nobody told me
I missed my appointment because of you
how can you still not fix this after {count} weeks
stop sending me the same useless answer
thanks for nothing
great, the {thing} {fault} again, well done
oh wonderful, another {count} hours on hold
so much for your quick support
not happy with this at all
I have wasted my whole day on this
no reply, no refund, no apology
it is not working and your help page is useless
do you even read these messages?
the technician did not show up
still no {thing} after {count} weeks
you people are terrible at this
I regret buying the {thing}
this is a scam
the quality is awful
I am losing money because the {thing} {fault}
I cannot believe how bad this is""".split("\n")

NEUTRAL = """I want to {want}
how do I {want}?
can you tell me how to {want}
I would like to {want}
is it possible to {want} at the {place}?
where can I {want}
do I need an appointment to {want}
what documents do I need to {want}
my order number is {count}{count}8{count}1
my account number is on the letter
my phone number ends in {count}{count}
my name is on the {thing}
I am calling about my {thing}
it is about the {thing} I bought on the {count}th
I bought the {thing} in {count} pieces
what time do you open on Monday?
when does the {place} close
which {thing} do you have in stock
does the {thing} come in another colour
how much is the {thing}
what is the fee to {want}
how long does it take to {want}
could you send the {thing} to my new address
can I pay in {count} instalments
do you ship abroad
what is the difference between the two plans
I have two of them
yes, that is correct
no, the other one
the second one please
it is {count} dollars
I moved to a new address last month
I will send you the document
is there a {place} near me
can I change the name on the {thing}
does the warranty cover the {thing}
please confirm my booking for {count} people
the e-mail address is the same as before
I have a question about my {thing}
which browser do I need
are you open on holidays
who do I contact to {want}
let me look for it
one moment, I am getting the {thing}
I got your message about the {thing}
is this the number for the {place}?
can you follow me so that I can send a private message
what is the status of my {thing}
I need the receipt for the {thing}
do I have to bring the {thing} to the {place}""".split("\n")

POSITIVE = """thank you so much
thanks, that worked
thank you for your quick help with the {thing}
you have been very helpful
the {thing} works perfectly now
I love the {thing}
great service as always
your colleague at the {place} was fantastic
best customer service I ever had
I am very happy with the {thing}
wow, that was fast
awesome, thank you
perfect, exactly what I needed
I really appreciate your help
you made my day
well done to the whole team
I will recommend you to my friends
so glad that it is fixed
the technician was friendly and on time
the new {thing} is amazing
that is great news
excellent, many thanks
you guys are the best
I got the refund already, thank you
really impressed by how you handled this
thank you for being so patient with me
it arrived a day early, thanks
what a lovely surprise
super easy, thank you
kudos to the agent who helped me {want}
I have been a happy customer for {count} years
the upgrade is wonderful
good job on the new app
everything went smoothly
I am so relieved, thank you
the {place} staff was so kind
cheers, you are a star
the {thing} is better than I hoped
I enjoyed it very much
thank you for the free {thing}""".split("\n")


def labelled(seed, each):
    """Returns [(text, sentiment)]: `each` distinct sentences per class where the patterns give as many."""
    random_, found = random.Random(seed), []
    for label, patterns in (("negative", NEGATIVE), ("neutral", NEUTRAL), ("positive", POSITIVE)):
        texts = {}
        for _ in range(each * 4):
            words = DOMAINS[random_.choice(list(DOMAINS))]
            text = random_.choice(patterns).format(count=random_.randint(2, 9), **{slot: random_.choice(choices) for slot, choices in words.items()})
            opening = random_.choice(OPENINGS)
            closing = random_.choice(CLOSINGS[:2]) if label != "neutral" else random_.choice(["", "", " please", ", thanks"])
            texts.setdefault(opening + text + closing)
            if len(texts) == each:
                break
        found += [(text, label) for text in texts]
    return found
