"""The few words around the personal fields."""

from notifier.notices.choices import Audience
from notifier.rosters.choices import Language

REFERENCE = {Language.FRENCH: "Référence", Language.ENGLISH: "Reference"}
DATE = {Language.FRENCH: "Date", Language.ENGLISH: "Date"}
ATTENTION = {
    (Language.FRENCH, Audience.ADULT): "À l’attention de",
    (Language.FRENCH, Audience.GUARDIAN): "Aux représentants légaux de",
    (Language.FRENCH, Audience.PROTECTED): "À l’attention de",
    (Language.ENGLISH, Audience.ADULT): "For the attention of",
    (Language.ENGLISH, Audience.GUARDIAN): "To the legal guardians of",
    (Language.ENGLISH, Audience.PROTECTED): "For the attention of",
}
# Beside the subject, in a list of mails and on a locked screen: as neutral as the subject.
PREHEADER = {
    Language.FRENCH: "Ce message dit ce qui s’est passé et quoi faire.",
    Language.ENGLISH: "This message says what happened and what to do.",
}
# The way out of e-mail is a mailbox, never a link.
END = {
    Language.FRENCH: (
        "Vous préférez le papier, ou ne plus recevoir de courriel sur ce vol ? "
        "Écrivez à {address} en donnant la référence."
    ),
    Language.ENGLISH: (
        "You prefer paper, or no more e-mail about this theft? Write to {address} and give the reference."
    ),
}
# What a drill bears, on every page and in every subject.
DRILL = {Language.FRENCH: "EXERCICE", Language.ENGLISH: "DRILL – EXERCICE"}
DRILL_SAYS = {
    Language.FRENCH: "Ceci est un exercice. Aucune donnée n’a été volée. Ce courrier ne doit être remis à personne.",
    Language.ENGLISH: "This is an exercise. No data were stolen. This letter must not be given to anyone.",
}
