"""Given a vendor's call, when a practice does by the pages all that the law asks of it, in its order, then the register
holds the closed breach with every date, and holds it still after the patients' data are erased.
"""

from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from notifier.audit.actors import Actor, user_actor
from notifier.audit.models import Event
from notifier.dossiers.actions.erasing import begin_erasure, finish_erasure
from notifier.dossiers.choices import ErasureReason
from notifier.notices.actions import approve_wording, draft_wording
from notifier.vault.keystore import destroy_data_key
from tests.breaches.walking import Walker
from tests.cast import Cast, make_cast
from tests.dossiers.endings import tell_everyone
from tests.journeys.practice import Practice
from tests.worlds import roster

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
PDF = b"%PDF-1.7 la lettre"


@pytest.fixture
def cast(now: datetime, by: Actor) -> Cast:
    return make_cast(at=now, by=by)


def typed(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("papier.pdf", PDF)


def test_from_the_vendors_call_to_the_closed_entry(cast: Cast, now: datetime, by: Actor) -> None:
    practice, case = Practice(cast.case, cast.owner), cast.case

    # The vendor called; it had known for nine days.
    with practice.at(now + HOUR):
        practice.post("write_awareness", "editeur-savait", happened_at=typed(now - 9 * DAY), reason="")
        practice.post("write_awareness", "editeur-a-prevenu", happened_at=typed(now), reason="", file=paper())
        assert "L’éditeur a prévenu 9 jours après avoir su." in practice.see("awareness")
        assert "RGPD 33(1)" in practice.see("deadlines")

    # The list comes, the gravity is reckoned, the DPO advises, the controller decides.
    with practice.at(now + 2 * HOUR):
        staged = practice.client.post(
            reverse("roster_upload", args=[case.pk]),
            {"file": SimpleUploadedFile("liste.csv", roster(emails=3, letters=1))},
        )
        practice.client.post(staged["Location"], {"import": "1"})
        assert case.patients.count() == 4
        assert "annexe 3" in practice.see("severity")
        practice.client.force_login(cast.dpo)
        practice.post("advise", risk="high", authority="yes", telling="direct", why="Des ordonnances ont fui.")
        practice.client.force_login(cast.owner)
        walk = Walker(practice.client, case)
        for answers in ({"risk": "high", "reason": "Santé"}, {"authority": "yes"}, {"telling": "direct"}, {}):
            walk.answer(**answers)
        assert "Tout est décidé." in practice.see("decisions")

    # Taking the authority's file away is no filing; filing is.
    with practice.at(now + 3 * HOUR) as then:
        file = practice.client.post(reverse("authority_export", args=[case.pk]), {"format": "pdf"})
        assert file.content[:4] == b"%PDF"
        assert practice.register()["filed_at"] is None
        practice.post("file_report", filed_at=typed(then), channel="online_form", receipt="N-1", document=paper())
        assert practice.register()["filed_at"] is not None
        assert "Déclaré à la CNIL" in practice.see("case")

    with practice.at(now + DAY) as then:
        me = user_actor(cast.owner.pk)
        approve_wording(wording=draft_wording(case=case, by=me, at=then), approver=cast.owner, by=me, at=then)
        tell_everyone(case, at=then, by=by)

    with practice.at(now + 9 * DAY) as then:
        practice.post("file_report", filed_at=typed(then), channel="online_form", receipt="N-1", kind="complementary",
                      is_complete="on")  # fmt: skip
        practice.post("close_case")
        closed = practice.register()
        assert "clos" in practice.client.get(reverse("register")).content.decode()

    # A printed letter informs nobody before its posting is established.
    assert (closed["affected"], closed["informed"], closed["late"]) == (4, 3, False)
    assert closed["closed_at"] is not None
    assert closed["erased_at"] is None
    filings = closed["filings"]
    assert isinstance(filings, list)
    assert [(filing["kind"], filing["receipt"]) for filing in filings] == [("initial", "N-1"), ("complementary", "N-1")]

    with practice.at(now + 100 * DAY) as then:
        begin_erasure(case=case, reason=ErasureReason.ASKED, by=by, at=then)
        destroy_data_key(case.pk)
        finish_erasure(case=case, by=by, at=then)
        erased = practice.register()
    assert erased == {**closed, "erased_at": erased["erased_at"]}
    assert erased["erased_at"] is not None
    assert not case.patients.exists()

    kinds = list(Event.objects.filter(case_id=case.pk).order_by("pk").values_list("kind", flat=True))
    order = ["advice.given", "authority_file.exported", "wording.approved", "case.closed", "case.erased"]
    assert [kind for kind in kinds if kind in order] == order
