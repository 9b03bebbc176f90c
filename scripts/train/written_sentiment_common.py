"""What customers say in every line of business, with its sentiment, written for Earshot. One pattern per line."""

from written_sentiment_domains import entries

NEGATIVE = entries("""
    my {thing} {fault}
    my {thing} {fault}
    the {thing} {fault}
    our {thing} {fault}
    the {thing} {fault} again
    the {thing} still {fault} and nobody cares
    my {thing} {fault} and nobody can tell me why
    my {thing} {fault} and the {staff} just shrugged
    second time this month that my {thing} {fault}
    why is it that my {thing} {fault}
    how is it possible that my {thing} {fault}
    so my {thing} {fault}
    it is {time} and my {thing} {fault}
    on hold for {time}
    on hold for {time} and counting
    been on hold for {time} now
    I have been on hold for {n} hours about my {thing}
    been waiting {n} hours
    still waiting
    still waiting on an answer
    still waiting for my {thing}
    still no {thing}
    still no answer
    still nothing
    still no response after {n} days
    {n} days and still no reply
    {n} emails, zero answers
    no answer, no callback, nothing
    nobody answers the phone
    nobody picks up
    no one is answering
    no one replies to my messages
    no one could help me
    no one seems to know anything
    I cannot get through to anyone
    can't get through, can't get a callback
    you keep hanging up on me
    your system hung up on me again
    the {staff} hung up on me
    call volume is too high, it says, and then it disconnects
    I get a busy signal every time
    {n} calls, {n} different answers
    every person tells me something else
    I was told {n} different things by {n} different people
    your {staff} was rude
    the {staff} was so rude
    the {staff} could not care less
    the {staff} was no help at all
    the {staff} at the {place} was unhelpful and rude
    the {staff} lied to me
    the {staff} rolled her eyes at me
    the attitude of your {staff} is unbelievable
    the {staff} said it was my fault
    poor communication from the {staff}
    zero communication
    no explanation, no apology
    not even an apology
    no apology from anyone
    an apology is not enough
    sorry does not fix it
    sorry does not pay my bill
    you say sorry but you do nothing
    your apology means nothing
    that did not help
    that does not help me
    that is not helpful
    not helpful at all
    not what I asked
    you did not answer my question
    that is not an answer
    that link does not work
    the link you sent is useless
    your website is down
    your website is not working and the phone line is dead
    your website is terrible
    your app is terrible
    I tried that already, it does not work
    already did, nothing
    already tried {n} times
    I already sent a message and nobody answered
    I filled in the form {n} weeks ago
    you said {n} days and it has been {n} weeks
    you promised a callback and it never came
    you promised me a refund
    where is the refund you promised
    you said it would be here by {day}
    I was promised it by {day}
    nobody called me back
    nobody told us anything
    would have been nice to know
    a heads up would have been nice
    a little information would go a long way
    you could at least have told us
    you should have told me before I paid
    I expected more from you
    I expected better
    you used to be good
    what happened to you
    what happened to customer service
    you have really gone downhill
    it gets worse every time
    it is getting worse
    it keeps getting worse
    worst customer service ever
    worst service I have ever had
    worst {thing} ever
    the worst
    you are the worst
    you people are terrible at this
    terrible service
    horrible service
    awful experience
    terrible experience at the {place} today
    bad service
    poor service
    lousy service as usual
    this is unacceptable
    this is ridiculous
    ridiculous
    this is absurd
    this is outrageous
    completely unacceptable
    absolutely pathetic
    pathetic
    disgraceful
    what a joke
    what a mess
    what a nightmare
    a complete disaster
    total chaos at the {place}
    epic fail
    fail
    major fail
    customer service fail
    not cool
    not okay
    not good enough
    not impressed
    not happy
    not acceptable
    I am not happy with this at all
    I am not a happy customer
    so frustrating
    so frustrated right now
    so disappointed
    very disappointed in you
    very disappointed
    really let down
    I am so angry
    I am furious
    I am fed up
    I am done with you
    I am done
    done
    never again
    never using you again
    last time I use you
    you just lost a customer
    you lost my business
    I will take my business elsewhere
    I will be switching to your competitor
    next time I go with somebody else
    I should have gone with the other company
    this is why people leave you
    I want my money back
    I want a refund
    I demand a refund
    I want to speak to a manager
    let me talk to a real person
    get me a human
    can I talk to somebody who actually knows something
    can somebody please answer the phone
    can you please answer your phones
    is anybody there
    is anyone working today
    do you even read these
    do you even care
    do you have any idea how long I have been waiting
    how long do I have to wait
    how much longer
    how many times do I have to ask
    how hard can it be
    how hard is it to answer a phone
    how do you still not know
    how is this okay
    how is that fair
    how do you lose a {thing}
    how do you run a business like this
    why can't anyone help me
    why can't I reach anyone
    why do I have to pay for your mistake
    why do I pay you at all
    why does nobody answer
    why was I not told
    why was my {thing} cancelled
    why is this taking so long
    why is your {place} always a mess
    why even offer it when it does not work
    what is the point of paying for it
    what is going on with my {thing}
    what is wrong with you
    what is going on over there
    what kind of company does this
    where is my {thing}, it should have been here on {day}
    where is my money
    where is everyone at the {place}
    when will you finally fix this
    when are you going to fix my {thing}
    so when exactly do I get my {thing} back
    are you kidding me
    are you serious
    seriously
    really
    unbelievable
    unreal
    come on
    you have got to be kidding
    give me a break
    shame on you
    get it together
    get your act together
    do better
    fix this
    fix your {thing}
    please fix this, it is embarrassing
    smh
    ugh
    wow, just wow
    yikes
    thanks for nothing
    thanks for ruining my {event}
    thank you for ruining my day
    thanks for the {n} hour wait
    thanks for losing my {thing}
    thanks for not helping
    thanks, but that does not help
    thanks for the canned reply
    thanks, I guess, but it is too late now
    great job losing my {thing}
    nice job, the {thing} {fault}
    great, my {thing} {fault}
    great, another delay
    oh great, {n} more hours
    awesome, the {thing} {fault}. just what I needed
    oh wonderful, on hold again
    perfect, now the {thing} {fault} too
    love how you ignore your customers
    I love paying {money} for nothing
    gotta love waiting {n} hours for the {staff}
    so glad I paid extra for this
    so much for customer service
    so much for your promise
    way to go, you ruined my {event}
    way to treat your loyal customers
    way to make a first impression
    well done, another customer gone
    congratulations, you managed to make it worse
    best part, the {staff} laughed
    quality service as always, {n} hours and nobody here
    if by great service you mean {n} hours on hold, then yes
    you had one job
    you ruined my {event}
    you ruined our {event}
    I missed my {event} because of you
    missing my {event} because of this
    this cost me {money}
    this cost me a whole day
    a whole day wasted
    I wasted {n} hours on this
    you wasted my time
    you are wasting my time
    you overcharged me by {money}
    you charged me twice
    you charged me {money} and I got nothing
    you took my money and ran
    charging {money} for that is robbery
    what a rip off
    it is a scam
    you are thieves
    {money} down the drain
    you do not deserve my money
    you don't care about your customers
    you do not value loyal customers
    loyal customer for {n} years and this is how you treat me
    {n} years as a customer and this is the thanks
    I am a gold member and still treated like this
    I have never been treated so badly
    I have never seen anything so badly run
    you are understaffed and it shows
    one person working and {n}0 people in line
    the line at the {place} is endless
    there is no one at the {place}
    nobody at the {place} knows anything
    the {place} was dirty
    the {place} was a zoo
    the {place} is closed and nobody told me
    I do not recommend this company
    I cannot recommend you to anyone
    stay away from them
    avoid them if you can
    don't bother
    I regret choosing you
    biggest mistake was to trust you
    I will report you
    you will hear from my lawyer
    I need an answer now
    I need someone to help me, this is the third time I ask
    someone needs to help me with my {thing}, nobody does
    please help, nobody is answering and my {thing} {fault}
    help, my {thing} {fault}
    hello? anyone?
    I had a bad experience with your {staff}
    it did not go well
    it was not good
    it is not fixed
    it is not working
    it never works
    nothing works
    it does not work again
    it happened again
    the same problem again
    same story every time
    always late
    always an excuse
    more excuses
    enough with the excuses
    you blame everything on the weather
    stop lying to your customers
    stop sending me the same copy and paste answer
    stop sending me messages and fix it
    I did, and I was told you can't do anything
    I did and they said no
    they told me to call you and you told me to call them
    they said there is nothing they can do
    your policy makes no sense
    that is a stupid policy
    your policies punish your customers
    that is false
    that is not true
    that is not what the {staff} said
    you are wrong
    no you did not
    no, it is not resolved
    no, nobody helped
    nope, still broken
    nope
    worse than the last time
    I would rather walk
    I can't even
    I give up
    crying at the {place} because my {thing} {fault}
    stranded
    stuck at the {place}
    stuck here for {n} hours
    stuck in {city} because of you
    tired, hungry and still waiting
    tired of this
    it was supposed to be done on {day}
    it was supposed to be easy
    too bad you do not mean it
    would be great if someone answered
    would be nice if your {thing} worked for once
    wish you cared
    I wish I had never booked with you
    sad to see how you treat people
    sad
    it is a shame
    disappointing
    I am losing money because of this
    your phone line says {n} hours wait
    the recording told me to call back later
    the {staff} refused to help
    the {staff} refused to give a name
    the {staff} would not let me speak to a supervisor
    my {thing} was supposed to arrive on {day}""")

