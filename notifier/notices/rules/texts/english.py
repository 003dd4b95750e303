"""The English texts: as complete as the French ones, written for readers living in France."""

from notifier.law.content import Part
from notifier.notices.choices import Audience
from notifier.notices.rules.texts.shape import Text, TextKey
from notifier.rosters.choices import Language, Tier

_GENUINE = (
    "We ask you for no money, no code and no password. This notice contains no link. "
    "To check that it really comes from us, call us on the number you already know "
    "and give the reference shown."
)
_CONTACT = "{practice}\n{address}\nTelephone: {telephone}\nE-mail: {reply_email}"
_REGRET = "These data were in our care. We deeply regret what has happened."
_MEASURES = (
    "- The way in that the thieves used has been closed.\n"
    "- We are reporting the theft to the CNIL, the French authority that protects personal data.\n"
    "- We are telling every person concerned, one by one."
)

_ADMINISTRATIVE = Text(
    subject="Your personal data have been stolen: what to do now",
    parts={
        Part.WHAT_HAPPENED: (
            "Data about you have been stolen.\n\n"
            "We, {practice}, keep or kept a file in your name. Strangers copied files {period}, {place}."
        ),
        Part.YOUR_DATA: "This is what was stolen (yes) and what was not (no).",
        Part.CONSEQUENCES: (
            "Swindlers can call or write to you and pretend to be your doctor, your health insurance or your bank. "
            "They know true details about you. That is what makes them believable."
        ),
        Part.WHAT_TO_DO: (
            "1. Distrust any call, text or e-mail that asks you for money, a code or a document. "
            "Hang up. Do not click.\n"
            "2. When in doubt, call back yourself on the number you already know.\n"
            "3. If someone uses your data, file a complaint with the police or the gendarmerie."
        ),
        Part.MEASURES: _MEASURES,
        Part.CONTACT: f"{_CONTACT}\n\n{_GENUINE}\n\n{_REGRET}",
    },
)

_ANNOTATED = Text(
    subject=_ADMINISTRATIVE.subject,
    parts={
        **_ADMINISTRATIVE.parts,
        Part.WHAT_HAPPENED: (
            "Data about you have been stolen. Among them are notes your doctor wrote.\n\n"
            "We, {practice}, keep or kept a file in your name. Strangers copied files {period}, {place}."
        ),
        Part.CONSEQUENCES: (
            "Strangers can read what your doctor noted about you. Someone can threaten to show it to others. "
            "Swindlers can also pretend to be your doctor, your health insurance or your bank."
        ),
        Part.WHAT_TO_DO: (
            "1. If someone threatens you, do not pay and do not answer. Keep the messages. "
            "File a complaint with the police. In danger, call 17.\n"
            "2. Call us if you want to know what these notes said. Your doctor will tell you in person.\n"
            "3. Distrust any call or message that asks you for money, a code or a document."
        ),
    },
)

_GUARDIAN = Text(
    subject="A child’s data have been stolen: what to do now",
    parts={
        Part.WHAT_HAPPENED: (
            "Data about the child named above have been stolen. "
            "You receive this notice as a parent or legal guardian.\n\n"
            "We, {practice}, keep or kept a file in the child’s name. Strangers copied files {period}, {place}."
        ),
        Part.YOUR_DATA: (
            "They are contact details and file data. To protect the child, we do not list them in writing. "
            "Call us: we will answer you."
        ),
        Part.CONSEQUENCES: (
            "Swindlers can call or write to you about the child. They know true details. "
            "That is what makes them believable."
        ),
        Part.WHAT_TO_DO: (
            "1. Distrust any call, text or e-mail that asks you for money, a code or a document. "
            "Hang up. Do not click.\n"
            "2. Talk about it with the child, according to age. Ask to be told of any strange message.\n"
            "3. If someone uses the child’s data, file a complaint with the police or the gendarmerie."
        ),
        Part.MEASURES: _MEASURES,
        Part.CONTACT: f"{_CONTACT}\n\n{_GENUINE}\n\n{_REGRET}",
    },
)

TEXTS: dict[TextKey, Text] = {
    TextKey(Language.ENGLISH, Tier.ADMINISTRATIVE, Audience.ADULT): _ADMINISTRATIVE,
    TextKey(Language.ENGLISH, Tier.ANNOTATED, Audience.ADULT): _ANNOTATED,
    TextKey(Language.ENGLISH, Tier.ADMINISTRATIVE, Audience.GUARDIAN): _GUARDIAN,
}
