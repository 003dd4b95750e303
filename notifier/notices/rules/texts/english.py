"""The English texts: as complete as the French ones, written for readers living in France. Why so: docs/texts.md."""

from notifier.law.content import Part
from notifier.notices.choices import Audience
from notifier.notices.rules.texts.shape import Text, TextKey
from notifier.rosters.choices import Language, Tier

_COPIED = "Strangers copied files {period}. The theft took place {place}."
_SORRY = "These data were in our care. We apologise to you."
_OTHERS = "Another practice can write to you too: each notice is only about the practice it names."
_KEPT = "We, {practice}, keep or kept a file in your name."
_MEASURES = (
    "- The way in that the thieves used has been closed.\n"
    "- We are reporting the theft to the CNIL, the French data authority. We are telling every person concerned."
)
_ADDRESS = "{practice}\n{address}\nTelephone: {telephone}\nE-mail: {reply_email}\n{officer}"
_REFERENCE = (
    "Not sure about this notice? Call the number you already know. "
    "We will say whether a notice with this reference was sent, and when. "
    "A letter or message that asks for money, data or a click is false."
)
_ELSE = (
    "Do you want this notice on paper, in large print or shorter? Tell us. A complaint? "
    "Write to the CNIL, 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07."
)

_ADMINISTRATIVE = Text(
    subject="Your personal data have been stolen: what to do now",
    parts={
        Part.WHAT_HAPPENED: f"Data about you have been stolen.\n\n{_KEPT} {_COPIED} {_SORRY}",
        Part.YOUR_DATA: f"This is what was stolen (yes) and what was not (no). {_OTHERS}",
        Part.CONSEQUENCES: "{consequences}",
        Part.WHAT_TO_DO: "{actions}",
        Part.MEASURES: _MEASURES,
        Part.CONTACT: f"{_ADDRESS}\n\n{_REFERENCE}\n\n{_ELSE}",
    },
)

_ANNOTATED = Text(
    subject=_ADMINISTRATIVE.subject,
    parts={
        **_ADMINISTRATIVE.parts,
        Part.WHAT_HAPPENED: (
            f"Data about you have been stolen. Among them are notes your doctor wrote.\n\n{_KEPT} {_COPIED} {_SORRY}"
        ),
        Part.CONTACT: (
            "This news is hard to read. You are not to blame. Call us if you want to talk about it.\n\n"
            f"{_ADDRESS}\n\n{_REFERENCE}\n\n{_ELSE}"
        ),
    },
)

_GUARDIAN = Text(
    subject="A child’s data have been stolen: what to do now",
    parts={
        Part.WHAT_HAPPENED: (
            "Data about the child named at the top have been stolen. "
            "You receive this notice as a parent or legal guardian.\n\n"
            f"We, {{practice}}, keep or kept a file in the child’s name. {_COPIED} {_SORRY}"
        ),
        Part.YOUR_DATA: (
            "They are contact details and file data. To protect the child, we do not list them in writing. "
            f"Call us: we will answer you. {_OTHERS}"
        ),
        Part.CONSEQUENCES: "{consequences}",
        Part.WHAT_TO_DO: "{actions}",
        Part.MEASURES: _MEASURES,
        Part.CONTACT: f"{_ADDRESS}\n\n{_REFERENCE}\n\n{_ELSE}",
    },
)

_PROTECTED = Text(
    subject="Your data have been stolen: what to do now",
    parts={
        Part.WHAT_HAPPENED: (
            "Data about you have been stolen. You are not to blame.\n\n"
            "We are {practice}. We have, or had, a file in your name. "
            "Strangers copied this file {period}. The theft took place {place}. We apologise to you."
        ),
        Part.YOUR_DATA: (
            "Look at the list. Yes means: stolen. No means: not stolen. "
            "Another practice can write to you too. Each notice is about one practice."
        ),
        Part.CONSEQUENCES: "{consequences}",
        Part.WHAT_TO_DO: "{actions}",
        Part.MEASURES: (
            "- The thieves’ way in is closed.\n"
            "- We are reporting this theft to the CNIL. The CNIL protects data.\n"
            "- We are telling all the people concerned."
        ),
        Part.CONTACT: (
            "Do you have a question? Are you afraid? Call us. Someone can call with you.\n\n"
            f"{_ADDRESS}\n\n"
            "This notice has a number: the reference. Do you have a doubt? Call the number you already know. "
            "Give the reference. We will say if we sent this notice, and when. "
            "A letter or message that asks for money, data or a click is false.\n\n"
            "Do you want this notice in large print, or shorter? Tell us. Do you want to complain? "
            "Write to the CNIL, 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07."
        ),
    },
)

_PROTECTED_ANNOTATED = Text(
    subject=_PROTECTED.subject,
    parts={
        **_PROTECTED.parts,
        Part.WHAT_HAPPENED: (
            "Data about you have been stolen. Notes your doctor wrote are among them. You are not to blame.\n\n"
            "We are {practice}. We have, or had, a file in your name. "
            "Strangers copied this file {period}. The theft took place {place}. We apologise to you."
        ),
    },
)

TEXTS: dict[TextKey, Text] = {
    TextKey(Language.ENGLISH, Tier.ADMINISTRATIVE, Audience.ADULT): _ADMINISTRATIVE,
    TextKey(Language.ENGLISH, Tier.ANNOTATED, Audience.ADULT): _ANNOTATED,
    TextKey(Language.ENGLISH, Tier.ADMINISTRATIVE, Audience.GUARDIAN): _GUARDIAN,
    TextKey(Language.ENGLISH, Tier.ADMINISTRATIVE, Audience.PROTECTED): _PROTECTED,
    TextKey(Language.ENGLISH, Tier.ANNOTATED, Audience.PROTECTED): _PROTECTED_ANNOTATED,
}