NEUTRAL = entries("""
    how do I {want}
    can I {want}
    can you tell me how to {want}
    is it possible to {want}
    I would like to {want}
    I want to {want}
    I need to {want}
    where do I go to {want}
    what do I need to {want}
    who do I contact to {want}
    who should I call to {want}
    how much does it cost to {want}
    how long does it take to {want}
    can I {want} online or do I have to call
    do I have to go to the {place} to {want}
    could you help me {want}
    please help me {want}
    looking to {want}
    trying to {want}
    I am trying to {want}, what is the number
    any way to {want}
    is there a way to {want}
    what is the fee to {want}
    what if I want to {want} later
    do you know if I can {want}
    question about my {thing}
    quick question about my {thing}
    I have a question about my {thing}
    I have a question
    can I ask you something
    it is about my {thing}
    I am calling about my {thing}
    I am writing about my {thing}
    can you check my {thing}
    can you look up my {thing}
    what is the status of my {thing}
    any update on my {thing}
    is my {thing} confirmed
    can you confirm my {thing}
    when will my {thing} be ready
    when does the {place} open
    when does the {place} close
    what are your hours
    are you open on {day}
    are you open today
    what is the number for the {place}
    what is the address of the {place}
    is there a {place} in {city}
    where is the {place}
    what is your policy on a late {thing}
    what happens if my {thing} {fault}
    what do I do if my {thing} {fault}
    do I get my money back if the {thing} {fault}
    is there insurance in case the {thing} {fault}
    who pays when a {thing} is late
    what counts as a complaint
    where do I send a complaint
    what is the e-mail of customer relations
    how do I contact customer service
    is there a phone number
    what is the number
    can you send me a direct message
    can you follow me so I can message you
    please follow so I can send you a direct message
    following you now
    I follow you now
    I just followed you
    sent you a message
    sent
    just sent you a private message
    just sent a dm
    DM sent
    sent you a DM with my details
    check your messages
    I will send you the details
    I will message you
    I will do that
    I will check
    I will let you know
    I will try
    will do
    done, I sent it
    just did
    I did
    I called earlier today
    I spoke with the {staff} this morning
    I have already filled in the form
    I submitted it on {day}
    I got the e-mail
    I received your message
    yes
    yes please
    yes, that is the one
    yes, that is correct
    yes, on {day}
    yes, {city} to {city}
    no, {day}
    no, the other one
    no, just me
    nope, just one
    okay
    ok
    okay, got it
    I see
    understood
    sure
    maybe
    which one
    which {thing}
    what do you mean
    what does that mean
    how so
    what is the difference
    any idea
    any news
    any word on {city}
    any info on {day}
    anything for {day}
    does this apply to {city} too
    what about {city}
    what about {day}
    how about {day}
    is that per person
    is that for today
    is it today or tomorrow
    does it include tax
    is it {money} each
    how much is it
    it is {money}
    the total was {money}
    we are {n} adults and {n} kids
    there are {n} of us
    my name is {name}
    it is under the name {name}
    my order number is {n}{n}{n}{n}
    my reference is {code}
    the code is {code}
    here is my number {n}{n}{n} {n}{n}{n}{n}
    the last name is {name}
    my date of birth is the {n}th of may
    it is the second one
    the first one please
    the one from last week
    I bought it on {day}
    I booked it last week
    I booked online
    I paid with a card
    I paid by transfer
    I am at the {place}
    I am at the {place} now
    on my way to the {place}
    heading to {city}
    off to {city}
    in {city} until {day}
    next stop {city}
    see you on {day}
    let me check
    let me look for it
    one moment
    hold on
    just a second
    hi
    hello
    hi there
    good morning
    good afternoon, I have a question
    hello, are you there
    is this the right account for questions
    is this the right place to ask
    are you the same company as the one in {city}
    did you get my message
    did you receive my {thing}
    did you change the {thing}
    do you still offer this
    do you offer a discount for students
    do you offer it in {city}
    do you have a list of {place}s
    do you take cash
    do I need a printed copy
    do I need to bring my passport
    do you need my number
    can someone call me at {time}
    can someone contact me about my {thing}
    can somebody help me with a {thing}
    can you help me
    can you help with a {thing}
    could I get some help with my {thing}
    need help with my {thing}
    I need some help
    please advise
    please call me
    please let me know
    please send me the form
    please confirm
    please change it to {day}
    please put me on the list
    I moved to {city}
    I changed my address last month
    I am new here
    I have two of them
    I only need one
    I lost my password, how do I get a new one
    I lost my receipt, can I get another
    I left my umbrella at the {place}, who do I call
    left my book on the seat, is there a lost and found
    we may be a bit late, is that all right
    I have to cancel on {day}, how does it work
    I would like to cancel my {thing}
    I need to cancel, what is the next step
    I need a refund for my {thing}, how does that work
    how do refunds work
    how do I request a refund
    how do I get reimbursed
    can I get a receipt
    can I get an invoice
    can I pick the {thing} up on {day}
    can I change it
    can I pay later
    does anybody know if the {place} is open
    has anyone tried the new {thing}
    anyone else going to {city}
    who is in {city} this weekend
    what do you think about {city}
    what song is in your advert
    who sings the song in the advert
    what is your favourite {place}
    is this offer for real
    is this you
    is the contest still on
    how do I enter the contest
    how do I join the competition
    what are the rules of the giveaway
    I entered the giveaway
    are you hiring in {city}
    do you hire students
    who handles your press questions
    company opens new {place} in {city}
    company announces {n} new {place}s
    company reports results for the third quarter
    company to change its loyalty programme
    company tests a new {thing}
    {n} things to know about your next {thing}
    here is what changes for customers in {city}
    interview with the head of the company
    check out our photos from {city}
    read this before you book a {thing}
    via
    my new post about {city}
    same here
    same as before
    the same as last time
    I think it was the {staff}
    the {staff} told me to contact you
    the {staff} said to ask you
    the {staff} gave me this number
    it says to call you
    it says pending
    it says {day} on the website
    it was {n} weeks ago
    about {n} minutes ago
    since {day}
    from {city}
    to {city}
    at {time}
    by e-mail
    on the app
    on my phone
    both
    neither
    all of them
    just this once
    I guess so
    not sure
    not yet
    I don't know
    I do not remember
    I don't have it with me
    no rush
    no problem
    it is fine either way
    it does not matter
    it is for my mother
    it is a gift
    it is for work
    I only wanted to know
    I just want to know if the {thing} is included
    just checking
    just wondering
    just curious
    what else do you need
    anything else you need from me
    do you need anything else""")

