"""The text of a master, to be read on a page."""

import re
from email import message_from_bytes
from email.policy import default as mail_policy
from html import escape

from django.utils.safestring import SafeString, mark_safe

# From the heading on; before it stand the empty fields of the patient.
_LETTER = re.compile(r"<h1>.*(?=</body>)", re.DOTALL)
_FIELD = re.compile(r"~notifier-[a-z-]+~")


def letter_text(master: bytes) -> SafeString:
    """A letter's words. A master is our own HTML, its texts escaped when it was made (press.master)."""
    found = _LETTER.search(master.decode())
    return mark_safe(found.group() if found else "")  # noqa: S308 - as above


def message_text(message: bytes) -> SafeString:
    """A message's subject and plain text, line by line; a personal field not yet filled is an ellipsis."""
    parsed = message_from_bytes(message, policy=mail_policy)
    body = parsed.get_body(preferencelist=("plain",))
    text = _FIELD.sub("…", body.get_content() if body else "")
    subject = str(parsed["Subject"])
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
    # Our messages begin with their subject.
    told = paragraphs[1:] if paragraphs[:1] == [subject] else paragraphs
    lines = "".join(f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in told)
    return mark_safe(f"<h1>{escape(subject)}</h1>{lines}")  # noqa: S308 - escaped here
