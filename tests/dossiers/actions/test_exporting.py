"""A real evidence file: verify.py says yes to it, and no to it with any byte changed."""

import io
import json
import subprocess
import zipfile
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from notifier.accounts.models import User
from notifier.audit import keys
from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.checkpoints import LogKeyMissing, change_key, make_checkpoint
from notifier.audit.models import Event
from notifier.audit.timestamps import stamp_checkpoint
from notifier.breaches.models import Case
from notifier.delivery.actions import halt, rule_on_doubts
from notifier.delivery.choices import Answer, Evidence, HaltKind, HaltReason
from notifier.dossiers import verify
from notifier.dossiers.actions.erasing import begin_erasure
from notifier.dossiers.actions.exporting import Exported, export_case, export_notice
from notifier.dossiers.choices import ErasureReason
from notifier.dossiers.queries.events import NothingTold
from notifier.lib.ids import reference_digest
from notifier.notices.actions.caring import Decision, Telling, decide_one
from notifier.notices.choices import CareChoice, State
from notifier.notices.models import Notice
from notifier.rosters.choices import ToldHow
from notifier.vault.keystore import sealer_for
from notifier.vault.models import DataKey
from notifier.vault.reasons import seal_reason
from tests.audit.test_keys import NEW
from tests.audit.tsa import make_authority, running_authority
from tests.delivery.doubts import put_in_doubt
from tests.dossiers.packages import seal, verdict
from tests.dossiers.reasoned import TEXTS, reasoned_cast
from tests.worlds import approved_case, make_letters

pytestmark = pytest.mark.django_db


@pytest.fixture
def exported(case: Case, now: datetime, by: Actor) -> Exported:
    return export_case(case=case, language="fr", by=by, at=now)


def members(exported: Exported) -> dict[str, bytes]:
    return verify.read_zip(exported.data)


def test_the_script_says_yes(exported: Exported) -> None:
    assert verdict(exported.data, key=exported.fingerprint) == "yes"


def test_the_package_counts_what_happened(exported: Exported) -> None:
    counts = json.loads(members(exported)["case.json"])["counts"]
    assert counts["by_state"] == {"sent": 3, "ready_to_print": 1, "held": 1}
    assert (counts["owed"], counts["informed"], counts["held_at_approval"]) == (5, 3, {"no_channel": 1})


def test_who_is_told_in_person_counts_once_it_is_recorded(case: Case, owner: User, now: datetime, by: Actor) -> None:
    held = case.notices.get(state=State.HELD).pk
    telling = Telling(now.date(), ToldHow.IN_PERSON, "Dr Numéro 1")
    steps = [
        (Decision(CareChoice.IN_PERSON), {"to_tell": 1}, 3),
        (Decision(CareChoice.TOLD, text="Au cabinet.", telling=telling), {"told": 1}, 4),
    ]
    for decision, told, informed in steps:
        decide_one(case=case, notice=held, decision=decision, decider=owner, by=by, at=now)
        exported = export_case(case=case, language="fr", by=by, at=now)
        counts = json.loads(members(exported)["case.json"])["counts"]
        assert counts["by_state"] == {"sent": 3, "ready_to_print": 1, **told}
        assert counts["informed"] == informed
        assert verdict(exported.data, key=exported.fingerprint) == "yes"
        assert b"Au cabinet" not in exported.data


def test_the_log_keeps_the_hash_of_what_left(exported: Exported, case: Case) -> None:
    event = Event.objects.get(kind="evidence.exported")
    assert (event.subject, event.case_id) == (f"case:{case.pk}", case.pk)
    said = read_event(bytes(event.body))["data"]
    assert said == {"sha256": sha256(exported.data).hexdigest(), "language": "fr", "scope": "case"}


def test_no_patient_is_named_and_no_nonce_is_given_away(exported: Exported, case: Case) -> None:
    names = " ".join(members(exported))
    text = b"".join(members(exported).values())
    assert b"canari" not in text.lower()
    assert not any(reference.encode() in text for reference in case.notices.values_list("reference", flat=True))
    assert "sent" not in names
    told = {name: data for name, data in members(exported).items() if name.endswith(("json", "jsonl"))}
    assert [name for name, data in told.items() if b"nonce" in data] == []


