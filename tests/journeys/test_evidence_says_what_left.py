"""Given a house that sends through a provider, when a message is in doubt and handed over again, then the evidence
holds the very request, says to whom it was made, and nothing passes for it.
"""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django import Settings

from notifier.audit import keys
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.channels import open_channels
from notifier.delivery.dispatch import work_batch
from notifier.delivery.dispatch.repeats import settle_at_provider
from notifier.dossiers import verify
from notifier.dossiers.actions.exporting import export_case, export_notice
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from notifier.vault.models import DataKey
from tests.delivery.providers import SECRET, TAKEN_AND_CUT, Api, anymail, served
from tests.dossiers.packages import seal, verdict
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def api(settings: Settings) -> Iterator[Api]:
    api = Api("brevo", answers=[TAKEN_AND_CUT, None])
    with served(api) as port:
        settings.MAIL_PROVIDER, settings.ANYMAIL = "brevo", anymail("brevo", port)
        yield api


def doubt(at: datetime, by: Actor) -> Case:
    case = approved_case(emails=1, at=at, by=by)
    with open_channels() as channels:
        work_batch({Channel.EMAIL: channels[Channel.EMAIL]}, clock=lambda: at, by=by)
    assert Notice.objects.get().state == State.IN_DOUBT
    return case


@pytest.fixture
def case(api: Api, now: datetime, by: Actor) -> Case:
    """Its one message was in doubt, and then taken."""
    case = doubt(now, by)
    settle_at_provider(None, clock=lambda: now + timedelta(minutes=1), by=by)
    assert Notice.objects.get().state == State.SENT
    return case


def test_the_package_of_a_notice_holds_the_request(
    api: Api, case: Case, now: datetime, by: Actor, settings: Settings
) -> None:
    at = now + timedelta(hours=1)
    exported = export_notice(reference=case.notices.get().reference, language="fr", by=by, at=at)
    assert verdict(exported.data, key=exported.fingerprint) == "yes"
    files, signer = verify.read_zip(exported.data), keys.configured(settings.LOG_ORIGIN)[0]
    assert files["sent/1.brevo.json"] == api.calls[0].body == api.calls[1].body
    (attempt,) = json.loads(files["notices.json"])[0]["attempts"]
    assert (attempt["provider"], attempt["outcome"], attempt["code"]) == ("brevo", "accepted", "repeated")
    assert SECRET.encode() not in b"".join(files.values())
    assert ".PROVIDER.json" in files["README.txt"].decode()
    assert ".PRESTATAIRE.json" in files["LISEZMOI.txt"].decode()
    # It does not pass for what a mail server got, nor other bytes for it.
    listed = json.loads(files["sent.json"])
    renamed = {name: data for name, data in files.items() if name != "sent/1.brevo.json"}
    renamed |= {
        "sent/1.eml": files["sent/1.brevo.json"],
        "sent.json": verify.canonical([{**listed[0], "file": "1.eml"}]),
    }
    assert verdict(seal(renamed, signer), key=exported.fingerprint) == "sent"
    spoiled = {**files, "sent/1.brevo.json": files["sent/1.brevo.json"].replace(b"Canari", b"Canary")}
    assert verdict(seal(spoiled, signer), key=exported.fingerprint) == "sent"


def test_the_package_of_the_case_tells_of_the_repeat(case: Case, now: datetime, by: Actor) -> None:
    exported = export_case(case=case, language="en", by=by, at=now + timedelta(hours=1))
    assert verdict(exported.data, key=exported.fingerprint) == "yes"
    events = verify.read_zip(exported.data)["events.jsonl"]
    assert b'"attempt.repeated"' in events
    assert b"canari" not in events.lower()


def test_after_the_erasure_it_still_proves_that_it_was_sent(case: Case, now: datetime, by: Actor) -> None:
    DataKey.objects.all().delete()
    exported = export_notice(reference=case.notices.get().reference, language="fr", by=by, at=now)
    assert verdict(exported.data, key=exported.fingerprint) == "yes"
    assert json.loads(verify.read_zip(exported.data)["sent.json"]) == []


def test_the_command_shows_it(api: Api, case: Case, tmp_path: Path) -> None:
    out, file = StringIO(), tmp_path / "sent"
    reference = case.notices.get().reference
    call_command("show_sent", "--reference", reference, "--json", "--out", str(file), stdout=out)
    told = json.loads(out.getvalue())
    assert (told["match"], told["attempts"][0]["provider"]) == (True, "brevo")
    assert file.read_bytes() == api.calls[0].body
    out = StringIO()
    call_command("show_sent", "--reference", reference, stdout=out)
    assert "brevo" in out.getvalue()


@pytest.mark.parametrize("dry_run", [True, False])
def test_resolve_repeats_it_at_once(api: Api, by: Actor, dry_run: bool) -> None:
    doubt(timezone.now() - timedelta(minutes=2), by)
    Notice.objects.update(changed_at=timezone.now() - timedelta(minutes=2))
    out = StringIO()
    if dry_run:
        with pytest.raises(SystemExit, match="3"):
            call_command("resolve", "--json", "--dry-run", stdout=out)
        report = json.loads(out.getvalue())
        assert (report["ways"], len(api.calls)) == ({"safe_repeat": 1}, 1)
    else:
        call_command("resolve", "--json", stdout=out)
        report = json.loads(out.getvalue())
        assert (report["settled"]["by_repeat"], report["left"], len(api.sent)) == (1, 0, 1)
