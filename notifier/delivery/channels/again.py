"""An attempt's message, stamped again from its stored master and what lies sealed with it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from notifier.post.stamp import Fields, stamp


def fields_again(kept: Mapping[str, Any]) -> Fields:
    """What it was stamped with, of what channels.email keeps."""
    return Fields(
        to_address=kept["to_address"],
        name=kept["name"],
        reference=kept["reference"],
        message_id=kept["message_id"],
        at=datetime.fromisoformat(kept["at"]),
        date_words=kept["date_words"],
    )


def stamped_again(master: bytes, kept: Mapping[str, Any]) -> bytes:
    """The bytes a relay would get, or got."""
    return stamp(master, fields_again(kept))