def test_what_people_wrote_is_handed_over_until_it_is_erased(now: datetime, by: Actor) -> None:
    case = reasoned_cast(at=now, by=by).case
    for language in ("fr", "en"):
        exported = export_case(case=case, language=language, by=by, at=now)
        assert verdict(exported.data, key=exported.fingerprint) == "yes"
        # A decision's text is JSON itself.
        whole = members(exported)["reasons.json"].decode()
        written = [json.dumps(text, ensure_ascii=False)[1:-1] for text in TEXTS.values()]
        assert [text for text in written if text not in whole] == []
    begin_erasure(case=case, reason=ErasureReason.ASKED, by=by, at=now)
    exported = export_case(case=case, language="fr", by=by, at=now)
    package = verify.Package(exported.data, exported.fingerprint)
    assert dict(verify.check_package(package))["reasons"] == "0 / 15"
    assert members(exported)["reasons.json"] == b"[]"
    text = b"".join(members(exported).values()).decode(errors="replace")
    assert [said for said in TEXTS.values() if said in text] == []


def test_a_reason_is_handed_over_only_if_the_log_commits_to_it(now: datetime, by: Actor) -> None:
    """One sealed since, as by somebody who holds the case's key and the database, is not taken for what was written."""
    case = reasoned_cast(at=now, by=by).case
    advice = case.advice.get()
    forged = seal_reason(sealer_for(case.pk), "advice", advice.pk, "Tout va bien.")
    case.advice.update(sealed=forged.sealed)
    exported = export_case(case=case, language="fr", by=by, at=now)
    package = verify.Package(exported.data, exported.fingerprint)
    assert dict(verify.check_package(package))["reasons"] == "14 / 1"
    assert b"Tout va bien" not in members(exported)["reasons.json"]


def test_a_patient_who_kept_the_reference_finds_their_notice(exported: Exported, case: Case) -> None:
    notice = case.notices.filter(state=State.SENT)[0]
    listed = {one["reference_sha256"]: one for one in json.loads(members(exported)["notices.json"])}
    assert listed[reference_digest(notice.reference)]["informed"] is True


def test_it_still_tells_the_story_when_the_patients_key_is_destroyed(case: Case, now: datetime, by: Actor) -> None:
    DataKey.objects.all().delete()
    exported = export_case(case=case, language="en", by=by, at=now)
    assert verdict(exported.data, key=exported.fingerprint) == "yes"


def test_checkpoints_made_meanwhile_are_found_again(case: Case, now: datetime, by: Actor) -> None:
    held = []
    for _ in range(3):
        held.append(bytes(make_checkpoint(at=now).note))
        export_case(case=case, language="fr", by=by, at=now)
    exported = export_case(case=case, language="fr", by=by, at=now)
    assert verdict(exported.data, key=exported.fingerprint, held=held) == "yes"


