"""A second list arrives once notices are owed: it names people of the first again, and says more of them."""

import json
from datetime import datetime

import pytest
from django.db.models import Count

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.channels.email import EmailChannel, Relay
from notifier.delivery.dispatch import work_batch
from notifier.dossiers import verify
from notifier.dossiers.actions.exporting import export_case
from notifier.notices.choices import Channel, HoldReason, State
from notifier.notices.models import Notice
from notifier.rosters.actions import import_roster
from tests.dossiers.packages import verdict
from tests.smtp import Script, smtp_server
from tests.worlds import HEADER, approved_case, make_letters

pytestmark = pytest.mark.django_db
WRITTEN = "Canari;Luc;01/02/1981;1 rue du Port;69003;Lyon;;M.;{tier};{care}\n"
MAILED = "Canari;Emilie;01/02/1980;;;;emilie@example.org;Mme;{tier};{care}\n"


def later(case: Case, row: str, now: datetime, by: Actor, *, care: str = "", tier: str = "") -> None:
    import_roster(
        case=case, data=(HEADER + row.format(care=care, tier=tier)).encode(), confirmed=frozenset(), by=by, at=now
    )


@pytest.mark.parametrize(("care", "reason"), [
    ("décédé", HoldReason.DECEASED),
    ("adresse confidentielle", HoldReason.CONFIDENTIAL_ADDRESS),
    ("secret du mineur", HoldReason.MINOR_SECRET),
    ("ne pas poster", HoldReason.DO_NOT_POST),
    ("déjà informé", HoldReason.ALREADY_TOLD),
])  # fmt: skip
def test_a_letter_is_never_made_for_who_must_not_get_one(
    care: str, reason: HoldReason, now: datetime, by: Actor
) -> None:
    case = approved_case(rows=WRITTEN.format(care="", tier=""), at=now, by=by)

    later(case, WRITTEN, now, by, care=care)
    make_letters(at=now, by=by)

    notice = Notice.objects.get()
    assert (notice.state, notice.hold_reason) == (State.HELD, reason)


def test_a_letter_that_waits_for_the_printer_is_taken_back(now: datetime, by: Actor) -> None:
    case = approved_case(rows=WRITTEN.format(care="", tier=""), at=now, by=by)
    make_letters(at=now, by=by)

    later(case, WRITTEN, now, by, care="décédé")

    notice = Notice.objects.get()
    assert (notice.state, notice.hold_reason) == (State.HELD, HoldReason.DECEASED)


def test_who_has_no_approved_text_any_more_waits_for_one(now: datetime, by: Actor) -> None:
    case = approved_case(rows=MAILED.format(care="", tier=""), at=now, by=by)

    later(case, MAILED, now, by, tier="annoté")
    with smtp_server(Script()) as port:
        relay = Relay("127.0.0.1", port, user="", password="", tls=False, ssl=False, timeout=5)
        work_batch({Channel.EMAIL: EmailChannel(relay, "i@example.org")}, clock=lambda: now, by=by)

    notice = Notice.objects.get()
    assert (notice.state, notice.hold_reason) == (State.HELD, "text_not_approved")


def test_the_evidence_tells_of_all_of_it_and_holds(now: datetime, by: Actor) -> None:
    rows = WRITTEN.format(care="", tier="") + MAILED.format(care="", tier="")
    rows += "Canari;Zoé;01/02/1982;;;;zoe@example.org;Mme;;\n"
    case = approved_case(rows=rows, held=1, at=now, by=by)
    make_letters(at=now, by=by)
    later(case, WRITTEN, now, by, care="décédé")
    later(case, MAILED, now, by, tier="annoté")
    later(case, "Canari;Zoé a;01/02/1982;;;;;;{tier};{care}\n", now, by, care="décédé")
    later(case, "Canari;Zoé;01/02/1982;;;;zoe@example.org;Mme;{tier};{care}\n", now, by, care="canal sûr")

    exported = export_case(case=case, language="fr", by=by, at=now)

    assert verdict(exported.data, key=exported.fingerprint) == "yes"
    counts = json.loads(verify.read_zip(exported.data)["case.json"])["counts"]
    states = case.notices.values_list("state").annotate(count=Count("pk"))
    assert counts["by_state"] == dict(states) == {"held": 4}
