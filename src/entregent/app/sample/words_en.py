"""The words of English letters."""
# ruff: noqa: E501 -- one topic a line: a table reads across

from typing import Final

from entregent.app.sample.topics import ANY, ME, THEM, Tongue, Topic

_LOVE: Final = (
    Topic(ANY, "Dinner tonight", ("I'm stopping for groceries. {dish}?", "I'll be done around {hour}. Eat in or out?"), ("Yes! I'll do dessert.", "Let's order in, I'm wiped."), ("See you soon x",)),
    Topic(ANY, "Thinking of you", ("No reason. Just hello.", "Heard our song near {place}."), ("You made my day.",), ("x",)),
)  # fmt: skip

_FAMILY: Final = (
    Topic(ANY, "Family dinner on {day}", ("We're getting together {day} around {hour}. {dish} is on me!", "Mum would love to see all of us {day}. Can you make it?"), ("We'll be there! What can we bring?", "Not this time, I'm working. Hug everyone for me."), ("Wonderful, see you {day}.",)),
    Topic(ANY, "Pictures from {town}", ("Finally sorted! There's a lovely one of you.",), ("Thank you! I'm printing a few.",), ("Love to all.",)),
    Topic(ANY, "Recipe wanted: {dish}", ("Can you send it again? I lost my card.",), ("Here it is. The secret is to take your time.",), ("Thanks! I'll save you a piece.",)),
    Topic(ANY, "Happy birthday!", ("Another year and not a wrinkle. Celebrate {day}?", "Thinking of you today. Have a great one!"), ("Thank you, that means a lot.",), ("Hugs.",)),
)  # fmt: skip

_FRIENDS: Final = (
    Topic(ANY, "Coffee this week?", ("It's been too long! {day} around {hour}, {place}?", "I'm in your neighbourhood {day}. Coffee?"), ("Love to! {day} works.", "Not this week, but next for sure."), ("See you {day}!",)),
    Topic(ANY, "Dinner {day}", ("We're making {dish} on {day}. Join us?", "Trying a new recipe and need guinea pigs. {day}, {hour}?"), ("I'm in! I'll bring wine.", "Can't that night, sorry to miss it!"), ("Perfect!",)),
    Topic(ANY, "Spare ticket for {day}", ("I have one seat left for the show at {place}. Want it?",), ("Yes, a thousand times yes!", "I already have plans, but thanks for thinking of me."), ("Next one's on me.",)),
    Topic(ANY, "How are you, really?", ("You seemed tired the other day. I'm around if you want to talk.", "It's been a while. Send real news."), ("Thanks for asking. Busy times, but holding up.", "Better than last time. Let's meet?"), ("Take care of yourself.",)),
    Topic(ANY, "Hike on {day}?", ("Forecast looks great. Up to the view at {place}?",), ("I'm in! What time?", "My knees say maybe. I'll confirm tomorrow."), ("{hour}, I'll bring the thermos.",)),
    Topic(ANY, "Thanks for last night", ("What a lovely evening. We laughed so much.",), ("Thanks for coming! Let's do it again soon.",), ("Hugs.",)),
)  # fmt: skip

_PALS: Final = (
    Topic(ANY, "Yoga on {day}", ("Are you going? We could walk over together.",), ("Yes, I'll save you a spot.",), ("See you there!",)),
    Topic(ANY, "The name of your plumber", ("Mine retired. Were you happy with yours?",), ("Yes, honest and on time. I'll send you the number.",), ("Thanks, big help.",)),
    Topic(ANY, "Long time no see", ("Thought of you walking by {place}. What are you up to?",), ("What a nice surprise! All well here, and you?",), ("Let's catch up soon.",)),
    Topic(ANY, "Choir practice {day}", ("We start at {hour} this time. Bring your score.", "We're short one alto. Know anyone?"), ("Got it!", "Maybe a friend of mine. I'll ask."), ("Have a good week!",)),
    Topic(ANY, "Carpool on {day}", ("Leaving at {hour}, one seat left.",), ("I'll take it, thanks!",), ("See you {day}.",)),
)  # fmt: skip

