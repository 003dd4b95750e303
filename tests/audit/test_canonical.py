from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from notifier.audit.actors import Actor
from notifier.audit.canonical import VERSION, event_bytes, moment

AT = datetime(2026, 3, 4, 10, 5, tzinfo=UTC)


def test_moments_are_utc_with_microseconds() -> None:
    paris_winter = timezone(timedelta(hours=1))
    assert moment(datetime(2026, 1, 1, 0, 30, tzinfo=paris_winter)) == "2025-12-31T23:30:00.000000Z"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(), VALUES, max_size=5))
def test_both_ways_of_writing_are_rfc_8785(data: dict[str, object]) -> None:
    def written(write: Callable[[], bytes]) -> bytes | type[Exception]:
        try:
            return write()
        except rfc8785.CanonicalizationError:
            return rfc8785.CanonicalizationError

    fact = {"uid": UUID(int=1), "kind": "k", "at": AT, "by": Actor("system", "t"), "case": None, "subject": "s"}
    whole = {
        "v": VERSION, "id": str(UUID(int=1)), "kind": "k", "at": moment(AT), "by": "system:t", "case": None,
        "subject": "s", "data": data,
    }  # fmt: skip
    assert written(lambda: event_bytes(**fact, data=data)) == written(lambda: rfc8785.dumps(whole))  # type: ignore[arg-type]


@given(st.text(), st.text(), st.none() | st.uuids(), st.datetimes(timezones=st.just(UTC)))
def test_whatever_stands_around_the_data_is_rfc_8785_too(
    kind: str, subject: str, case: UUID | None, at: datetime
) -> None:
    by, uid = Actor("user", "7"), UUID(int=1)
    whole = {
        "v": VERSION, "id": str(uid), "kind": kind, "at": moment(at), "by": "user:7", "subject": subject,
        "case": str(case) if case else None, "data": {"n": 1},
    }  # fmt: skip
    told = event_bytes(uid=uid, kind=kind, at=at, by=by, case=case, subject=subject, data={"n": 1})
    assert told == rfc8785.dumps(whole)


@pytest.mark.parametrize("bad", ["\ud800", 2**53, -(2**53), float("inf"), object()])
def test_what_has_no_canonical_form_is_refused(bad: object) -> None:
    with pytest.raises(rfc8785.CanonicalizationError):
        event_bytes(
            uid=UUID(int=1), kind="k", at=AT, by=Actor("system", "t"), case=None, subject="s", data={"x": [bad]}
        )
