"""Values for the slots of the entity sentences: names, addresses, companies, numbers. Pools come from Faker, by locale.

A maker returns [(text, label or None)]: some values are several entities side by side.
"""

import json
import re
import unicodedata

import entity_words as w
from paths import CACHE, SEED

LOCALES = (
    "en_US en_US en_GB en_AU en_CA en_NZ en_IN en_IE de_DE de_AT de_CH fr_FR fr_CA fr_CH es_ES es_MX es_AR es_CL es_CO it_IT pt_BR pt_PT nl_NL nl_BE "
    "sv_SE da_DK no_NO fi_FI pl_PL cs_CZ sk_SK hu_HU tr_TR hr_HR sl_SI ro_RO lt_LT lv_LV et_EE is_IS id_ID vi_VN fil_PH ga_IE az_AZ zu_ZA tw_GH yo_NG en_NG "
    "ru_RU uk_UA el_GR ja_JP"
).split()
# Streets of the English kind made up by Faker for want of local ones.
NO_STREETS = set("is_IS ga_IE tw_GH yo_NG et_EE lv_LV lt_LT ja_JP tr_TR".split())
CYRILLIC = dict(zip("абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґ", "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya i yi ye g".replace("_", "").split(" ")))
PER_LOCALE = 300


def romanised(text):
    found = "".join(CYRILLIC.get(c.lower(), c).capitalize() if c.isupper() else CYRILLIC.get(c, c) for c in text)
    return found


def pools():
    """{locale: {first, last, street, city}}; made once with Faker and kept in the cache."""
    path = CACHE / "entities" / "pools.json"
    if path.exists():
        return json.loads(path.read_text(encoding="utf-8"))
    from faker import Faker

    found = {}
    for number, locale in enumerate(dict.fromkeys(LOCALES)):
        fake = Faker(locale)
        fake.seed_instance(SEED + number)
        if locale == "ja_JP":
            makers = {"first": fake.first_romanized_name, "last": fake.last_romanized_name, "city": lambda: ""}
        else:
            makers = {"first": fake.first_name, "last": fake.last_name, "city": fake.city}
        if locale not in NO_STREETS:
            makers["street"] = fake.street_name
        if locale.startswith("en_") or locale in ("de_DE", "fr_FR", "nl_NL", "fi_FI", "sv_SE", "da_DK", "it_IT"):
            makers["company"] = fake.company
        clean = romanised if locale in ("ru_RU", "uk_UA") else str
        found[locale] = {}
        for kind, make in makers.items():
            values = {re.sub(r"\s+", " ", clean(make())).strip() for _ in range(PER_LOCALE)} - {""}
            found[locale][kind] = sorted(v for v in values if len(v) < 40)
    fake = Faker("en_US")
    fake.seed_instance(SEED)
    found["shared"] = {"job": sorted({fake.job().split(",")[0] for _ in range(900)})}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    return found


ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
STREET_ENDS = "Street Street St St Road Road Rd Avenue Ave Lane Drive Dr Court Way Place Boulevard Blvd Close Crescent Terrace Hill Square Mews Parade Gardens Grove Park".split()
MADE_ENDS = [end.replace("_", " ") for end in "Street Road Crest Loaf Rapids Prairie Squares Zak_Points Hill Summit Dam Union Courts Club Mall Loop Gateway Greens Pass Knolls Village Meadows Trail Fork Locks Isle Port Flats Valley Ranch Burg Estates Cove Spurs".split()]
STREET_WORDS = "Crown High Church Station Mill Park Victoria Green Queen King Oak Elm Maple Cedar Pine Main Market Bridge River Lake Hill Sunset Spring Washington Lincoln Franklin Jackson Highland Forest Meadow Bay Harbour Castle London Windsor Cambridge York Albert George Archwood Botley Thornton Piermark".split()


