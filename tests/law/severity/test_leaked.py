import pytest

from notifier.law.severity.ease import LIMITED, MAXIMUM, NEGLIGIBLE, Identifier
from notifier.law.severity.leaked import has_profile, identifications


@pytest.mark.parametrize(
    ("categories", "expected"),
    [
        ((), [(Identifier.NAME, MAXIMUM)]),
        (("identity", "birth_date"), [(Identifier.NAME, MAXIMUM)]),
        (("identity", "address"), [(Identifier.NAME, MAXIMUM)]),
        (("identity",), [(Identifier.NAME, LIMITED)]),
        (("identity", "telephone"), [(Identifier.NAME, LIMITED), (Identifier.CONTACT, NEGLIGIBLE)]),
        (("email",), [(Identifier.EMAIL, NEGLIGIBLE)]),
        (("insurer",), [(Identifier.NAME, MAXIMUM)]),
    ],
)
def test_categories_lead_to_people(categories: tuple[str, ...], expected: list[tuple[Identifier, object]]) -> None:
    found = identifications(categories)
    assert [(one.identifier, one.level) for one in found] == expected
    assert all(one.exists for one in found)


def test_an_insurer_draws_a_profile() -> None:
    assert has_profile(["identity", "insurer"])
    assert not has_profile(["identity"])
