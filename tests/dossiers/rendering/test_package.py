"""The whole package from its material."""

from datetime import datetime

import pytest
from django.conf import settings

from notifier.accounts.models import User
from notifier.audit import keys
from notifier.audit.actors import Actor
from notifier.audit.checkpoints import make_checkpoint
from notifier.breaches.models import Case
from notifier.dashboard.queries.sums import sums_by_case
from notifier.delivery.models import Attempt
from notifier.delivery.queries import people_by_state
from notifier.delivery.queries.completeness import account, compare_each
from notifier.delivery.queries.unreached import summary
from notifier.dossiers import verify
from notifier.dossiers.actions.patients import erase_patient
from notifier.dossiers.choices import PatientErasureReason
from notifier.dossiers.rendering.material import gather
from notifier.dossiers.rendering.package import make_package
from notifier.dossiers.rules.material import Scope
from notifier.notices.actions import approve_wording
from notifier.notices.actions.following import begin_follow_up
from notifier.notices.choices import FollowUp, State
from notifier.notices.rules.accounting import Kind
from tests.dossiers.endings import tell_everyone

pytestmark = pytest.mark.django_db


@pytest.fixture
def corrected(ended: Case, decider: User, now: datetime, by: Actor) -> Case:
    """Two people told by e-mail and one by letter have had a correction as well."""
    wording = begin_follow_up(case=ended, kind=FollowUp.CORRECTION, decider=decider, by=by, at=now)
    approve_wording(wording=wording, approver=decider, by=by, at=now)
    tell_everyone(ended, at=now, by=by)
    return ended


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_correction_is_told_and_counts_nobody_twice(corrected: Case, language: str, now: datetime) -> None:
    material = gather(Scope(corrected.pk), make_checkpoint(at=now), language=language, at=now)
    data = make_package(material, keys.configured(settings.LOG_ORIGIN)[0])
    package = verify.Package(data, material.keys[-1].fingerprint)
    assert list(verify.check_package(package))
    counts = package.story.counts()
    assert (counts["owed"], counts["informed"], counts["patients"]) == (4, 2, 4)
    assert counts["follow_ups"] == {"2": {"sent": 2, "in_run": 1}}
    assert package.story.wordings[-1]["follow_up"] == "correction"
    assert len(verify.read_zip(data)["notices.csv"].splitlines()) == 1 + len(package.story.listed())


def test_the_sums_of_a_case_add_up_after_a_correction(corrected: Case) -> None:
    found = account(corrected)
    assert (found.differences, compare_each(corrected)) == ((), ())
    assert (found.counted.follow_ups, found.said.follow_ups) == (3, 3)
    assert people_by_state(corrected.pk) == {State.SENT: 2, State.IN_RUN: 1, State.HELD: 1}
    assert summary(corrected).total == 2
    assert sums_by_case([corrected.pk])[corrected.pk].informed == 2
    # A first notice that vanishes is not made good by a second.
    corrected.notices.filter(number=1, state=State.HELD).delete()
    assert {one.kind for one in account(corrected).differences} >= {Kind.NOTICES, Kind.STATE}


def test_each_has_its_own_reference_attempts_and_message(corrected: Case) -> None:
    attempts = Attempt.objects.filter(notice__case=corrected, notice__number=2).select_related("notice", "master")
    assert sorted((one.number, one.channel) for one in attempts) == [(1, "email"), (1, "email"), (1, "letter")]
    assert all(one.master is not None and one.master.variant.endswith(".n2") for one in attempts)
    assert corrected.notices.values("reference").distinct().count() == corrected.notices.count()


def test_the_erasure_of_a_patient_takes_leave_of_every_notice(corrected: Case, now: datetime, by: Actor) -> None:
    patient = corrected.notices.filter(number=2, channel="email").order_by("pk")[0].recipient
    erase_patient(patient=patient, reason=PatientErasureReason.PATIENT_ASKED, by=by, at=now)
    gone = corrected.notices.filter(patient=None)
    assert sorted(gone.values_list("number", "state")) == [(1, State.SENT), (2, State.SENT)]
    assert not Attempt.objects.filter(notice__in=gone, sealed__isnull=False).exists()
    assert account(corrected).differences == ()


def test_equal_material_gives_equal_bytes(case: Case, now: datetime) -> None:
    checkpoint, signer = make_checkpoint(at=now), keys.configured(settings.LOG_ORIGIN)[0]
    made = [make_package(gather(Scope(case.pk), checkpoint, language="fr", at=now), signer) for _ in range(2)]
    assert made[0] == made[1]


def test_the_script_in_it_is_ours(case: Case, now: datetime) -> None:
    material = gather(Scope(case.pk), make_checkpoint(at=now), language="en", at=now)
    members = verify.read_zip(make_package(material, keys.configured(settings.LOG_ORIGIN)[0]))
    with open(verify.__file__, "rb") as file:
        assert members["verify.py"] == file.read()
