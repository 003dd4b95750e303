from uuid import UUID

import pytest

from notifier.post.message_id import message_id, notice_of_message

NOTICE = UUID("0195f000-0000-7000-8000-000000000001")


def test_the_message_id_is_kept_across_retries_and_names_nobody() -> None:
    assert message_id(NOTICE, "email", "avis.example.org") == f"<{NOTICE.hex}.email@avis.example.org>"


def test_it_leads_back_to_its_notice() -> None:
    assert notice_of_message(message_id(NOTICE, "email", "avis.example.org"), "email", "avis.example.org") == NOTICE


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<a@b>",
        f"<{NOTICE.hex}.letter@avis.example.org>",
        f"<{NOTICE.hex}.email@example.net>",
        f"{NOTICE.hex}.email",
    ],
)
def test_another_one_leads_nowhere(text: str) -> None:
    assert notice_of_message(text, "email", "avis.example.org") is None
