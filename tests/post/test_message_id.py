from uuid import UUID

from notifier.post.message_id import message_id

NOTICE = UUID("0195f000-0000-7000-8000-000000000001")


def test_the_message_id_is_kept_across_retries_and_names_nobody() -> None:
    assert message_id(NOTICE, "email", "avis.example.org") == f"<{NOTICE.hex}.email@avis.example.org>"
