import pytest

from notifier.law.content import Part
from notifier.notices.rules.checks import Finding, Gravity, Place, findings, text_problems
from notifier.notices.rules.documents import VariantText

PARTS = dict.fromkeys(Part, "texte")
GOOD = VariantText("Vos données ont été volées", PARTS)
KEY, OTHER = ("fr", "administrative", "adult"), ("en", "administrative", "adult")


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (GOOD, ()),
        (VariantText(GOOD.subject, {**PARTS, Part.CONTACT: ""}), ("missing_contact",)),
        (VariantText("Vos données médicales", PARTS), ("subject_medical",)),
        (VariantText("Vol chez Logidoc", PARTS), ("subject_names_party",)),
        (VariantText(GOOD.subject, {**PARTS, Part.CONTACT: "https://x {nope}"}), ("unknown_placeholder", "link")),
    ],
)
def test_each_fault_has_its_code_the_gravest_first(text: VariantText, problems: tuple[str, ...]) -> None:
    assert text_problems({KEY: GOOD, OTHER: text}, ["Logidoc"]) == problems


def test_a_finding_names_its_rule_and_its_place() -> None:
    faulty = VariantText(GOOD.subject, {**PARTS, Part.MEASURES: "Voir {nope}."})
    assert findings({KEY: GOOD, OTHER: faulty}, ()) == (
        Finding("unknown_placeholder", Gravity.BLOCKING, "GDPR 34(2)", Place(*OTHER, Part.MEASURES, "{nope}")),
    )
