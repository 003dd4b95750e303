import pytest

from notifier.breaches.models import Case
from notifier.notices.models import Wording, WordingText
from notifier.notices.queries import current_wording
from notifier.notices.rendering.fingerprints import read_sha256

pytestmark = pytest.mark.django_db


def anew(case: Case) -> str:
    wording = current_wording(Case.objects.get(pk=case.pk))
    assert wording is not None
    return read_sha256(wording)


def test_it_changes_with_every_word_and_with_every_fact_of_the_case(
    case: Case, draft: Wording, text: WordingText
) -> None:
    hashes = [anew(case), anew(case)]
    WordingText.objects.filter(pk=text.pk).update(subject="Autre")
    hashes.append(anew(case))
    type(case.controller).objects.update(telephone="04 78 00 00 00")
    hashes.append(anew(case))
    assert hashes[0] == hashes[1]
    assert len(set(hashes)) == 3
