"""What a person reads of a wording, as one hash: it binds the click to the page."""

from hashlib import sha256

from notifier.notices.models import Wording
from notifier.notices.rendering.facts import case_facts
from notifier.notices.rendering.masters import wording_texts
from notifier.notices.rules.approvals import read_bytes
from notifier.rosters.choices import Language


def read_sha256(wording: Wording) -> str:
    """Of every text and of the case's facts in it, as they stand now."""
    facts = {language.value: case_facts(wording.case, language) for language in Language}
    return sha256(read_bytes(wording_texts(wording), facts)).hexdigest()
