from uuid import UUID

from notifier.rosters.models import Comparison, Patient, Roster, StagedRoster

PK = UUID(int=1)


def test_rows_are_named_by_their_ids() -> None:
    assert [str(Roster(pk=PK)), str(StagedRoster(pk=PK)), str(Patient(pk=PK)), str(Comparison(pk=1))] == [
        f"roster {PK}",
        f"staged roster {PK}",
        f"patient {PK}",
        "comparison 1",
    ]
