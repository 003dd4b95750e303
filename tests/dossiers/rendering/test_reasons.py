"""The report's part on decisions."""

import io
from datetime import datetime

import pypdf
import pytest
from django.utils import translation

from notifier.audit.actors import Actor
from notifier.audit.checkpoints import make_checkpoint
from notifier.breaches.models import Advice, Case
from notifier.dossiers.rendering.material import gather
from notifier.dossiers.rendering.reasons import CHAPTERS, Reasons, reasons_told
from notifier.dossiers.rendering.report import report_pdf
from notifier.dossiers.rules.material import Material, Scope
from notifier.dossiers.verify import COMMITS
from notifier.vault.models import DataKey
from tests.dossiers import reasoned
from tests.dossiers.reasoned import TEXTS, reasoned_cast

pytestmark = pytest.mark.django_db
# Whatever somebody may type, or paste.
ODD = {
    "risk": "<b>gras</b> & <script>alert(1)</script> {{ nonce }} {% now %} &amp;",
    "score": "مرحبا بالعالم\nשלום עולם 123",
    "departure": "\u202eesrever\u202c \u200b\u200f\u202e sans fin",
    "telling": "mot" * 1300,
    "effort": "\x01\x07\x0b\x0c\x1b[2J \x7f \x85 \ufffe \uffff \U0001f600 \U000e0041",
    "effects": "ligne 1\r\nligne 2\rligne 3\u2028ligne 4\n\n\n\n\nfin des effets",
    "late": "Une phrase assez longue pour remplir la page. " * 85,
    "postponing": '=HYPERLINK("x")',
}


def material(case: Case, now: datetime, language: str = "fr") -> Material:
    return gather(Scope(case.pk), make_checkpoint(at=now), language=language, at=now)


def told(material: Material) -> Reasons:
    with translation.override(material.language):
        return reasons_told(material)


def read(material: Material) -> str:
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(report_pdf(material))).pages)
    return " ".join(text.split())


@pytest.fixture
def case(now: datetime, by: Actor) -> Case:
    return reasoned_cast(at=now, by=by).case


def test_every_kind_that_commits_to_a_text_has_its_chapter() -> None:
    kinds = [kind for _title, kinds in CHAPTERS for kind in kinds]
    assert (set(kinds), len(kinds)) == (set(COMMITS), len(COMMITS))


@pytest.mark.parametrize(
    ("language", "headings"),
    [
        ("fr", ["Ce qui a été décidé, et pourquoi", "Le risque : Un risque élevé", "Pourquoi s’écarter de la méthode"]),
        ("en", ["What was decided, and why", "The risk: A high risk", "Why depart from the method"]),
    ],
)
def test_it_is_printed_with_every_word_that_was_written(
    language: str, headings: list[str], case: Case, now: datetime
) -> None:
    text = read(material(case, now, language))
    assert [heading for heading in headings if heading not in text] == []
    assert [said for said in TEXTS.values() if " ".join(said.split()) not in text] == []
    assert "Événement" not in text


def test_who_and_when_stand_beside_what(case: Case, now: datetime) -> None:
    by_title = {act.title: act for chapter in told(material(case, now, "en")).chapters for act in chapter.acts}
    advice, risk = by_title["The DPO’s advice is given, number 1."], by_title["The risk: A high risk"]
    assert (advice.who, advice.notes) == (
        "Personne dpo",
        ["The risk: A risk", "The report to the CNIL: Notify the authority (CNIL)"],
    )
    assert (risk.who, risk.when.replace("\N{NO-BREAK SPACE}", " ")) == ("Dr Numéro 1", "Wednesday 4 March 2026, 15:05")


def test_the_advice_stands_beside_the_decision(case: Case, now: datetime) -> None:
    acts = [act for chapter in told(material(case, now, "en")).chapters for act in chapter.acts]
    notes = {act.title: act.notes for act in acts}
    assert notes["The risk: A high risk"] == ["Advice 1 of the DPO said: A risk. The decision departs from it."]
    assert notes["The report to the CNIL: Notify the authority (CNIL)"] == ["Advice 1 of the DPO said the same."]
    assert notes["Telling patients: An exception of Article 34(3)"][-1] == "Advice 1 of the DPO is silent on this."
    assert notes["The delay asked by investigators: Delay lifted"] == ["Version 2: it replaces the one before."]
    assert notes["The public notice: Published"][0].startswith("A document that shows it was attached.")


def test_a_decision_without_a_reason_says_so(case: Case, now: datetime) -> None:
    acts = [act for chapter in told(material(case, now)).chapters for act in chapter.acts]
    assert sum(not act.parts and not act.is_lacking for act in acts) == 2
    assert read(material(case, now)).count("Aucune raison n’est écrite avec cette décision.") == 2


def test_after_an_erasure_it_says_that_the_words_are_gone(case: Case, now: datetime) -> None:
    whole = material(case, now)
    erased = Material(**{**vars_of(whole), "reasons": ()})
    erased.events.append({**whole.events[-1], "id": "x", "kind": "case.erased", "data": {}})
    text = read(erased)
    assert "Les raisons écrites ont été effacées avec les données du dossier." in text
    assert "Le risque : Un risque élevé" in text
    assert [said for said in TEXTS.values() if " ".join(said.split()) in text] == []
    assert "Raison non jointe" not in text


def vars_of(material: Material) -> dict[str, object]:
    """Its fields, without what was computed from them."""
    return {name: getattr(material, name) for name in Material.__dataclass_fields__}


def test_a_text_that_does_not_open_is_missed_in_place(case: Case, now: datetime) -> None:
    Advice.objects.update(sealed=b"\x01" + bytes(40))
    text = read(material(case, now))
    assert "1 raison n’est pas jointe" in text
    assert text.count("Raison non jointe.") == 1
    DataKey.objects.all().delete()
    assert "15 raisons ne sont pas jointes" in read(material(case, now))


def test_one_notices_pages_hold_none(case: Case, now: datetime) -> None:
    whole = material(case, now)
    one = Material(**{**vars_of(whole), "reasons": (), "placed": whole.placed})
    del one.events[1:]
    assert told(one).chapters == []


def test_nothing_anyone_may_type_breaks_it(now: datetime, by: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    for topic, text in ODD.items():
        monkeypatch.setitem(reasoned.TEXTS, topic, text)
    text = read(material(reasoned_cast(at=now, by=by).case, now))
    assert "<b>gras</b> & <script>alert(1)</script> {{ nonce }} {% now %} &amp;" in text
    assert text.replace(" ", "").count("mot" * 20) > 40
    for said in ("ligne 1 ligne 2 ligne 3", "fin des effets", '=HYPERLINK("x")', "Comment contrôler ces pages"):
        assert said in text


def test_writing_no_font_of_ours_has_is_neither_lost_nor_logged(
    now: datetime, by: Actor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(reasoned.TEXTS, "late", "患者の名前")
    whole = material(reasoned_cast(at=now, by=by).case, now)
    assert report_pdf(whole).startswith(b"%PDF")
    assert "患者の名前" in [reason.text for reason in whole.reasons]
    assert [record.getMessage() for record in caplog.records if "患" in record.getMessage()] == []
