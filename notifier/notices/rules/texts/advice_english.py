"""What may happen and what to do, by what was stolen."""

from notifier.notices.rules.advice import Action, Danger
from notifier.notices.rules.texts.shape import AdviceWords

_TRUE = "They pretend to be your doctor, your health insurance or your bank. They quote true details to convince you."

_CONSEQUENCES: dict[Danger, str] = {
    Danger.NOTES: ("Strangers can read what your doctor noted about you. Someone can threaten to show it to others."),
    Danger.CALLS_AND_MAILS: f"Swindlers can call you or write to you. {_TRUE}",
    Danger.CALLS: f"Swindlers can call you or send you text messages. {_TRUE}",
    Danger.MAILS: f"Swindlers can send you e-mails. {_TRUE}",
    Danger.IDENTITY: "Someone can use your name, for example to take out a loan.",
    Danger.INSURER: "False messages can speak of money that your health insurance owes you.",
    Danger.DOORSTEP: "Strangers can write to you or come to your door.",
    Danger.DECEIT: "Swindlers can use your name to deceive you or those close to you.",
    Danger.CHILD: ("Swindlers can call you or write to you about the child. They quote true details to convince you."),
}

_ACTIONS: dict[Action, str] = {
    Action.NOTES: (
        "If someone threatens you, do not pay and do not answer. Keep the messages and go to the police. "
        "In danger, call\N{NO-BREAK SPACE}17."
    ),
    Action.ASK_NOTES: "Call us if you want to know what these notes said. Your doctor will tell you in person.",
    Action.CALLS_AND_MAILS: (
        "Hang up, and do not click, when a call, text or e-mail asks for money, a code or a document. "
        "Call back yourself, on the number you already know."
    ),
    Action.CALLS: (
        "Hang up when a call or a text asks for money, a code or a document. The number shown is sometimes false. "
        "Call back yourself, on the number you already know."
    ),
    Action.MAILS: (
        "Do not click in an e-mail you did not expect, even if it bears your name. "
        "When in doubt, call the number you already know."
    ),
    Action.IDENTITY: (
        "Watch your accounts and your mail. If you find a loan or a contract you do not know, tell your bank "
        "and go to the police."
    ),
    Action.INSURER: (
        "Do not answer messages about a refund or a new health card (carte Vitale). "
        "Call your health insurance yourself."
    ),
    Action.DOORSTEP: (
        "Do not open the door to someone you do not expect, even if they know your name. "
        "First call the office they speak of."
    ),
    Action.DECEIT: ("Be wary if someone asks you for money, a code or a document, even if they quote true details."),
    Action.CHILD: (
        "Hang up, and do not click, when a call or message about the child asks for money or a code. "
        "Call back yourself, on the number you already know."
    ),
    Action.TALK: "Talk about it with the child, according to age. Ask to be shown any strange message.",
    Action.SHOW: "Show this notice to someone you trust. They can help you.",
    Action.COMPLAIN: (
        "If someone uses your data, keep the messages and file a complaint with the police or the gendarmerie."
    ),
    Action.COMPLAIN_CHILD: (
        "If someone uses the child’s data, keep the messages and file a complaint with the police or the gendarmerie."
    ),
}

# In very short sentences, for the protected adult and the short form: one idea a sentence.
_SHORT_CONSEQUENCES: dict[Danger, str] = {
    Danger.NOTES: "Strangers can read these notes. Someone can threaten you.",
    Danger.CALLS_AND_MAILS: "Strangers can call you or write to you. They can lie.",
    Danger.CALLS: "Strangers can call you. They can lie.",
    Danger.MAILS: "Strangers can write to you. They can lie.",
    Danger.IDENTITY: "Someone can use your name.",
    Danger.INSURER: "False messages can speak of your health insurance.",
    Danger.DOORSTEP: "A stranger can come to your door.",
    Danger.DECEIT: "Someone can use your name. They can lie.",
    Danger.CHILD: "Strangers can speak of the child. They can lie.",
}

_SHORT_ACTIONS: dict[Action, str] = {
    Action.NOTES: "Does someone threaten you? Do not pay. Do not answer. Call\N{NO-BREAK SPACE}17.",
    Action.ASK_NOTES: "Do you want to know what the notes said? Call us.",
    Action.CALLS_AND_MAILS: "Does a stranger ask for money or a code? Hang up. Do not click.",
    Action.CALLS: "Does a stranger ask for money or a code? Hang up.",
    Action.MAILS: "Does a message ask you to click? Do not click.",
    Action.IDENTITY: "Do you get a strange bill? Tell your bank.",
    Action.INSURER: "Does a message speak of your health card? Do not answer.",
    Action.DOORSTEP: "Does a stranger ring at your door? Do not open.",
    Action.DECEIT: "Does a stranger ask for money or a code? Say no.",
    Action.CHILD: "Does a stranger speak of the child? Hang up. Do not click.",
    Action.TALK: "Talk with the child. Ask to see strange messages.",
    Action.SHOW: "Show this notice to someone you trust. They can help you.",
    Action.COMPLAIN: "Does someone use your name? Go to the police.",
    Action.COMPLAIN_CHILD: "Does someone use the child’s name? Go to the police.",
}

WORDS = AdviceWords(
    consequences=_CONSEQUENCES,
    actions=_ACTIONS,
    short_consequences=_SHORT_CONSEQUENCES,
    short_actions=_SHORT_ACTIONS,
)
