"""Whether a text can pass for a fraud or help one, and whether it repeats what leaked."""

from collections.abc import Iterator

from notifier.law import traps
from notifier.law.plain.folding import folded, occurrences
from notifier.notices.rules.checking.codes import Fault
from notifier.notices.rules.documents import VariantText
from notifier.rosters.choices import Tier

# What a physician's notes hold, and a notice about them does not: it lies open on a kitchen table.
_DIAGNOSES = {
    "fr": (
        "vih", "sida", r"seropositi\w*", r"cancers?", r"tumeurs?", r"depressi\w*", "burn-out", r"grossesses?", "ivg",
        r"avortements?", r"alcool\w*", r"toxicoman\w*", r"drogues?", r"addict\w*", r"suicid\w*", r"schizophren\w*",
        r"bipolaires?", r"psychiatr\w*", r"psycholog\w*", r"psychoth\w*", r"homosexu\w*", r"orientation sexuelle",
        r"sexuel\w*", r"religi\w*", r"hepatites?", r"diabet\w*", r"obes\w*", r"violences?", r"handicap\w*", "mst",
        "ist",
        r"contracepti\w*", r"demence", "alzheimer", r"epilep\w*", r"diagnostics?", r"symptomes?", r"medicaments?",
    ),
    "en": (
        "hiv", "aids", r"cancers?", r"tumou?rs?", r"depressi\w*", "burn-?out", r"pregnan\w*", r"abortions?",
        r"alcohol\w*",
        r"drugs?", r"addict\w*", r"suicid\w*", r"schizophren\w*", "bipolar", r"psychiatr\w*", r"psycholog\w*",
        r"psychoth\w*", r"homosexual\w*", "gay", "lesbian", r"sexual\w*", r"religi\w*", "hepatitis", r"diabet\w*",
        r"obes\w*",
        "violence", r"disabilit\w*", r"contracepti\w*", "dementia", "alzheimer", r"epilep\w*", r"diagnos\w*",
        r"symptoms?",
        r"medication\w*",
    ),
}  # fmt: skip


def faults(key: tuple[str, str, str], text: VariantText, _names: tuple[str, ...]) -> Iterator[Fault]:
    """Of every part; quotations and diagnoses only where notes leaked."""
    language, tier, _ = key
    for part, said in text.parts.items():
        yield from (Fault("link", part, found) for found in traps.links(said))
        yield from (Fault("markup", part, found) for found in traps.markup(said))
        yield from (Fault("click_request", part, found) for found in traps.asks_to_click(said))
        yield from (Fault("data_request", part, found) for found in traps.asks_for_data(said))
        yield from (Fault("money_request", part, found) for found in traps.asks_for_money(said))
        yield from (Fault("other_address", part, found) for found in traps.addresses(said))
        if tier == Tier.ANNOTATED:
            yield from (Fault("notes_quoted", part, found) for found in traps.quotations(said))
            yield from (Fault("diagnosis_named", part, found) for found in _diagnoses(language, said))


def _diagnoses(language: str, said: str) -> Iterator[str]:
    prepared = folded(said)
    for pattern in _DIAGNOSES[language]:
        yield from occurrences(pattern, prepared)