_CLIENTS: Final = (
    Topic(THEM, "Quote for {project}", ("We'd like to redo our space before {month}. Could you prepare an estimate?", "We heard good things about your work. Could you come see the place?"), ("Thank you for your trust. I could come by {day} at {hour}. Would that suit you?", "With pleasure. Could you send me the floor plan?"), ("Perfect, see you then.",)),
    Topic(ME, "Revised drawings: {project}", ("Here is version two, with the counter moved and storage at the back.",), ("Beautiful. One question: can we keep the bench by the window?", "The team loves it. Approved!"), ("Great, we start building.",)),
    Topic(ME, "Invoice for {project}", ("Please find the invoice for the second instalment. Thank you!", "A friendly reminder for the balance, due since early {month}."), ("Received, payment goes out {day}.",), ("Thank you!",)),
    Topic(ANY, "Installation date", ("Would {day} from {hour} work for you? It takes a full day.",), ("Yes, there will be three of us.", "The week after, rather: the varnish must dry."), ("Noted, thanks.",)),
    Topic(ME, "How is {project} holding up?", ("It's been a few months. Is the wood ageing well?",), ("Everyone talks about it!", "Very well. We're thinking about phase two, actually."), ("Lovely to read, thank you.",)),
)  # fmt: skip

_COLLABORATORS: Final = (
    Topic(ANY, "This week's schedule", ("{day} we cut panels. Can you be at the shop at {hour}?",), ("I'll be there.", "Yes, but after lunch."), ("Thanks, noted.",)),
    Topic(ANY, "Fixes on the drawings for {project}", ("My notes are in red, page 3 mostly.", "The counter doesn't clear the sink. Can you check?"), ("Good catch! Fixing it tonight.",), ("Thanks!",)),
    Topic(ANY, "Delivery to {town}", ("The truck is booked for {day}, {hour}.",), ("Fine if we pack the day before.", "Too tight. Let's offer {day}."), ("I'll call them.",)),
    Topic(ANY, "Site photos", ("Stunning in the morning light. Portfolio?",), ("Yes! Especially the third one.",), ("Thanks!",)),
)  # fmt: skip

_PARTNERS: Final = (
    Topic(ANY, "Partnership agreement", ("Here is the text our lawyer reviewed. Does section 4 work for you?",), ("All clear, I'll sign {day}.", "One nuance on section 4, may I call you?"), ("Excellent, thank you.",)),
    Topic(ANY, "Sharing a booth in {month}?", ("There's one double spot left. Together it's half the price.",), ("Good idea, count us in.", "Let me check the budget, back to you {day}."), ("Booked!",)),
    Topic(ANY, "New stock: {wood}", ("First batch arrives {day}. Would you like a sample?",), ("Yes, two boards will do.",), ("Set aside for you.",)),
    Topic(ANY, "A job for you, I think", ("A client needs someone like you for {project}. May I pass on your details?",), ("Yes, thank you for thinking of us!",), ("Keep me posted.",)),
)  # fmt: skip

_PROSPECTS: Final = (
    Topic(ME, "Following up on the {event}", ("I enjoyed our chat. Would you be free {day} to talk it over a coffee?", "You mentioned {project}. I have two ideas to show you, fifteen minutes would do."), ("Thanks for writing! Try me after {month}, we'll be further along.", "With pleasure. {day} at {hour}?", "Thanks, but it's on hold for now."), ("Noted, talk soon.",)),
    Topic(THEM, "Question about your services", ("Do you take on smaller work, like {project}?", "What is your lead time at the moment?"), ("Yes, we do. May I call you {day}?", "About eight weeks. I can come measure {day}."), ("Thanks, I'll talk to my partners.",)),
)  # fmt: skip