def number_words(n):
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10] + ("" if n % 10 == 0 else " " + ONES[n % 10])
    return ONES[n // 100] + " hundred" + ("" if n % 100 == 0 else " and " + number_words(n % 100))


def ordinal_words(n):
    if n <= 20:
        return ORDINALS[n - 1]
    return TENS[n // 10][:-1] + "ieth" if n % 10 == 0 else TENS[n // 10] + " " + ORDINALS[n % 10 - 1]


def year_words(year):
    if year < 2000:
        return f"nineteen {number_words(year - 1900) if year >= 1910 else 'oh ' + ONES[year - 1900]}"
    return "two thousand" + (f" and {number_words(year - 2000)}" if year > 2000 else "") if year < 2010 else f"twenty {number_words(year - 2000)}"


def suffix(n):
    return f"{n}{'th' if 10 < n % 100 < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"


class Values:
    def __init__(self, random_):
        self.random, self.pools = random_, pools()
        self.locales = [name for name in LOCALES]
        self.locale = "en_US"

    def begin(self):
        """A new sentence: most of its values come from one locale."""
        self.locale = self.random.choice(self.locales)

    def pick(self, kind):
        random = self.random
        for _ in range(8):
            locale = self.locale if random.random() < 0.75 else random.choice(self.locales)
            values = self.pools[locale].get(kind)
            if values:
                return random.choice(values)
        return random.choice(self.pools["en_US"][kind])

    def digits(self, pattern):
        return "".join(str(self.random.randint(0, 9)) if c == "#" else str(self.random.randint(1, 9)) if c == "%" else c for c in pattern)

    def letters(self, count):
        return "".join(self.random.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for _ in range(count))

    # -- people

    def coined(self, kind):
        """A name that no list has: the beginning of one and the end of another."""
        a, b = self.pick(kind), self.pick(kind)
        if " " in a + b or len(a) < 4 or len(b) < 4:
            return a
        return a[: self.random.randint(2, max(2, len(a) - 2))] + b[-self.random.randint(2, max(2, len(b) - 2)) :].lower()

    def first_name(self):
        return self.coined("first") if self.random.random() < 0.12 else self.pick("first")

    def last_name(self):
        return self.coined("last") if self.random.random() < 0.15 else self.pick("last")

    def full_name(self):
        random, shape = self.random, self.random.random()
        first, last = self.first_name(), self.last_name()
        if shape < 0.16:
            middle = random.choice("ABCDEFGHIJKLMNOPRSTVW") + random.choice([".", ""])
            return f"{first} {middle} {last}"
        if shape < 0.22:
            return f"{first} {last}{random.choice(['-', ' '])}{self.last_name()}"
        if shape < 0.25:
            return f"{first} {self.first_name()} {last}"
        return f"{first} {last}"

    def person(self):
        shape = self.random.random()
        name = self.full_name() if shape < 0.66 else self.first_name() if shape < 0.88 else self.last_name()
        return [(name, "PERSON")]

    def full(self):
        return [(self.full_name(), "PERSON")]

    def first(self):
        return [(self.first_name(), "PERSON")]

    def last(self):
        return [(self.last_name(), "PERSON")]

    def titled(self):
        return [(self.random.choice(w.PREFIXES), "TITLE"), (" ", None), (self.last_name() if self.random.random() < 0.5 else self.full_name(), "PERSON")]

    def prefix(self):
        return [(self.random.choice(w.PREFIXES), "TITLE")]

    def reversed(self):
        return [(f"{self.last_name()}, {self.first_name()}", "PERSON")]

    def spelled(self):
        return [("-".join(self.last_name().replace(" ", "")), "PERSON")]

    def initials(self):
        return [(f"{self.random.choice('ABCDEFGHJKLMNPRSTW')}. {self.last_name()}", "PERSON")]

    def job(self):
        name = self.random.choice(self.pools["shared"]["job"]) if self.random.random() < 0.6 else self.random.choice(w.JOBS)
        name = re.sub(r"\s*\(.*", "", name)
        shape = self.random.random()
        return [(name.capitalize() if shape < 0.5 and name != name.upper() else name.lower() if shape < 0.8 and not name.isupper() else name, "TITLE")]

    # -- places

    def city_name(self):
        random, shape = self.random, self.random.random()
        name = random.choice(w.CITIES) if shape < 0.4 else self.coined("city") if shape < 0.5 else self.pick("city")
        return name.upper() if random.random() < 0.10 else name

    def city(self):
        return [(self.city_name(), "GPE")]

    def country(self):
        return [(self.random.choice(w.COUNTRIES), "GPE")]

    def state_name(self):
        return self.random.choice(w.STATES) if self.random.random() < 0.5 else self.random.choice(w.STATE_CODES)

    def state(self):
        return [(self.random.choice(w.STATES), "GPE")]

    def place(self):
        return self.random.choice([self.city, self.city, self.country, self.country, self.state])()

    def city_state(self):
        return [(self.city_name(), "GPE"), (", ", None), (self.state_name(), "GPE")] if self.random.random() < 0.6 else [*self.city(), (", ", None), *self.country()]

    # -- addresses

    def street_name(self):
        random, shape = self.random, self.random.random()
        if shape < 0.25:
            head = random.choice(STREET_WORDS) if random.random() < 0.6 else self.last_name()
            return f"{head} {random.choice(STREET_ENDS)}"
        if shape < 0.35:
            return f"{self.last_name()} {random.choice(MADE_ENDS)}"
        if shape < 0.38:
            return f"{suffix(random.randint(1, 99))} {random.choice(['Street', 'Avenue', 'St', 'Ave'])}"
        return self.pick("street")

    def house(self):
        return str(self.random.randint(1, 99 if self.random.random() < 0.6 else 9999)) + self.random.choice([""] * 12 + ["A", "b", "/2", "."])

    def long_number(self):
        return self.digits("#" * self.random.randint(3, 5))

    def street_line(self):
        name, number = self.street_name(), self.house()
        english = re.search(r"(Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Dr|Way|Place|Close|[Rr]ue|Crest)\b", name)
        if self.random.random() < 0.12:
            return name
        return f"{number} {name}" if bool(english) == (self.random.random() < 0.9) else f"{name} {number}"

    def unit(self):
        return f"{self.random.choice(['Apt.', 'Suite', 'Apt.', 'Suite', 'Apt', 'Unit', 'Flat', 'Floor', 'Room'])} {self.digits('#' * self.random.randint(1, 3))}"

    def military(self):
        place = f"{self.random.choice(['AA', 'AE', 'AP'])} {self.digits('#####')}"
        return self.random.choice([
            f"PSC {self.digits('####')}, Box {self.digits('####')}\nAPO {place}", f"Unit {self.digits('####')} Box {self.digits('####')}\nDPO {place}",
            f"{self.random.choice(['USS', 'USNS', 'USNV', 'USCGC'])} {self.last_name()}\nFPO {place}",
        ])

    def post_box(self):
        return f"{self.random.choice(['P.O. Box', 'PO Box', 'Box', 'Postfach', 'Apartado'])} {self.digits('%##')}"

    def postal(self):
        form = self.random.choice(["#####", "#####", "#####", "####", "####", "## ###", "### ##", "#####-###", "%####-####", "uk", "uk", "ca", "##-###", "###"])
        if form == "uk":
            return f"{self.letters(self.random.randint(1, 2))}{self.random.randint(1, 29)} {self.random.randint(1, 9)}{self.letters(2)}"
        if form == "ca":
            return f"{self.letters(1)}{self.random.randint(1, 9)}{self.letters(1)} {self.random.randint(1, 9)}{self.letters(1)}{self.random.randint(1, 9)}"
        return self.digits(form)

    def whole_address(self):
        """One address as one span, its town and country included."""
        random, shape = self.random, self.random.random()
        street = self.street_line() if random.random() < 0.92 else self.post_box()
        number = self.long_number() + " " if random.random() < 0.6 else ""
        town, zip_ = self.city_name(), self.postal() if random.random() < 0.4 else self.digits("#####")
        land = random.choice(w.COUNTRIES) if random.random() < 0.7 else random.choice(["nan", "Greenlander"])
        unit, state = self.unit(), self.state_name()
        if random.random() < 0.3:
            street += f" {self.last_name()} {random.choice(MADE_ENDS)}"
        if shape < 0.20:
            return f"{number}{street}\n {unit}\n {town}\n {land}{random.choice(['', ' ' + zip_])}"
        if shape < 0.32:
            return f"{number}{street} {unit}\n{town}\n, {state}\n {random.choice(['', land + ' '])}{zip_}"
        if shape < 0.40:
            return f"{number}{street}{random.choice(['', ' ' + unit])}\n{town}\n, {state}\n {zip_}"
        if shape < 0.50:
            return f"{number}{street}{random.choice(['', ' ' + unit])}\n{town}, {state} {zip_}"
        if shape < 0.62:
            return f"{number}{street} {unit} {town} {random.choice([land, state])}"
        if shape < 0.74:
            return f"{number}{street} {unit}, {town}, {land}{random.choice(['', ' ' + zip_])}"
        if shape < 0.80:
            return f"{street}, {town}, {state} {zip_}"
        if shape < 0.84:
            return f"{street}, {zip_} {town}"
        if shape < 0.87:
            return f"{street}\n{town} {zip_}"
        return self.military()

    def short_address(self):
        random, shape = self.random, self.random.random()
        if shape < 0.07:
            return f"the corner of {self.street_line()} and {self.street_name()}"
        if shape < 0.12:
            return f"{self.street_name()} and {self.street_line()}"
        if shape < 0.15:
            return self.post_box()
        if shape < 0.22:
            return f"{self.street_line()}{random.choice([', ', ' '])}{self.unit()}"
        return self.street_line()

    def address(self):
        shape = self.random.random()
        return [(self.whole_address() if shape < 0.5 else self.short_address(), "STREET_ADDRESS")]

    def whole(self):
        return [(self.whole_address(), "STREET_ADDRESS")]

    def street(self):
        return [(self.street_line(), "STREET_ADDRESS")]

    def road(self):
        return [(self.street_name(), "STREET_ADDRESS")]

    def building(self):
        """A house number apart from its street, as forms print it."""
        return [(self.long_number(), "STREET_ADDRESS"), (" ", None), (self.street_line(), "STREET_ADDRESS")]

    def flat(self):
        return [(self.unit(), "STREET_ADDRESS")]

    def zip(self):
        return [(self.postal(), "ZIP_CODE")]

    def parts(self):
        """An address of parts that are each an entity."""
        random = self.random
        number, street, unit = [(self.long_number(), "STREET_ADDRESS")], self.street(), self.flat()
        town, land, zip_ = self.city(), self.country(), [(self.digits("#####"), random.choice(["STREET_ADDRESS", "ZIP_CODE"]))]
        state = [(self.state_name(), "GPE")]
        sp, nl = [(" ", None)], [("\n", None)]
        return random.choice([
            lambda: number + sp + street + [("\n ", None)] + unit + [("\n ", None)] + town + [("\n ", None)] + land + sp + zip_,
            lambda: number + sp + street + [(random.choice([", ", " "]), None)] + town,
            lambda: number + sp + street + [(", ", None)] + town + [(", ", None)] + land,
            lambda: unit + sp + number + sp + street + nl + town + sp + state + sp + self.zip(),
            lambda: street + nl + town + [(", ", None)] + state + sp + self.zip(),
            lambda: street + nl + self.zip() + sp + town + nl + land,
            lambda: number + sp + street + nl + unit + nl + town + nl + land,
            lambda: street + [(", ", None)] + unit + [(", ", None)] + town + sp + self.zip(),
        ])()

    def spoken_street(self):
        random = self.random
        number = " ".join(random.choice(ONES[:10]) for _ in range(random.randint(1, 4))) if random.random() < 0.5 else number_words(random.randint(1, 400))
        if random.random() < 0.3:
            number = str(random.randint(1, 2000))
        name = f"{random.choice(STREET_WORDS) if random.random() < 0.6 else self.last_name()} {random.choice('street road avenue lane drive court way place boulevard close hill terrace square'.split())}"
        extra = random.choice(["", "", "", f" apartment {random.choice([number_words(random.randint(1, 40)), str(random.randint(1, 40))])}", f" flat {random.randint(1, 30)}", f" unit {number_words(random.randint(1, 12))}"])
        return [(f"{number} {name}{extra}".lower(), "STREET_ADDRESS")]

    # -- companies

    def company_name(self):
        random, shape = self.random, self.random.random()
        if shape < 0.24:
            return random.choice(w.COMPANIES)
        if shape < 0.42:
            return self.pick("company") if random.random() < 0.6 else random.choice([
                f"{self.last_name()} {random.choice(['Ltd.', 'Ltd', 'Inc.', 'Inc', 'LLC', 'PLC', 'Group', 'and Sons'])}", f"{self.last_name()}-{self.last_name()}",
                f"{self.last_name()}, {self.last_name()} and {self.last_name()}"])
        if shape < 0.68:
            name = random.choice(w.COMPANY_HEADS) + random.choice(w.COMPANY_TAILS)
            return name + (f" {random.choice(w.COMPANY_ENDS[:8])}" if random.random() < 0.12 else "")
        if shape < 0.72:
            return self.coined("last") + random.choice(["", "", " " + random.choice(w.COMPANY_NOUNS)])
        name = " ".join(random.sample(w.COMPANY_NOUNS, random.choice([2, 2, 3])))
        if random.random() < 0.3:
            name = random.choice(w.COMPANY_HEADS) + random.choice(w.COMPANY_TAILS) + " " + random.choice(w.COMPANY_NOUNS)
        elif random.random() < 0.15:
            name = f"{random.choice(w.COMPANY_NOUNS)} {random.choice(['and', '&', 'of'])} {random.choice(w.COMPANY_NOUNS)}"
        elif random.random() < 0.15:
            name = f"The {random.choice([name, self.last_name()])} Group"
        return name + (f" {random.choice(w.COMPANY_ENDS)}" if random.random() < 0.2 else "")

    def company(self):
        return [(self.company_name(), "ORGANIZATION")]

    # -- belonging, age, dates

    def nationality(self):
        return [(self.random.choice(w.NATIONALITIES), "NRP")]

    def nrp(self):
        return [(self.random.choice(w.NATIONALITIES if self.random.random() < 0.7 else w.BELIEFS), "NRP")]

    def belief(self):
        return [(self.random.choice(w.BELIEFS), "NRP")]

    def age(self):
        return [(str(self.random.randint(18, 95) if self.random.random() < 0.85 else self.random.randint(1, 110)), "AGE")]

    def spoken_age(self):
        return [(number_words(self.random.randint(3, 95)), "AGE")]

    def year(self):
        return [(str(self.random.randint(1930, 2024) if self.random.random() < 0.9 else self.random.randint(1700, 1930)), "DATE_TIME")]

    def date(self):
        random = self.random
        year, month, day = random.randint(1935, 2024), random.randint(1, 12), random.randint(1, 28)
        name, clock = MONTHS[month - 1], f"{random.randint(0, 23):02d}:{random.randint(0, 59):02d}"
        text = random.choice([
            f"{month}/{day}/{year}", f"{month}/{day}/{year}", f"{day}/{month}/{year}", f"{year}-{month:02d}-{day:02d}", f"{year}-{month:02d}-{day:02d} {clock}:{random.randint(0, 59):02d}",
            f"{year}-{month:02d}-{day:02d} {clock}:{random.randint(0, 59):02d}", f"{day:02d}.{month:02d}.{year}", f"{day:02d}/{month:02d}/{year % 100:02d}", f"{name} {day}, {year}", f"{name} {day}",
            f"{day} {name} {year}", f"{name} {suffix(day)}", f"{name} {suffix(day)}, {year}", f"the {suffix(day)} of {name}", f"{name} {year}", f"{name[:3]} {day}", f"{day} {name[:3]} {year}",
            f"{day:02d}-{month:02d}-{year}", f"{random.choice(DAYS)}, {name} {day}", f"{year}", f"{year}", f"{random.choice(DAYS)} {name} {suffix(day)}",
        ])
        return [(text, "DATE_TIME")]

    def period(self):
        random = self.random
        return [(random.choice([f"{random.randint(193, 202)}0s", f"{random.choice(['the ', ''])}{random.randint(5, 9)}0s", f"{random.choice(MONTHS)} {random.randint(1950, 2023)}", str(random.randint(1930, 2023)), str(random.randint(1930, 2023))]), "DATE_TIME")]

    def clock(self):
        random, hour = self.random, self.random.randint(1, 12)
        return [(random.choice([f"{hour}:{random.randint(0, 59):02d}{random.choice(['', ' pm', ' am', 'pm', ' AM'])}", f"{hour} {random.choice(['am', 'pm', 'p.m.', 'a.m.'])}", f"{hour}{random.choice(['am', 'pm'])}", f"{random.randint(13, 23)}:{random.choice(['00', '15', '30', '45'])}"]), "DATE_TIME")]

    def spoken_date(self):
        random = self.random
        day, month, year = random.randint(1, 31), random.choice(MONTHS), random.randint(1940, 2024)
        text = random.choice([f"the {ordinal_words(day)} of {month}", f"{month} {ordinal_words(day)}", f"{month} {ordinal_words(day)} {year_words(year)}", f"the {ordinal_words(day)} of {month} {year_words(year)}", f"{month} the {ordinal_words(day)}", f"{month} {suffix(day)}"])
        return [(text.lower(), "DATE_TIME")]

    def spoken_clock(self):
        random, hour = self.random, number_words(self.random.randint(1, 12))
        return [(random.choice([f"{hour} {random.choice(['am', 'pm', 'a m', 'p m'])}", f"{hour} thirty", f"half past {hour}", f"quarter to {hour}", f"{hour} o'clock", f"quarter past {hour}", f"{hour} fifteen pm"]), "DATE_TIME")]

    # -- patterns

    def phone(self):
        form = self.random.choice([
            "%##-###-####", "(%##) ###-####", "(%##)###-####", "%##.###.####", "+1-%##-###-####", "001-%##-###-####", "+44 #### ######", "07### ### ###", "0#### ######", "+4# (0)%# ### ## ##",
            "%## ####", "+49 %## #######", "0## ### ####", "### ## ###", "+3%#########", "## ### ####", "##-##-##-##", "+4477## ### ###", "(##) ###-###", "%#########", "####-#######", "+%##%########", "%##-###-####x###"])
        return [(self.digits(form), "PHONE_NUMBER")]

    def card(self):
        form = self.random.choice(["4###############", "5###############", "4### #### #### ####", "5###-####-####-####", "34#############", "37#############", "6011############", "30############", "4######## ####", "5018########", "4##################", "1800###########", "35##############", "63##########"])
        return [(self.digits(form), "CREDIT_CARD")]

    def iban(self):
        land = self.random.choice("GB GB GB DE FR ES NL IT BE PL".split())
        text = f"{land}{self.digits('##')}{self.letters(4) if land in ('GB', 'NL') else ''}{self.digits('#' * self.random.randint(12, 16))}"
        return [(text, "IBAN_CODE")]

    def email(self):
        random = self.random
        plain = lambda t: re.sub(r"[^A-Za-z]", "", unicodedata.normalize("NFKD", t))
        first, last = plain(self.first_name()) or "info", plain(self.last_name()) or "sales"
        head = random.choice([f"{first}{last}", f"{first}.{last}", f"{first[0]}{last}", f"{first}{random.randint(1, 99)}", f"{last}_{first}", "info", "support"])
        head = head.lower() if random.random() < 0.6 else head
        return [(f"{head}@{self.host()}", "EMAIL_ADDRESS")]

    def host(self):
        random = self.random
        name = (random.choice(w.COMPANY_HEADS) + random.choice(w.COMPANY_TAILS)).lower()
        return random.choice(["gmail.com", "yahoo.com", "hotmail.com", "example.com", f"{name}.com", f"{name}.{random.choice('org net io de fr pl hu se us it ch co.uk com.au pt'.split())}"])

    def site(self):
        random = self.random
        name = random.choice(w.COMPANY_NOUNS).replace(" ", "") + random.choice(w.COMPANY_NOUNS).replace(" ", "")
        return [(random.choice(["http://www.", "https://www.", "https://", "http://", "www.", ""]) + name + "." + random.choice("com org net pl se be ca ch co.uk com.pt ee si us".split()) + random.choice(["", "", "/"]), "DOMAIN_NAME")]

    def ip(self):
        random = self.random
        text = ".".join(str(random.randint(1, 255)) for _ in range(4)) if random.random() < 0.8 else ":".join(f"{random.randint(0, 65535):x}" for _ in range(8))
        return [(text, "IP_ADDRESS")]

    def ssn(self):
        return [(self.digits("%##-##-####"), "US_SSN")]

    def licence(self):
        form = self.random.choice(["#######", "A###########", "A#############", "####-##-####", "AA######", "########", "A#######"])
        return [("".join(self.letters(1) if c == "A" else c for c in self.digits(form)), "US_DRIVER_LICENSE")]

    # -- what is none of these

    def product(self):
        return [(self.random.choice(w.PRODUCTS), None)]

    def order(self):
        random = self.random
        return [(random.choice([self.digits("######"), self.digits("##########"), f"{self.letters(2)}-{self.digits('#####')}", f"#{self.digits('####')}", f"{self.letters(3)}{self.digits('####')}", f"{self.letters(1)}{self.digits('##')}-{self.digits('###')}"]), None)]

    def amount(self):
        n = self.random.choice([str(self.random.randint(1, 999)), f"{self.random.randint(1, 999)}.{self.random.randint(10, 99)}", f"{self.random.randint(1, 99)},000"])
        return [(self.random.choice([f"${n}", f"£{n}", f"€{n}", f"{n} dollars", f"{n} euros", f"{n} EUR"]), None)]

    def count(self):
        return [(self.random.choice([str(self.random.randint(2, 60)), number_words(self.random.randint(2, 20))]), None)]

    def holiday(self):
        return [(self.random.choice(w.HOLIDAYS_O), None)]

    def spoken_title(self):
        return [(self.random.choice(w.SPOKEN_PREFIXES), "TITLE"), (" ", None), *self.last()]
