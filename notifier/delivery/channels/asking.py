"""A provider's own record of one try: Postmark's Messages API, which finds a message by what was sent with it.

Each try carries a key of its own (channels.provider), so that an earlier try of the same notice is never taken for
this one. What it does not find proves nothing: it may not be listed yet.
"""

from datetime import datetime
from typing import Any
from urllib.parse import quote, urljoin

import requests
from django.conf import settings

from notifier.delivery.rules.tracking import code_in
from notifier.post.postfix_log import Fate, Record

_TIMEOUT = 30
_URL = "https://api.postmarkapp.com/"
ASKABLE = frozenset({"postmark"})


class NotAnswered(RuntimeError):
    """The provider did not say; the code says why, and nothing of anybody."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Archive:
    """Postmark's list of what it took."""

    def __init__(self, token: str, url: str = _URL) -> None:
        self._url = url if url.endswith("/") else f"{url}/"
        self._session = requests.Session()
        self._session.headers.update({"Accept": "application/json", "X-Postmark-Server-Token": token})

    @classmethod
    def from_settings(cls) -> "Archive | None":
        """None where e-mail goes another way."""
        if settings.MAIL_PROVIDER not in ASKABLE:
            return None
        known = settings.ANYMAIL
        return cls(known["POSTMARK_SERVER_TOKEN"], known.get("POSTMARK_API_URL", _URL))

    def record(self, key: str) -> Record | None:
        """What became of the try of this key; None where none is listed. Raises NotAnswered."""
        listed = self._get("messages/outbound", {"count": "5", "offset": "0", "metadata_try": key}).get("Messages")
        for one in listed if isinstance(listed, list) else ():
            # Asked for something it does not know, it might list everything.
            if isinstance(one, dict) and (one.get("Metadata") or {}).get("try") == key and one.get("MessageID"):
                return self._fate(str(one["MessageID"]), _moment(one.get("ReceivedAt")))
        return None

    def close(self) -> None:
        self._session.close()

    def _fate(self, message: str, received_at: datetime | None) -> Record:
        """It was taken; whether it came back is written with its details."""
        events = self._get(f"messages/outbound/{quote(message, safe='')}/details", {}).get("MessageEvents")
        for event in events if isinstance(events, list) else ():
            if isinstance(event, dict) and event.get("Type") == "Bounced":
                code = code_in(str((event.get("Details") or {}).get("Summary", "")))
                return Record(Fate.BOUNCED, _moment(event.get("ReceivedAt")) or received_at, code or "bounced")
        return Record(Fate.SENT, received_at, "provider_record")

    def _get(self, path: str, asked: dict[str, str]) -> dict[str, Any]:
        try:
            answer = self._session.get(urljoin(self._url, path), params=asked, timeout=_TIMEOUT, allow_redirects=False)
            said = answer.json() if answer.status_code == 200 else None
        except requests.RequestException:
            raise NotAnswered("connection_lost") from None
        except ValueError:
            raise NotAnswered("no_answer") from None
        if not isinstance(said, dict):
            raise NotAnswered(f"http_{answer.status_code}")
        return said


def _moment(text: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return found if found.tzinfo else None
