"""The mailbox for what comes back, over IMAP with TLS. What was taken is moved away, what was not understood stays."""

import imaplib
import re
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import TracebackType

from django.conf import settings

# A report's head and what it says come first; the message it gives back may be long.
_ENOUGH = 256 * 1024
# Marks what was looked at and left, so that it is not fetched again.
_LEFT = "NotifierLeft"
_TIMEOUT = 60


class InboxDown(RuntimeError):
    """The mailbox cannot be read now. `code` says why and names nobody."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Where the mailbox is."""

    host: str
    port: int
    user: str = field(repr=False)
    password: str = field(repr=False)
    folder: str
    done: str

    @classmethod
    def from_settings(cls) -> "Mailbox | None":
        """None where none is named."""
        return cls(**settings.BOUNCE_INBOX) if settings.BOUNCE_INBOX else None


class Inbox:
    """One conversation with the mailbox; raises InboxDown wherever that breaks."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox
        self._can_move = False

    def __enter__(self) -> "Inbox":
        box = self._mailbox
        try:
            trust = ssl.create_default_context()
            self._imap = imaplib.IMAP4_SSL(box.host, box.port, ssl_context=trust, timeout=_TIMEOUT)
        except (OSError, imaplib.IMAP4.error):
            raise InboxDown("inbox_unreachable") from None
        try:
            self._imap.login(box.user, box.password)
        except (OSError, imaplib.IMAP4.error):
            self._hang_up()
            raise InboxDown("inbox_refuses_login") from None
        try:
            self._can_move = "MOVE" in self._imap.capabilities
            # It says no where the folder is there already.
            self._imap.create(_quoted(box.done))
            self._ask("select", _quoted(box.folder))
        except InboxDown:
            self._hang_up()
            raise InboxDown("inbox_without_folder") from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._hang_up()

    def messages(self) -> Iterator[tuple[str, bytes]]:
        """What lies in the folder and was not left before, oldest first: its number and its first 256 KiB."""
        found = self._ask("uid", "SEARCH", "UNDELETED", "UNKEYWORD", _LEFT)[0]
        for uid in found.decode().split() if isinstance(found, bytes) else ():
            answer = self._ask("uid", "FETCH", uid, f"(BODY.PEEK[]<0.{_ENOUGH}>)")
            bodies = [part[1] for part in answer if isinstance(part, tuple)]
            # Another reader may have moved it meanwhile.
            if bodies:
                yield uid, bodies[0]

    def put_away(self, uid: str) -> None:
        """Move it to the folder of those done with."""
        done = _quoted(self._mailbox.done)
        if self._can_move:
            self._ask("uid", "MOVE", uid, done)
            return
        self._ask("uid", "COPY", uid, done)
        self._ask("uid", "STORE", uid, "+FLAGS.SILENT", r"(\Deleted)")

    def leave(self, uid: str) -> None:
        """Let it lie for a person to read; a server without marks of one's own shows it again."""
        try:
            self._ask("uid", "STORE", uid, "+FLAGS.SILENT", f"({_LEFT})")
        except InboxDown as down:
            if down.code != "inbox_says_no":
                raise

    def _ask(self, command: str, *words: str) -> list[bytes | tuple[bytes, bytes] | None]:
        try:
            status, answer = getattr(self._imap, command)(*words)
        except (OSError, imaplib.IMAP4.error):
            raise InboxDown("inbox_lost") from None
        if status != "OK":
            raise InboxDown("inbox_says_no")
        return list(answer)

    def _hang_up(self) -> None:
        try:
            self._imap.logout()
        except (OSError, imaplib.IMAP4.error):
            self._imap.shutdown()


def _quoted(folder: str) -> str:
    return '"' + re.sub(r'(["\\])', r"\\\1", folder) + '"'
