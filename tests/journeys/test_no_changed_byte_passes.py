"""A real evidence file, spoiled some thousand times in every way a byte can be: each one is refused."""

import itertools
import json
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from notifier.audit import keys
from notifier.audit.actors import Actor
from notifier.audit.checkpoints import make_checkpoint
from notifier.breaches.actions import record_awareness
from notifier.breaches.models import Case
from notifier.dossiers import verify
from notifier.dossiers.actions.exporting import Exported, export_case, export_notice
from notifier.law.ledger import AwarenessKind
from notifier.lib.notes import Signer
from notifier.notices.choices import State
from tests.deciding import see_to_all
from tests.dossiers.packages import seal, verdict
from tests.dossiers.told import told_practice

pytestmark = pytest.mark.django_db

# What only its author can vouch for: sealed, but not derived from the events. Whoever holds the key can change it.
AUTHORS_WORD = {"LISEZMOI.txt", "README.txt", "report.pdf", "verify.py", "SEAL"}
Spoiling = Callable[[bytes, random.Random], bytes]


def flip_a_bit(data: bytes, chance: random.Random) -> bytes:
    return put(data, place := chance.randrange(len(data)), bytes([data[place] ^ 1 << chance.randrange(8)]))


def change_a_byte(data: bytes, chance: random.Random) -> bytes:
    return put(data, place := chance.randrange(len(data)), bytes([(data[place] + chance.randrange(1, 256)) % 256]))


def leave_out_a_byte(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data))
    return data[:place] + data[place + 1 :]


def slip_in_a_byte(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data) + 1)
    return data[:place] + bytes([chance.randrange(256)]) + data[place:]


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def append(data: bytes, chance: random.Random) -> bytes:
    return data + chance.randbytes(chance.randrange(1, 40))


def swap_two_stretches(data: bytes, chance: random.Random) -> bytes:
    a, b, c = sorted(chance.sample(range(len(data)), 3))
    return data[:a] + data[b:c] + data[a:b] + data[c:]


def put(data: bytes, place: int, new: bytes) -> bytes:
    return data[:place] + new + data[place + 1 :]


SPOILINGS: list[Spoiling] = [
    flip_a_bit,
    change_a_byte,
    leave_out_a_byte,
    slip_in_a_byte,
    cut,
    append,
    swap_two_stretches,
]


@pytest.fixture
def case(now: datetime, by: Actor) -> Case:
    """With the reasons of three decisions, and of a moment that was corrected."""
    case = told_practice(at=now, by=by)[0]
    see_to_all(case, at=now, by=by)
    certainty, earlier = AwarenessKind.CERTAINTY, now - timedelta(hours=1)
    record_awareness(case=case, kind=certainty, happened_at=earlier, reason="Lu la veille.", by=by, at=now)
    return case


@pytest.fixture
def exported(case: Case, now: datetime, by: Actor) -> Exported:
    make_checkpoint(at=now)
    return export_case(case=case, language="fr", by=by, at=now)


@pytest.fixture
def signer() -> Signer:
    return keys.configured(settings.LOG_ORIGIN)[0]


def passed(data: bytes, exported: Exported) -> bool:
    return data != exported.data and verdict(data, key=exported.fingerprint) == "yes"


@pytest.mark.parametrize("spoil", SPOILINGS)
def test_the_file_with_any_byte_changed_is_refused(exported: Exported, spoil: Spoiling) -> None:
    chance = random.Random(spoil.__name__)
    assert not any(passed(spoil(exported.data, chance), exported) for _ in range(600))
    assert verdict(exported.data, key=exported.fingerprint) == "yes"


def test_every_stretch_of_the_file_is_looked_at(exported: Exported) -> None:
    """One byte in each stretch of 64, so that no corner is passed over by chance."""
    chance, data = random.Random(64), exported.data
    places = [min(start + chance.randrange(64), len(data) - 1) for start in range(0, len(data), 64)]
    assert not any(passed(put(data, place, bytes([data[place] ^ 0x20])), exported) for place in places)


def test_a_file_of_it_changed_and_packed_again_is_refused(exported: Exported) -> None:
    """The container is as it should be: the seal finds it."""
    chance, members = random.Random(1), verify.read_zip(exported.data)
    for _ in range(400):
        name = chance.choice(sorted(members))
        spoiled = {**members, name: chance.choice(SPOILINGS)(members[name] or b"-", chance)}
        assert not passed(verify.write_zip(spoiled), exported), name


def test_files_renamed_exchanged_left_out_or_added_are_refused(exported: Exported, signer: Signer) -> None:
    members = verify.read_zip(exported.data)
    for name in members:
        rest = {other: data for other, data in members.items() if other != name}
        other = next(iter(rest))
        for spoiled in (
            rest,
            {**rest, f"{name}x": members[name]},
            {**members, name: rest[other], other: members[name]},
        ):
            assert not passed(verify.write_zip(spoiled), exported), name
            is_authors = name in AUTHORS_WORD and other in AUTHORS_WORD
            if spoiled.keys() != members.keys() or not is_authors:
                assert not passed(seal(spoiled, signer), exported), name


def test_the_keys_holder_cannot_change_what_the_events_prove(exported: Exported, signer: Signer) -> None:
    """Sealed again with the log's own key: signed root, proof, events, tables and wordings hold one another."""
    chance, members = random.Random(2), verify.read_zip(exported.data)
    proven = sorted(set(members) - AUTHORS_WORD)
    for _ in range(600):
        name = chance.choice(proven)
        spoiled = {**members, name: chance.choice(SPOILINGS)(members[name], chance)}
        if spoiled == members or is_declared(name, spoiled, members):
            continue
        assert not passed(seal(spoiled, signer), exported), name


