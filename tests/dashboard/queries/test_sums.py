"""Published sums."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from notifier.breaches.models import Case
from notifier.dashboard.queries.sums import Sums, count_by, notices_by_case, sums_by_case, sums_together
from notifier.notices.choices import State

COUNTS = st.dictionaries(st.sampled_from(list(State)), st.integers(0, 10**7))


@given(COUNTS)
def test_everyone_is_in_exactly_one_sum(counts: dict[State, int]) -> None:
    sums = Sums(counts)
    assert sums.informed + sums.moving + sums.on_paper + sums.to_treat + sums.in_doubt + sums.withdrawn == sums.total


@given(COUNTS)
def test_the_bar_has_no_gap_and_shows_all_there_is(counts: dict[State, int]) -> None:
    parts = Sums(counts).parts
    assert [part.start for part in parts] == [sum(p.width for p in parts[:n]) for n in range(len(parts))]
    assert all(part.width >= 8 for part in parts)
    assert bool(parts) is bool(sum(counts.values()))


def test_a_made_letter_informs_nobody() -> None:
    assert Sums({State.READY_TO_PRINT: 5, State.IN_RUN: 5}).informed == 0


def test_the_bar_is_as_long_as_the_patients_are_many() -> None:
    sums = Sums({State.SENT: 25}).among(100)
    assert (sums.waiting, sums.everyone) == (75, 100)
    assert [part.width for part in sums.parts] == [250]


@pytest.mark.django_db
def test_sums_add_up_over_cases_in_one_query(case: Case, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    found = Case.objects.values("pk")
    with django_assert_num_queries(1):
        together = sums_together(found, waiting=2)
    assert (together.by_state, together.waiting) == ({State.QUEUED: 3, State.HELD: 1}, 2)
    assert notices_by_case(found) == {case.pk: together.total}


@pytest.mark.django_db
def test_one_query_for_all_cases(case: Case, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    nobody: UUID = uuid4()
    with django_assert_num_queries(1):
        sums = sums_by_case([case.pk, nobody])
    assert sums[case.pk].by_state == {State.QUEUED: 3, State.HELD: 1}
    assert sums[nobody].total == 0


@pytest.mark.django_db
def test_counting_by_a_column(case: Case) -> None:
    assert count_by(case.notices, "channel") == {"email": 2, "letter": 2}