POSITIVE = entries("""
    thank you
    thank you so much
    thank you very much
    thanks
    thanks a lot
    thanks so much
    thanks a million
    thx
    many thanks
    ty
    thank you, that worked
    thanks, got it
    thanks, that helped
    thanks for the help
    thanks for your help
    thanks for the info
    thanks for the quick reply
    thanks for the fast response
    thanks for getting back to me
    thanks for checking
    thanks for listening
    thanks for the follow up
    thanks for the update
    thanks for a great {event}
    thanks for making it right
    thanks for taking care of me
    thanks for fixing my {thing}
    thanks to your {staff}
    thanks to {name} at the {place}
    thank you for your quick help with the {thing}
    thank you for the great service
    thank you for being so patient
    thank you for understanding
    thank you {name}
    really appreciate it
    I really appreciate your help
    appreciate the quick response
    appreciate it
    much appreciated
    you are awesome
    you are amazing
    you are the best
    you guys rock
    you guys are great
    you rock
    you are a lifesaver
    you saved my {event}
    you saved the day
    you made my day
    you made my {event}
    you made it so easy
    you never disappoint
    you are my favourite
    best company ever
    the best
    simply the best
    best customer service
    best customer service ever
    best {thing} ever
    best {staff} ever
    great service
    great customer service
    great service as always
    excellent service
    excellent service at the {place}
    fantastic service from your {staff}
    outstanding
    amazing service
    amazing
    awesome
    awesome, thank you
    excellent
    perfect
    perfect, thanks
    perfect, exactly what I needed
    wonderful
    brilliant
    great
    great, thanks
    great news
    great job
    good job
    good work
    nice work
    nice
    nice touch
    nice one
    well done
    well played
    well handled
    way to go team
    kudos
    kudos to the {staff}
    props to your {staff}
    shout out to {name} at the {place}
    shoutout to the {staff} in {city}
    big thanks to the {staff} at the {place}
    huge thank you to {name}
    hats off to your {staff}
    give {name} a raise
    {name} deserves a raise
    {name} was so helpful
    {name} was wonderful
    the {staff} was so nice
    the {staff} was fantastic
    the {staff} went above and beyond
    the {staff} was friendly and fast
    the {staff} fixed it in {n} minutes
    the {staff} was super helpful
    the {staff} turned my day around
    the {staff} could not have been nicer
    the {staff} at the {place} are so kind
    your {staff} is the best
    your {place} is beautiful
    I love you guys
    I love you
    I love it
    love it
    love this
    love love love it
    love the new {thing}
    love your {place}
    love my {thing}
    I love the {thing}
    my {thing} works perfectly now
    the {thing} is perfect
    the {thing} is great
    the new {thing} is amazing
    the {thing} is better than I hoped
    so good
    so happy
    so happy with the {thing}
    so excited
    so excited for {city}
    so glad it is fixed
    so glad I chose you
    so grateful
    so relieved
    so impressed
    I am impressed
    impressive
    color me impressed
    very pleased
    very happy customer here
    happy customer
    I am a happy customer
    one happy customer here
    I am so happy
    what a great experience
    what a great {thing}
    what a lovely surprise
    what a pleasant surprise
    pleasantly surprised
    that was fast
    wow, that was quick
    that was easy
    super easy
    that is great
    that is awesome
    that works, thanks
    that would be great, thank you
    it works now, thank you
    all good now, thanks
    all set, thank you
    all sorted, thanks
    problem solved, thank you
    problem fixed in {n} minutes
    finally resolved, thank you for your help
    it was bad yesterday but the {staff} made it right
    not bad at all
    no complaints
    can't complain
    I have nothing to complain about
    could not be happier
    couldn't ask for more
    it does not get better than this
    nobody does it better
    you can't beat that
    never had a problem with you
    never a bad experience
    I would not go anywhere else
    I won't use anyone else
    customer for life
    you have a customer for life
    you just won a customer
    you won me over
    I will be back
    I will definitely use you again
    I will recommend you
    I recommend them to everybody
    highly recommend
    five stars
    10 out of 10
    a plus
    two thumbs up
    this is how customer service should be
    that is what I call service
    now that is customer service
    others should learn from you
    so much better than the others
    way better than your competitor
    keep it up
    keep up the good work
    cheers
    cheers, you are a star
    yay
    woohoo
    yes, finally, thank you
    can't wait
    cannot wait for my {event}
    can't wait to try the new {thing}
    looking forward to it
    looking forward to my {event}
    counting the days until my {event}
    had a great time
    we had a wonderful {event}
    it made my kids so happy
    my kids loved it
    my mother was so happy
    made my wife smile
    it made me smile
    this made me laugh, great ad
    haha love it
    lol you are funny
    good to know, thanks
    good to hear, thank you
    good morning to the best {staff}
    glad to hear it
    glad to be back
    glad you are here
    happy to help you win that award
    congrats on the new {place}
    congratulations, well deserved
    happy birthday to my favourite company
    you look great in the new colours
    beautiful
    gorgeous
    cool
    so cool
    sweet
    fabulous
    bless you
    god bless your {staff}
    you are so sweet
    very kind of you
    how nice of you
    I feel so welcome
    treated like a queen
    first class service
    top notch
    spot on
    class act
    such a smooth experience
    everything went smoothly
    it went off without a hitch
    got the refund already, thank you
    got my {thing}, thank you""")