def test_no_byte_of_a_reason_can_be_changed_even_by_the_keys_holder(exported: Exported, signer: Signer) -> None:
    chance, members = random.Random(5), verify.read_zip(exported.data)
    assert len(json.loads(members["reasons.json"])) == 4
    for spoil in SPOILINGS:
        for _ in range(150):
            spoiled = {**members, "reasons.json": spoil(members["reasons.json"], chance)}
            assert spoiled == members or not passed(seal(spoiled, signer), exported), spoil.__name__


def test_every_byte_of_a_secret_number_a_text_and_a_commitment_counts(exported: Exported, signer: Signer) -> None:
    """Written anew as it must be, so that nothing but the content is wrong."""
    chance, members = random.Random(6), verify.read_zip(exported.data)
    reasons = json.loads(members["reasons.json"])
    for place, reason in enumerate(reasons):
        nonces = [put(bytes.fromhex(reason["nonce"]), at, bytes([chance.randrange(256)])).hex() for at in range(32)]
        texts = [reason["text"][:at] + chr(chance.randrange(0x20, 0x7F)) + reason["text"][at + 1 :]
                 for at in range(len(reason["text"]))]  # fmt: skip
        others = [{**reason, "nonce": nonce} for nonce in nonces] + [{**reason, "text": text} for text in texts]
        for other in others:
            spoiled = {**members, "reasons.json": verify.canonical([*reasons[:place], other, *reasons[place + 1 :]])}
            assert other == reason or verdict(seal(spoiled, signer), key=exported.fingerprint) == "reason"
    lines = members["events.jsonl"].splitlines(keepends=True)
    for reason, commitment in verify.committed(map(json.loads, lines)).items():
        spoiled_events = members["events.jsonl"].replace(commitment.encode(), chance.randbytes(32).hex().encode())
        found = verdict(seal({**members, "events.jsonl": spoiled_events}, signer), key=exported.fingerprint)
        assert found == "inclusion", reason


def test_reasons_cannot_change_places(exported: Exported, signer: Signer) -> None:
    members = verify.read_zip(exported.data)
    reasons = json.loads(members["reasons.json"])
    for one, other in itertools.combinations(range(len(reasons)), 2):
        swapped = list(reasons)
        swapped[one] = {**reasons[other], "event": reasons[one]["event"]}
        swapped[other] = {**reasons[one], "event": reasons[other]["event"]}
        spoiled = {**members, "reasons.json": verify.canonical(swapped)}
        assert verdict(seal(spoiled, signer), key=exported.fingerprint) == "reason"


def test_a_reason_the_keys_holder_left_out_is_missed_by_name(exported: Exported, signer: Signer) -> None:
    """It cannot be refused: after an erasure it would be missing too. So it is counted, and its event named."""
    members = verify.read_zip(exported.data)
    reasons = json.loads(members["reasons.json"])
    for place, reason in enumerate(reasons):
        left = {**members, "reasons.json": verify.canonical([*reasons[:place], *reasons[place + 1 :]])}
        assert not passed(verify.write_zip(left), exported)
        package = verify.Package(seal(left, signer), exported.fingerprint)
        assert dict(verify.check_package(package))["reasons"] == "3 / 1"
        assert package.untold == [reason["event"]]


def is_declared(name: str, spoiled: dict[str, bytes], members: dict[str, bytes]) -> bool:
    """Whether only what the author declares was changed: names, titles, the day of making."""
    if name != "case.json":
        return False
    try:
        new, old = json.loads(spoiled[name]), json.loads(members[name])
    except ValueError:
        return False
    own = {"declared", "made_at", "language"}
    return {k: v for k, v in new.items() if k not in own} == {k: v for k, v in old.items() if k not in own}


def test_one_patients_file_is_as_hard_to_change(case: Case, now: datetime, by: Actor, signer: Signer) -> None:
    notice = case.notices.filter(state=State.SENT).order_by("pk")[0]
    exported = export_notice(reference=notice.reference, language="fr", by=by, at=now)
    chance, members = random.Random(3), verify.read_zip(exported.data)
    assert not any(passed(chance.choice(SPOILINGS)(exported.data, chance), exported) for _ in range(400))
    for _ in range(200):
        spoiled = {**members, "sent/1.eml": chance.choice(SPOILINGS)(members["sent/1.eml"], chance)}
        assert not passed(seal(spoiled, signer), exported)


def test_the_script_alone_says_the_same_in_a_python_of_its_own(exported: Exported, tmp_path: Path) -> None:
    """Taken out of the package and run isolated from everything installed."""
    file, script = tmp_path / "preuve.zip", tmp_path / "verify.py"
    file.write_bytes(exported.data)
    with zipfile.ZipFile(file) as package:
        assert package.testzip() is None
        script.write_bytes(package.read("verify.py"))
    chance = random.Random(4)
    for spoil in [None, *SPOILINGS]:
        data = spoil(exported.data, chance) if spoil else exported.data
        file.write_bytes(data)
        command = [sys.executable, "-I", str(script), str(file), "--key", exported.fingerprint]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        assert (done.returncode, done.stderr) == (1 if spoil else 0, ""), done.stdout