_SPECIAL: Final = {
    "ask": (
        Topic(ANY, "Quick question", ("Do you have two minutes to give me your view on {project}?", "Do you remember the name of the person we met at the {event}?"), ("Yes.",), ("Thanks!", "Great.", "Perfect, thanks.")),
        Topic(ANY, "Are you free {day}?", ("I'd like to take you to {place}. {day} at {hour}, does that work?",), ("Yes!",), ("Great.",)),
    ),
    "ask-formal": (
        Topic(ANY, "Availability for {project}", ("Would you have a moment {day} or the day after to go over things?", "Could you confirm the date by {day}?"), ("Yes.",), ("Thanks.",)),
    ),
    "promise": (Topic(ME, "I'll send it over", ("I promise to send you the pictures by {day}.",), ("Thanks!",), ("x",)),),
    "promise-formal": (Topic(ME, "After our call", ("As promised, I will send you the estimate by {day}.",), ("Thanks.",), ("Thanks.",)),),
    "introduction": (
        Topic(THEM, "Introduction: {a} and {b}", ("{a}, meet {b}, whom I told you about. I think you two should talk about {project}. I'll let you take it from here!",), ("Thanks for the introduction! Nice to meet you, {b}. Are you free {day} for a coffee?",), ("Nice to meet you, {a}. {day} works well for me!",)),
    ),
    "quiet": (
        Topic(THEM, "About {project}", ("I'm adding {b}, who knows more about it than I do. I think you two should talk.",), ("Thanks for putting us in touch! {b}, are you free {day}?",), ("{day} works well for me!",)),
        Topic(THEM, "Our chat last week", ("As promised, here is {b}, the person I had in mind. Over to you both!",), ("Thank you! {b}, shall we say {day}?",), ("With pleasure.",)),
    ),
    "bridge": (
        Topic(ME, "Introduction: {a} and {b}", ("Hello both. {a}, meet {b}. I think you should talk about {project}. Over to you!",), ("Thanks Maude! {b}, I'll write to you {day}.",), ("Thank you both.",)),
    ),
    "group": (Topic(ANY, "Getting together {day}?", ("Hi all! {day} at {place}, around {hour}? Reply all please.",), ("I'm in!", "Can't make it, have fun.", "I'll be there with {dish}."), ("Great!",)),),
    "group-work": (Topic(ANY, "Minutes: {project}", ("Hello all, here is what we agreed and who does what by {day}.",), ("Thanks, nothing to add.", "Small fix on point 3, otherwise fine."), ("Thanks!",)),),
    "second-try": (
        Topic(ME, "A short reminder about {project}", ("In case my note got lost: would you still like to talk? A simple no is fine too!",), ("Thanks.",), ("Thanks.",)),
    ),
}  # fmt: skip

ENGLISH: Final = Tongue(
    {
        "love": _LOVE, "family": _FAMILY, "friends": _FRIENDS, "pals": _PALS, "clients": _CLIENTS,
        "collaborators": _COLLABORATORS, "partners": _PARTNERS, "prospects": _PROSPECTS, **_SPECIAL,
    },
    {
        "day": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        "hour": ("8:30", "9", "10", "11:30", "noon", "1 pm", "2:30", "4", "5:30", "6", "7 pm"),
        "place": ("Café Tournesol", "Jean-Talon market", "the Old Port", "La Fontaine park", "the canal", "Mile End", "the Theatre on the Quay", "the lake"),
        "project": ("the reading room", "your waiting room", "the terrace", "the open kitchen", "the daycare", "the front counter", "the bookshop", "the meeting room", "the gallery", "the shop window"),
        "dish": ("shepherd's pie", "pea soup", "lasagna", "a vegetable curry", "apple pie", "fresh pasta", "chili"),
        "month": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
        "town": ("Magog", "Hudson", "Sutton", "North Hatley", "Westmount", "Verdun", "Lachine", "Knowlton"),
        "wood": ("yellow birch", "bird's-eye maple", "ash", "black walnut", "white pine", "red oak"),
        "event": ("Design Fair", "women founders' evening", "Chamber breakfast", "Quartier launch"),
        "years": ("ten", "fifteen", "twenty"),
    },
    ("Hi {first}!", "Hey {first},", "{first},", "Hello {first},"),
    ("Hello {first},", "Hi {first},", "Dear {first},"),
    ("Cheers,", "Talk soon,", "Take care,", "xo"),
    ("Best regards,", "Thank you,", "Best,", "Kind regards,"),
    "Re: ",
    "On {date}, {name} <{address}> wrote:",
    "{weekday} {month} {day}, {year} at {clock}",
    ("Mon,", "Tue,", "Wed,", "Thu,", "Fri,", "Sat,", "Sun,"),
    ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "Sent from my phone",
    "Fwd: ",
)  # fmt: skip
