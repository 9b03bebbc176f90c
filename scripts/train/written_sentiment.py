"""Customer-care posts and messages with their sentiment, written for Earshot: a grammar over nine lines of business.

A plain report of a fault or of an unmet expectation is negative, a plain request or question neutral (also about
what would happen if something failed), thanks and praise positive. Two clauses keep the stronger feeling: a fault
beside a question is negative, a fault that was put right and is thanked for is positive.
"""

import random
import re
import zlib

from written_sentiment_common import NEGATIVE, NEUTRAL, POSITIVE
from written_sentiment_domains import DOMAINS

SLOTS = {
    "event": "holiday|wedding|birthday|weekend|vacation|honeymoon|anniversary|meeting|interview|trip|evening|Christmas|family visit|day".split("|"),
    "day": "monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|tonight|the 4th|the weekend|next week|march 3|yesterday".split("|"),
    "time": "an hour|two hours|45 minutes|over an hour|30 min|3 hrs|90 minutes|half a day|20 minutes|noon|9 pm|midnight|6:30".split("|"),
    "city": "Chicago|Denver|Boston|Miami|London|Paris|Dallas|Seattle|New York|Austin|Toronto|Lisbon|Phoenix|Tampa|Cleveland|Portland|BOS|DEN|ORD|SEA|JFK|LAX|DFW".split("|"),
    "money": "$20|$75|$150|50 dollars|200 bucks|$9.99|1,200 dollars|35 pounds|$400".split("|"),
    "name": "Maria|Tom|Priya|Kevin|Aisha|Jorge|Linda|Sam|Denise|Omar|Grace|Pat".split("|"),
    "code": "1142|873|UX2201|4410|K7PQ2|2093|HJ88QT|516".split("|"),
}
OPENINGS = ["", "", "", "", "", "hi, ", "hey ", "hello, ", "hi there. ", "so ", "um ", "ok ", "well, ", "good morning, ", "just saying, ", "hey guys, "]
STRESS = {
    "negative": ["", "", "", ".", ".", "!", "!!", "!!!", "?", "?!", "...", " :(", " :/", " 😡", " 😤", " 🙄", " 👎", " 😒", " 😭", " 🤬", " smh", " wtf", " ugh", " seriously", " unacceptable", " again"],
    "neutral": ["", "", "", "", ".", ".", "?", "?", "", " http", " http", " please", " please?", "? thanks", ", thanks", "? thank you", " 🤔", " ✈️", " :)", "...", " lol", " asap"],
    "positive": ["", "", ".", "!", "!", "!!", "!!!", " :)", " :-)", " 😊", " 😍", " ❤️", " 👍", " 🙏", " 🎉", " 👏", " ;)", " <3", " xo", " lol", " haha"],
}
TAGS = {
    "negative": "#fail #neveragain #worst #WorstEver #badservice #poorservice #disappointed #frustrated #stranded #help #customerservice #CustomerServiceFail #angry #ridiculous #joke #notimpressed #unhappycustomer #lies #scam #late".split(),
    "neutral": "#question #travel #news #giveaway #help #ask #monday #newyork #support #info #business #jobs #tbt #roadtrip #traveltips".split(),
    "positive": "#happy #love #thankyou #thanks #greatservice #GreatCustomerService #bestever #awesome #impressed #winning #customerforlife #excited #amazing #grateful #welldone #customerservice".split(),
}
# A good word first, then what went wrong; and the other way round.
TURNED_BAD = ["I used to love you but {x}", "the {staff} was nice but {x}", "thanks for the reply but {x}", "thanks, but {x}", "usually you are great, but {x}",
              "I wanted to like you, but {x}", "love the product, hate the service: {x}", "I know it is not your fault, but {x}", "thank you for answering. {x} though",
              "appreciate the apology, still {x}", "nice {place}, shame that {x}", "I like the {thing}, but {x}", "I have always been happy with you until now, {x}", "not to complain, but {x}",
              "I hate to say it but {x}", "tell me why {x}", "funny how {x}", "let me get this straight: {x}", "fyi {x}", "update: {x}", "just so you know, {x}", "{x} and you do nothing",
              "{x}, what are you going to do about it", "{x}. explain that", "{x}. how about some help", "{x} and I am supposed to be fine with it", "{x}. how do I {want} now",
              "{x}. can I get my money back", "{x}. who do I complain to", "{x}, can somebody help me", "{x}. any idea when this is fixed", "{x}. what now", "{x}. please help"]
TURNED_GOOD = ["my {thing} {fault} but the {staff} fixed it in minutes, {x}", "{x}, and sorry that I was grumpy", "after a rough start {x}", "long wait, but worth it. {x}",
               "I was worried but {x}", "I take it all back, {x}", "late, but who cares, {x}", "we were delayed and still {x}", "{x}, even though it was so busy", "despite the mess, {x}",
               "I was ready to complain, and then: {x}", "just wanted to say {x}", "just a note to say {x}", "I have to say {x}", "gotta say {x}", "honestly {x}", "wow {x}", "seriously, {x}",
               "so nice when it all works. {x}", "{x}, no seriously", "{x}, I mean it", "ok that did it, {x}", "{x}. have a great day", "{x}. see you next time", "yes! {x}"]
