"""A message is stamped again from what lies sealed with its attempt."""

import json
from datetime import UTC, datetime

import pytest

from notifier.delivery.channels.again import fields_again, stamped_again
from notifier.delivery.channels.email import _kept
from notifier.post.stamp import Fields, stamp

FIELDS = Fields(
    to_address="iris.canari@example.org", name="Iris Canari", reference="ABCD-EFGH",
    message_id="<a.email@avis.example.org>", at=datetime(2026, 3, 4, 10, 5, tzinfo=UTC), date_words="4 mars 2026",
)  # fmt: skip


@pytest.mark.parametrize("more", [{}, {"request": {"provider": "brevo"}}])
def test_what_was_kept_of_it_is_enough(more: dict[str, object]) -> None:
    kept = json.loads(json.dumps({**_kept(FIELDS), **more}))
    assert fields_again(kept) == FIELDS
    master = b"To: ~notifier-to~\r\n\r\n~notifier-name-text~\r\n~notifier-date~\r\n"
    assert stamped_again(master, kept) == stamp(master, FIELDS)
