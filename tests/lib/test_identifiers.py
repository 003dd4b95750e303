import pytest

from notifier.lib.identifiers import is_nir, looks_like_nir, rpps_problem


@pytest.mark.parametrize(
    ("rpps", "problem"),
    [
        ("10000000009", None),
        ("10000000008", "rpps_key"),
        ("1000000000", "rpps_length"),
        ("100000000080", "rpps_length"),
        ("1000000000A", "rpps_length"),
        ("1000000000²", "rpps_length"),
        ("", "rpps_length"),
    ],
)
def test_an_rpps_has_eleven_digits_and_a_luhn_key(rpps: str, problem: str | None) -> None:
    assert rpps_problem(rpps) == problem


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("295109912611193", True),
        ("2 95 10 99 126 111 93", True),
        ("2.95.10.99.126.111.93", True),
        ("253072B07300470", True),
        ("253072a07300443", True),
        ("253072C07300443", False),
        ("295109912611194", False),
        ("2951099126111", False),
        ("0601020304", False),
        ("", False),
    ],
)
def test_a_nir_is_known_by_its_key(value: str, expected: bool) -> None:
    assert is_nir(value) is expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["295109912611193", "", "253072B07300470"], True),
        (["295109912611193", "inconnu", "inconnu"], True),
        (["2951099126111", "253072B073004"], True),
        (["2951099126111", "12", "13", "14"], False),
        (["295109912611193", *["923456789012345"] * 20], False),
        (["295109912611101", "253072B07300401"], True),
        (["0601020304", "0611121314"], False),
        ([], False),
        (["", " "], False),
    ],
)
def test_a_column_of_nirs_is_known_by_its_values(values: list[str], expected: bool) -> None:
    assert looks_like_nir(values) is expected
