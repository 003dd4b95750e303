from dataclasses import replace

import pytest

from notifier.rosters.rules.person import Person
from notifier.rosters.rules.reach import read_reach

ZOE = Person("Canari", "Zoé", street=("12 rue X",), postcode="75012", town="Paris", email="zoe@example.org")
_MAIL, _POSTCODE = ("email", "bad_email"), ("postcode", "bad_postcode")


@pytest.mark.parametrize(
    ("changes", "email", "has_address", "findings"),
    [
        ({}, "zoe@example.org", True, ()),
        ({"email": "zoe"}, "", True, (("email", "bad_email"),)),
        ({"email": ""}, "", True, ()),
        ({"email": "zoe@gmial.com"}, "zoe@gmial.com", True, (("email", "email_typo"),)),
        ({"postcode": "7501"}, "zoe@example.org", False, (("postcode", "bad_postcode"),)),
        ({"postcode": ""}, "zoe@example.org", False, (("postcode", "bad_postcode"),)),
        ({"town": ""}, "zoe@example.org", False, (("town", "incomplete_address"),)),
        ({"street": ()}, "zoe@example.org", False, (("street", "incomplete_address"),)),
        ({"street": ("x" * 39,)}, "zoe@example.org", True, (("street", "line_too_long"),)),
        ({"street": tuple("abcde")}, "zoe@example.org", True, (("street", "too_many_lines"),)),
        ({"country": "QX"}, "zoe@example.org", True, (("country", "country_code"),)),
        ({"email": "zoe", "postcode": "1"}, "", False, (_MAIL, _POSTCODE, (None, "unreachable"))),
    ],
)  # fmt: skip
def test_each_way_is_judged_on_its_own(
    changes: dict[str, object], email: str, has_address: bool, findings: tuple[object, ...]
) -> None:
    reach = read_reach(replace(ZOE, **changes), demo=False)

    assert (reach.person.email, reach.has_address, reach.findings) == (email, has_address, findings)


def test_who_gave_no_address_at_all_waits_for_a_decision() -> None:
    reach = read_reach(Person("Canari", "Zoé", country="France"), demo=False)

    assert (reach.has_address, reach.findings) == (False, ((None, "no_contact"),))


def test_a_demo_names_addresses_that_could_be_real() -> None:
    assert read_reach(replace(ZOE, email="zoe@free.fr"), demo=True).findings == (("email", "not_reserved_domain"),)
