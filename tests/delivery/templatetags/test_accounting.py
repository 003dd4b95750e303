from django.utils import translation

from notifier.delivery.templatetags.accounting import KINDS, difference_words
from notifier.notices.rules.accounting import Difference, Kind


def test_every_kind_has_its_words_and_both_numbers() -> None:
    assert set(KINDS) == set(Kind)
    with translation.override("fr"):
        said = difference_words(Difference(Kind.STATE, 3, 4, "sent").as_dict())
    assert said == (
        "Le nombre d’avis dans cet état n’est pas celui du journal (sent). "
        "Attendus\N{NO-BREAK SPACE}: 3. Trouvés\N{NO-BREAK SPACE}: 4."
    )


def test_what_an_older_page_does_not_know_is_shown_as_it_is() -> None:
    with translation.override("en"):
        assert difference_words({"kind": "new", "expected": 1, "found": 2}) == "new. Expected: 1. Found: 2."