SHORT = [(r"\byou are\b", "you're"), (r"\bI am\b", "I'm"), (r"\bit is\b", "it's"), (r"\bthat is\b", "that's"), (r"\bI have been\b", "I've been"), (r"\bdo not\b", "don't"),
         (r"\bdoes not\b", "doesn't"), (r"\bdid not\b", "didn't"), (r"\bcannot\b", "can't"), (r"\bis not\b", "isn't"), (r"\bwill not\b", "won't"), (r"\bI will\b", "I'll"), (r"\bwhat is\b", "what's"),
         (r"\bwas not\b", "wasn't"), (r"\bhave not\b", "haven't")]
CHAT = [(r"\byou\b", "u"), (r"\bare\b", "r"), (r"\byour\b", "ur"), (r"\bplease\b", "pls"), (r"\bthanks\b", "thx"), (r"\bbecause\b", "bc"), (r"\bto\b", "2"), (r"\bpeople\b", "ppl"),
        (r"\bwith\b", "w/"), (r"\bhours\b", "hrs"), (r"\bfor\b", "4"), (r"\bcustomer service\b", "cust svc"), (r"\bminutes\b", "min"), (r"\bflight\b", "flt")]
COMMON = {"negative": NEGATIVE, "neutral": NEUTRAL, "positive": POSITIVE}


def filled(pattern, words, random_):
    def value(match):
        slot = match[1]
        if slot == "n":
            return str(random_.randint(2, 9))
        return random_.choice(words[slot] if slot in words else SLOTS[slot])

    return re.sub(r"\{(\w+)\}", value, pattern)


def is_kept_back(pattern):
    """One pattern in ten is kept from training, so that the model can be measured on sentences of a shape it never saw."""
    return zlib.crc32(pattern.encode()) % 10 == 0


class Writer:
    def __init__(self, seed, kept_back):
        self.random = random.Random(seed)
        chosen = lambda patterns: [pattern for pattern in patterns if is_kept_back(pattern) == kept_back]
        self.common = {label: chosen(patterns) for label, patterns in COMMON.items()}
        self.own = {name: {label: chosen(words[label]) for label in COMMON} for name, words in DOMAINS.items()}

    def clause(self, label, domain):
        own = self.own[domain][label]
        pool = own if own and self.random.random() < 0.4 else self.common[label]
        return filled(self.random.choice(pool), DOMAINS[domain], self.random)

    def body(self, label, domain):
        """One or two clauses, sometimes three; the second may be of a weaker feeling."""
        draw, pick = self.random.random(), self.clause(label, domain)
        joint = self.random.choice([". ", ". ", ", ", "! ", " and ", " - ", "... ", "; ", " "] if label != "neutral" else [". ", ". ", ", ", "? ", " - ", " "])
        if draw < 0.42:
            return pick
        if draw < 0.68:
            return pick + joint + self.clause(label, domain)
        if label == "neutral":
            return pick + joint + self.clause(label, domain) if draw < 0.8 else pick
        if draw < 0.85:
            turn = self.random.choice(TURNED_BAD if label == "negative" else TURNED_GOOD)
            return filled(turn.replace("{x}", pick), DOMAINS[domain], self.random)
        if draw < 0.94:
            plain = self.clause("neutral", domain)
            return plain + joint + pick if self.random.random() < 0.5 or label == "positive" else pick + joint + plain
        return pick + joint + self.clause(label, domain) + joint + self.clause(label, domain)

    def surface(self, text, label):
        random_ = self.random
        text = random_.choice(OPENINGS) + text + random_.choice(STRESS[label])
        while random_.random() < 0.16:
            text += " " + random_.choice(TAGS[label])
        if random_.random() < 0.06:
            text = re.sub(r"\byou\b", "user", text, count=1)
        if random_.random() < 0.6:
            for long, short in SHORT:
                text = re.sub(long, short, text)
        if random_.random() < 0.2:
            text = text.replace("'", "")
        if random_.random() < 0.12:
            for long, short in random_.sample(CHAT, 6):
                text = re.sub(long, short, text)
        if random_.random() < 0.05 and len(text) > 20:
            place = random_.randrange(3, len(text) - 3)
            text = text[:place] + text[place + 1 :]
        return re.sub(r"\s+", " ", text).strip()

    def text(self, label):
        # Travel is where most posts of this kind are; the others share the rest.
        domain = "travel" if self.random.random() < 0.25 else self.random.choice(list(DOMAINS))
        return self.surface(self.body(label, domain), label)


def labelled(seed, shares, kept_back=False):
    """Returns [(text, sentiment)]: of each class as many distinct texts as `shares` says; from the patterns kept back, if asked."""
    writer, found = Writer(seed, kept_back), []
    for label, count in shares.items():
        texts = {}
        for _ in range(count * 4):
            texts.setdefault(writer.text(label))
            if len(texts) == count:
                break
        found += [(text, label) for text in texts]
    return found


if __name__ == "__main__":
    for text, label in labelled(1, {"negative": 25, "neutral": 25, "positive": 25}):
        print(f"{label:9} {text}")
