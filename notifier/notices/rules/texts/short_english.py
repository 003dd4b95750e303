"""The short form: one idea a sentence, one sentence a line, ten words or little more."""

from notifier.law.content import Part
from notifier.notices.choices import Audience
from notifier.notices.rules.texts.shape import Text, TextKey
from notifier.rosters.choices import Language, Tier

_WHEN_AND_WHERE = "Strangers copied data.\nIt was {period}.\nIt was {place}.\nWe apologise to you."
_LIST = (
    "Look at the list.\nYes means: stolen.\nNo means: not stolen.\n"
    "Another practice can write to you too.\nEach notice is about one practice."
)
_MEASURES = (
    "The thieves’ way in is closed.\nWe are reporting the theft to the CNIL.\nThe CNIL protects data.\n"
    "We are telling all the people concerned."
)
_CONTACT = (
    "Do you have a question?\nAre you afraid?\nCall us.\nSomeone can call with you.\n\n"
    "{practice}\n{address}\nTelephone: {telephone}\nE-mail: {reply_email}\n{officer}\n\n"
    "This letter has a reference.\nDo you have a doubt?\nCall the number you already know.\nGive the reference.\n"
    "We will say if we sent a notice.\nWe will also say when.\n"
    "Does a letter ask for money?\nDoes it ask for data or a click?\nThat letter is false.\n\n"
    "Do you want to complain?\nWrite to the CNIL.\n3 place de Fontenoy, TSA 80715\n75334 Paris Cedex 07"
)
_START = "You are not to blame.\nWe are {practice}.\nWe have, or had, a file in your name."

_ADMINISTRATIVE = Text(
    subject="Your data have been stolen",
    parts={
        Part.WHAT_HAPPENED: f"Data about you have been stolen.\n{_START}\n{_WHEN_AND_WHERE}",
        Part.YOUR_DATA: _LIST,
        Part.CONSEQUENCES: "{consequences}",
        Part.WHAT_TO_DO: "{actions}",
        Part.MEASURES: _MEASURES,
        Part.CONTACT: _CONTACT,
    },
)
_ANNOTATED = Text(
    subject=_ADMINISTRATIVE.subject,
    parts={
        **_ADMINISTRATIVE.parts,
        Part.WHAT_HAPPENED: (
            f"Data about you have been stolen.\nNotes your doctor wrote are among them.\n{_START}\n{_WHEN_AND_WHERE}"
        ),
    },
)
_GUARDIAN = Text(
    subject="A child’s data have been stolen",
    parts={
        Part.WHAT_HAPPENED: (
            "Data about a child have been stolen.\nIt is the child named at the top.\n"
            "You are the parent or legal guardian.\nWe are {practice}.\n"
            f"We have, or had, a file in the child’s name.\n{_WHEN_AND_WHERE}"
        ),
        Part.YOUR_DATA: (
            "They are contact details and file data.\nWe do not write them here.\n"
            "This is to protect the child.\nCall us.\nWe will answer you.\n"
            "Another practice can write to you too.\nEach notice is about one practice."
        ),
        Part.CONSEQUENCES: "{consequences}",
        Part.WHAT_TO_DO: "{actions}",
        Part.MEASURES: _MEASURES,
        Part.CONTACT: _CONTACT,
    },
)

TEXTS: dict[TextKey, Text] = {
    TextKey(Language.ENGLISH, Tier.ADMINISTRATIVE, Audience.ADULT): _ADMINISTRATIVE,
    TextKey(Language.ENGLISH, Tier.ANNOTATED, Audience.ADULT): _ANNOTATED,
    TextKey(Language.ENGLISH, Tier.ADMINISTRATIVE, Audience.GUARDIAN): _GUARDIAN,
    TextKey(Language.ENGLISH, Tier.ADMINISTRATIVE, Audience.PROTECTED): _ADMINISTRATIVE,
    TextKey(Language.ENGLISH, Tier.ANNOTATED, Audience.PROTECTED): _ANNOTATED,
}
