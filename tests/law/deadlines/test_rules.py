import pytest

from notifier.law.deadlines import duties, rules
from notifier.law.deadlines.authority import RULES


@pytest.mark.parametrize("table", [RULES, rules.COMPLEMENT, rules.PEOPLE, rules.REPLY, rules.REGISTER])
def test_every_table_begins_with_the_gdpr_and_is_in_order(table: tuple[rules.ReplyRule, ...]) -> None:
    days = [line.since for line in table]
    assert days[0] == rules.GDPR
    assert days == sorted(set(days))
    assert all(line.source for line in table)


def test_every_table_is_used() -> None:
    assert {"COMPLEMENT", "PEOPLE", "REGISTER", "REPLY"} <= set(vars(duties))
