"""A reason covers the words it was given for, and no others."""

from dataclasses import replace

from notifier.law.content import Part
from notifier.notices.rules.documents import VariantText
from notifier.notices.rules.findings import Finding, Gravity, Place
from notifier.notices.rules.overrides import fingerprint, judge, open_codes

KEY = ("fr", "administrative", "adult")
TEXTS = {KEY: VariantText("Objet", {Part.CONTACT: "un", Part.MEASURES: "deux"})}
ADVICE = Finding("long", Gravity.ADVISORY, "GDPR 12(1)", Place(*KEY, Part.CONTACT))
BLOCK = Finding("link", Gravity.BLOCKING, "GDPR 5(1)(f)", Place(*KEY, Part.MEASURES, "www.x"))


def test_only_advice_can_be_set_aside() -> None:
    marks = {fingerprint(one, TEXTS): None for one in (ADVICE, BLOCK)}
    blocked, advised = judge([BLOCK, ADVICE], TEXTS, marks)
    assert (blocked.is_open, advised.is_open) == (True, False)
    assert open_codes([blocked, advised]) == ("link",)


def test_other_words_other_fingerprint() -> None:
    changed = {KEY: VariantText("Objet", {Part.CONTACT: "autre", Part.MEASURES: "deux"})}
    beside = {KEY: VariantText("Objet", {Part.CONTACT: "un", Part.MEASURES: "autre"})}
    assert fingerprint(ADVICE, changed) != fingerprint(ADVICE, TEXTS) == fingerprint(ADVICE, beside)


def test_a_finding_with_an_excerpt_is_about_the_excerpt() -> None:
    quoted = replace(ADVICE, place=replace(ADVICE.place, excerpt="un"))
    changed = {KEY: VariantText("Objet", {Part.CONTACT: "un autre"})}
    assert fingerprint(quoted, TEXTS) == fingerprint(quoted, changed)


def test_the_subject_and_a_text_that_is_gone_have_fingerprints_too() -> None:
    subject = replace(ADVICE, place=replace(ADVICE.place, part="subject"))
    marks = {fingerprint(subject, texts) for texts in (TEXTS, {})}
    assert len(marks) == 2


def test_equal_findings_are_judged_once() -> None:
    assert len(judge([ADVICE, ADVICE], TEXTS, {})) == 1
