"""What the made-up speakers say: sentences of a grammar of ours, of the kind that callers say."""

GREETINGS = "hello there|good morning|hi|good afternoon|yes hello|sorry to bother you|thank you for picking up|hey".split("|")
NAMES = "Mara Lindqvist|Owen Tarrant|Priya Deshmukh|Felix Aurand|Noor Haddad|Gwen Pellow|Tomas Ruzicka|Ada Fenwick|Bruno Castell|Yuki Arai".split("|")
PROBLEMS = (
    "I cannot get into my account any more|the link for the new password never came|my phone with the codes was stolen on the train|"
    "the page stays blank after I sign in|somebody changed the address on my profile|I was charged twice for the same month|"
    "our whole team is locked out since the weekend|the parcel went to a house two streets away|the router blinks orange every few minutes|"
    "the invoice shows a seat that nobody uses|I would like to move my booking to a later day|the kettle leaks from the bottom"
).split("|")
DETAILS = (
    "it happened right after the update|I have tried it three times already|my colleague next door has the same trouble|it worked fine before lunch|"
    "there was a message but I closed it too quickly|I checked the other folder as well|the screen only says try again later|it began the day before yesterday"
).split("|")
WISHES = (
    "could you please have a look at it|can you send it to the old address instead|I need this before the end of the week|please tell me what to do next|"
    "I would rather have the money back|is there any way to make this quicker|please write that down for the next person|would you mind calling me back"
).split("|")
DIGITS = "zero one two three four five six seven eight nine".split()
MONTHS = "January February March April May June July August September October November December".split()


def sentence(rng):
    """One thing to say, 8 to 25 words."""
    number = " ".join(rng.choice(DIGITS) for _ in range(rng.randint(4, 8)))
    shapes = (
        f"{rng.choice(GREETINGS)}, my name is {rng.choice(NAMES)} and {rng.choice(PROBLEMS)}.",
        f"{rng.choice(PROBLEMS)}, and {rng.choice(DETAILS)}.",
        f"my number is {number}, {rng.choice(WISHES)}.",
        f"{rng.choice(DETAILS)}, so {rng.choice(WISHES)}.",
        f"the reference says {number}, from the {rng.randint(1, 28)} of {rng.choice(MONTHS)}.",
        f"{rng.choice(GREETINGS)}, {rng.choice(PROBLEMS)}, {rng.choice(WISHES)}.",
    )
    return rng.choice(shapes)
