import pytest

from notifier.breaches.models import Case
from notifier.notices.queries.fitting import SHOWN, masked_faults
from notifier.notices.rules.fitting import Fault

pytestmark = pytest.mark.django_db


def test_those_who_do_not_fit_are_masked(case: Case) -> None:
    patient = case.patients.get(tier="annotated")
    (row,) = masked_faults(case, [Fault(patient.pk, "unprintable", "山")])
    assert (row.patient.initials, row.patient.town, row.code, row.letters) == ("A. C.", "Lyon", "unprintable", "山")
    assert "山" not in repr(row)


def test_who_was_erased_meanwhile_is_left_out_and_nobody_is_nobody(case: Case) -> None:
    assert masked_faults(case, [Fault(case.pk, "no_text")]) == []
    assert masked_faults(case, []) == []


def test_the_list_ends_somewhere(case: Case) -> None:
    patient = case.patients.get(tier="annotated")
    assert len(masked_faults(case, [Fault(patient.pk, "no_text")] * (SHOWN + 5))) == SHOWN
