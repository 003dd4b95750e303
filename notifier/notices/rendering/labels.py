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
