"""What people wrote, found again wherever it lies sealed."""

import ast
import importlib
from datetime import datetime
from pathlib import Path

import pytest

from notifier.audit.actors import Actor
from notifier.breaches.models import Advice, Case
from notifier.dossiers.queries.reasons import OF_PATIENTS, opened_reasons, sealed_reasons
from notifier.notices.actions.requests import Asked, Reply, answer_request, take_request
from notifier.notices.choices import RequestChannel, RequestKind
from notifier.notices.rules.requests import REPLY, SAID, WHY_LATER, Said
from notifier.vault.models import DataKey
from tests.dossiers.reasoned import TEXTS, reasoned_cast
from tests.worlds import open_practice

pytestmark = pytest.mark.django_db
# What a patient said and was told is theirs: it goes into nobody's file.
PATIENTS = {SAID, WHY_LATER, REPLY} | OF_PATIENTS
SOURCES = Path(__file__).resolve().parents[3] / "notifier"


@pytest.fixture
def reasoned(now: datetime, by: Actor) -> Case:
    return reasoned_cast(at=now, by=by).case


def test_every_one_is_opened(reasoned: Case) -> None:
    opened = opened_reasons(reasoned)
    assert len({reason.commitment for reason in opened}) == len(opened) == 15
    whole = "\n".join(reason.text for reason in opened)
    assert [
        topic for topic, text in TEXTS.items() if text not in whole and text.replace("\n", "\\n") not in whole
    ] == []


def test_every_place_in_which_a_reason_is_sealed_is_looked_at(now: datetime, by: Actor) -> None:
    case, _owner = open_practice(at=now, by=by)
    assert tables_sealed_for() - PATIENTS == set(sealed_reasons(case))
    assert set(sealed_reasons(case)) & PATIENTS == set()


def test_what_a_patient_wrote_is_not_among_them(reasoned: Case, now: datetime, by: Actor) -> None:
    before = len(opened_reasons(reasoned))
    asked = Asked(RequestKind.ACCESS, RequestChannel.LETTER, Said("Je cache ceci."), now)
    made = take_request(case=reasoned, notice=None, asked=asked, by=by, at=now)
    answer_request(request=made, reply=Reply(now, RequestChannel.LETTER, "Je cache cela."), by=by, at=now)
    opened = opened_reasons(reasoned)
    assert len(opened) == before
    assert [reason.text for reason in opened if "Je cache" in reason.text] == []


def tables_sealed_for() -> set[str]:
    """The second argument of every call of seal_reason there is."""
    found = set()
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "seal_reason":
                table = node.args[1]
                name = ".".join(path.relative_to(SOURCES.parent).with_suffix("").parts)
                module = importlib.import_module(name)
                found.add(getattr(module, table.id) if isinstance(table, ast.Name) else ast.literal_eval(table))
    return found


def test_from_the_first_step_of_an_erasure_on_none_is(reasoned: Case, now: datetime) -> None:
    reasoned.erasing_at = now
    assert opened_reasons(reasoned) == []


def test_without_the_key_none_is(reasoned: Case) -> None:
    DataKey.objects.all().delete()
    assert opened_reasons(reasoned) == []


def test_one_that_was_tampered_with_is_left_out(reasoned: Case) -> None:
    advice = Advice.objects.get()
    sealed = bytearray(advice.sealed or b"")
    sealed[-1] ^= 1
    Advice.objects.update(sealed=bytes(sealed))
    assert len(opened_reasons(reasoned)) == 14
    assert TEXTS["advice"] not in [reason.text for reason in opened_reasons(reasoned)]
