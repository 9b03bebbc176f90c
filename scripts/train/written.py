"""Customer-care sentences written for Earshot: a small grammar over four lines of business.

They cover what the licensed sets lack (retail fit and returns, software support, outages, escalation,
passages of policy), so that the student has heard those words from the teacher.
"""

import itertools
import random

DOMAINS = {
    "retail": {
        "thing": "jacket,dress,pair of jeans,pair of shoes,sweater,coat,handbag,watch,t-shirt,sofa,lamp,blender,mattress,backpack,pair of boots,ring,suit,toy,phone case,rug".split(","),
        "fault": "is too small,is too big,does not fit,arrived damaged,is the wrong colour,is the wrong size,has a stain,is torn,is missing a button,is not what I ordered,never arrived,came apart after one wash,looks nothing like the picture,stopped working,has a broken zip".split(","),
        "want": "return it,exchange it for a larger size,get my money back,get a replacement,cancel the order,change the delivery address,use my gift card,know when it ships,get a price adjustment,track my parcel,apply a promo code,have it collected,get a return label,pick it up in store,get store credit".split(","),
        "place": "warehouse,store,website,checkout,delivery van,returns desk,outlet,marketplace".split(","),
    },
    "software": {
        "thing": "account,dashboard,workspace,login page,mobile app,API key,integration,export,report,invoice,subscription,webhook,single sign-on,admin panel,password,authenticator app,licence,calendar sync,plug-in,browser extension".split(","),
        "fault": "does not load,keeps crashing,shows an error,is locked,has expired,is very slow,times out,logs me out,returns error 500,stopped syncing,shows the wrong data,was deactivated,asks for a code I never get,does not accept my password,disappeared after the update".split(","),
        "want": "reset my password,unlock my account,add another user,remove a team member,upgrade my plan,downgrade to the free plan,cancel my subscription,export my data,turn on two-factor authentication,change the billing contact,get an invoice,restore a deleted file,move to annual billing,speak to an engineer,change the owner of the workspace".split(","),
        "place": "browser,phone,laptop,tablet,Mac,Windows computer,server,sandbox".split(","),
    },
    "telecom": {
        "thing": "internet,broadband,router,modem,landline,mobile signal,data plan,SIM card,television box,voicemail,roaming,fibre line,wifi,bill,hotspot,phone number,cable service,e-mail service,streaming package,antenna".split(","),
        "fault": "is down,keeps dropping,is very slow,has no signal,does not connect,blinks red,has been out since this morning,is not working,was cut off,was charged twice,has gone up in price,ran out early,cannot be activated,crackles,restarts by itself".split(","),
        "want": "report an outage,get a technician,move my service to a new address,keep my phone number,switch to a cheaper plan,get a credit for the outage,check my data usage,cancel my contract,block spam calls,unlock my handset,add a line,turn on roaming,know when it will be fixed,order a new router,dispute a charge".split(","),
        "place": "house,flat,office,street,area,building,village,neighbourhood".split(","),
    },
    "banking": {
        "thing": "debit card,credit card,bank transfer,current account,savings account,mortgage,loan,direct debit,standing order,cheque,PIN,statement,overdraft,cash withdrawal,mobile banking,exchange rate,payment,deposit,pension,insurance policy".split(","),
        "fault": "was declined,was stolen,is blocked,is pending,was charged twice,shows a payment I do not recognise,has not arrived,was swallowed by the machine,has expired,was refused,is missing,has the wrong amount,was taken too early,did not go through,is frozen".split(","),
        "want": "report fraud,freeze my card,order a new card,dispute a transaction,raise my limit,close my account,change my PIN,transfer money abroad,get a refund,pay off my loan,know my balance,open a joint account,cancel a direct debit,get a statement,file a claim".split(","),
        "place": "cash machine,branch,app,shop,petrol station,website,airport,restaurant".split(","),
    },
}

OPENINGS = ["", "", "hi, ", "hello ", "good morning, ", "excuse me, ", "so ", "um yeah ", "okay so ", "please help, ", "I am calling because "]
CLOSINGS = ["", "", " please", " thank you", " as soon as possible", " today", " right now", ", can you help?", " and nobody answers me", " for the third time"]
FAULTS = ["my {thing} {fault}", "the {thing} {fault}", "the {thing} that I got last week {fault}", "why is it that my {thing} {fault}?",
          "what should I do if the {thing} {fault}", "since yesterday the {thing} {fault}", "I was told it would be fixed but the {thing} still {fault}",
          "the {thing} in my {place} {fault}", "it looks like the {thing} {fault}"]
WANTS = ["I want to {want}", "I would like to {want}", "how do I {want}?", "can you {want}?", "is it possible to {want}", "I need to {want}",
         "where can I {want}", "who do I talk to if I want to {want}", "can I {want} at the {place}", "how long does it take to {want}"]
BOTH = ["my {thing} {fault} and I want to {want}", "I need to {want} because the {thing} {fault}", "the {thing} {fault}, so how can I {want}?",
        "the {thing} {fault}; before I {want}, what does it cost?"]
MOODS = ["I am really disappointed with the {thing}", "this is the worst {thing} I ever had", "I am so happy with my {thing}", "thank you, the {thing} is perfect now",
         "I have been waiting for hours about my {thing}", "this is unacceptable, I want a manager", "I will leave for another company if the {thing} {fault} again",
         "great service, the {thing} was sorted in minutes", "honestly the {thing} is fine", "your colleague was rude about my {thing}",
         "no rush, whenever you can look at the {thing}", "this is urgent, the {thing} {fault} and I need it today"]
AGENT = ["I am sorry that the {thing} {fault}", "let me check the {thing} for you", "I can help you {want}", "could you give me the order number for the {thing}?",
         "I have sent you a link to {want}", "is there anything else I can help you with?", "may I put you on hold while I look at the {thing}?",
         "your {thing} will be replaced within three working days"]
POLICY = [
    "If the {thing} {fault}, customers can {want} within {days} days. Proof of purchase is needed, and the {place} confirms it by e-mail.",
    "To {want}, open the {place}, choose the {thing} and follow the steps. It takes up to {days} working days.",
    "How to {want}: first confirm the identity of the customer. Then check whether the {thing} {fault}. If so, offer a credit of up to {amount} dollars; anything above needs a supervisor.",
    "A fee of {amount} dollars applies when customers ask to {want}. The fee is waived if the {thing} {fault} through our fault.",
    "The {thing} is covered for {days} days. When it {fault}, do not promise a date; log the case and tell the customer that the {place} will call back.",
    "What to do when the {thing} {fault}: restart it, wait {days} minutes, and try again at the {place}. If this does not help, the customer may {want}.",
]


def sentences(seed, count):
    """Returns `count` distinct sentences and short policy passages, the same for the same seed."""
    random_ = random.Random(seed)
    patterns = [(FAULTS, 3), (WANTS, 3), (BOTH, 2), (MOODS, 1), (AGENT, 1), (POLICY, 2)]
    groups = list(itertools.chain.from_iterable([group] * weight for group, weight in patterns))
    found = {}
    while len(found) < count:
        words = DOMAINS[random_.choice(list(DOMAINS))]
        group = random_.choice(groups)
        text = random_.choice(group).format(
            days=random_.choice([2, 3, 5, 7, 10, 14, 28, 30, 60, 90]), amount=random_.choice([5, 10, 15, 20, 25, 40, 50, 100]),
            **{slot: random_.choice(choices) for slot, choices in words.items()},
        )
        if group is not POLICY and group is not AGENT:
            text = random_.choice(OPENINGS) + text + random_.choice(CLOSINGS)
        found.setdefault(text)
    return list(found)