def test_a_real_time_stamp_is_checked_by_the_command_the_script_prints(
    case: Case, now: datetime, by: Actor, tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tsa").mkdir()
    settings.TSA_ROOTS = str(make_authority(tmp_path / "tsa"))
    with running_authority(tmp_path / "tsa") as settings.TSA_URL:
        stamp_checkpoint(checkpoint=make_checkpoint(at=now), at=now)
    exported = export_case(case=case, language="fr", by=by, at=now)
    with zipfile.ZipFile(io.BytesIO(exported.data)) as package:
        package.extractall(tmp_path)
    assert verify.report(verify.Package(exported.data, exported.fingerprint), "fr") == 0
    (command,) = (line for line in capsys.readouterr().out.splitlines() if "openssl" in line)
    words = command.replace("TSA.pem", settings.TSA_ROOTS).split()
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "Verification: OK" in done.stdout + done.stderr


def test_a_package_made_after_a_change_of_keys_is_checked_with_either(
    case: Case, now: datetime, by: Actor, settings: Settings
) -> None:
    old = export_case(case=case, language="fr", by=by, at=now).fingerprint
    settings.LOG_KEYS = f"{NEW},{settings.LOG_KEYS}"
    change_key(by=by, at=now)
    exported = export_case(case=case, language="fr", by=by, at=now)
    assert exported.fingerprint != old
    assert [verdict(exported.data, key=key) for key in (old, exported.fingerprint)] == ["yes", "yes"]


def test_without_the_logs_key_nothing_is_handed_over(case: Case, now: datetime, by: Actor, settings: Settings) -> None:
    make_checkpoint(at=now)
    settings.LOG_KEYS = NEW
    with pytest.raises(LogKeyMissing):
        export_case(case=case, language="fr", by=by, at=now)
    assert not Event.objects.filter(kind="evidence.exported").exists()


class TestOneNotice:
    @pytest.fixture
    def notice(self, case: Case) -> Notice:
        return case.notices.filter(state=State.SENT).order_by("pk")[0]

    def test_its_file_shows_what_was_sent(self, notice: Notice, now: datetime, by: Actor) -> None:
        exported = export_notice(reference=notice.reference, language="fr", by=by, at=now)
        assert verdict(exported.data, key=exported.fingerprint) == "yes"
        assert notice.reference.encode() in members(exported)["sent/1.eml"]

    def test_a_letter_is_shown_as_well(self, case: Case, now: datetime, by: Actor) -> None:
        letter = case.notices.get(state=State.READY_TO_PRINT)
        exported = export_notice(reference=letter.reference, language="en", by=by, at=now)
        assert verdict(exported.data, key=exported.fingerprint) == "yes"
        assert members(exported)["sent/1.pdf"].startswith(b"%PDF")

    def test_it_says_nothing_of_the_others(self, notice: Notice, case: Case, now: datetime, by: Actor) -> None:
        exported = export_notice(reference=notice.reference, language="fr", by=by, at=now)
        text = b"".join(members(exported).values())
        others = case.notices.exclude(pk=notice.pk)
        assert not any(str(other.pk).encode() in text for other in others)
        assert "reasons.json" not in members(exported)
        assert not any(reference_digest(other.reference).encode() in text for other in others)

    def test_after_the_erasure_it_still_proves_that_it_was_sent(self, notice: Notice, now: datetime, by: Actor) -> None:
        DataKey.objects.all().delete()
        exported = export_notice(reference=notice.reference, language="fr", by=by, at=now)
        assert verdict(exported.data, key=exported.fingerprint) == "yes"
        assert json.loads(members(exported)["sent.json"]) == []
        assert b"canari" not in b"".join(members(exported).values()).lower()

    def test_other_bytes_than_those_sent_are_found_even_when_sealed_again(
        self, notice: Notice, now: datetime, by: Actor, settings: Settings
    ) -> None:
        exported = export_notice(reference=notice.reference, language="fr", by=by, at=now)
        files, signer = members(exported), keys.configured(settings.LOG_ORIGIN)[0]
        spoiled = {**files, "sent/1.eml": files["sent/1.eml"].replace(b"Canari", b"Canary")}
        assert verdict(seal(spoiled, signer), key=exported.fingerprint) == "sent"
        other = {**files, "case.json": files["case.json"].replace(notice.reference.encode(), b"0000-0000-0000-0")}
        assert verdict(seal(other, signer), key=exported.fingerprint) == "reference"

    def test_a_reference_nobody_was_given_has_no_story(self, case: Case, now: datetime, by: Actor) -> None:
        held = case.notices.get(state=State.HELD)
        for reference in ("7K3M-9QXT-2W4F-H", held.reference):
            with pytest.raises(NothingTold):
                export_notice(reference=reference, language="fr", by=by, at=now)


def test_a_doubt_that_ended_by_a_letter_is_told_and_its_reason_handed_over(now: datetime, by: Actor) -> None:
    row = "Canari;Iris;01/02/1980;7 rue du Port;69003;Lyon;iris.canari@example.org;Mme;;\n"
    case = approved_case(rows=row, at=now, by=by)
    noticed = put_in_doubt(1, at=now, by=by)
    halt(case=case, kind=HaltKind.PAUSE, reason=HaltReason.TELEPHONE, until=noticed, by=by, at=now)
    rule_on_doubts(
        case=case, notices=None, answer=Answer.LETTER, evidence=Evidence.PATIENT_SAID, reason="Elle ne sait plus.",
        by=by, at=noticed,
    )  # fmt: skip
    make_letters(at=noticed, by=by)
    make_checkpoint(at=noticed)
    exported = export_case(case=case, language="fr", by=by, at=noticed)
    assert verdict(exported.data, key=exported.fingerprint) == "yes"
    assert json.loads(members(exported)["case.json"])["counts"]["by_state"] == {"ready_to_print": 1}
    assert "Elle ne sait plus." in members(exported)["reasons.json"].decode()
