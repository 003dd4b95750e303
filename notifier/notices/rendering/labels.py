"""The few words around the personal fields."""

from notifier.notices.choices import Audience
from notifier.rosters.choices import Language

REFERENCE = {Language.FRENCH: "Référence", Language.ENGLISH: "Reference"}
DATE = {Language.FRENCH: "Date", Language.ENGLISH: "Date"}
ATTENTION = {
    (Language.FRENCH, Audience.ADULT): "À l’attention de",
    (Language.FRENCH, Audience.GUARDIAN): "Aux représentants légaux de",
    (Language.ENGLISH, Audience.ADULT): "For the attention of",
    (Language.ENGLISH, Audience.GUARDIAN): "To the legal guardians of",
}
# What a drill bears, on every page and in every subject.
DRILL = {Language.FRENCH: "EXERCICE", Language.ENGLISH: "DRILL – EXERCICE"}
DRILL_SAYS = {
    Language.FRENCH: "Ceci est un exercice. Aucune donnée n’a été volée. Ce courrier ne doit être remis à personne.",
    Language.ENGLISH: "This is an exercise. No data were stolen. This letter must not be given to anyone.",
}
