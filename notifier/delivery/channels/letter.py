"""The letter channel: composes the PDF and stops at *ready to print*; the mailroom does the rest."""

from dataclasses import asdict
from datetime import datetime

from notifier.delivery.channels.face import Delivered, Prepared, Unsendable
from notifier.delivery.choices import Outcome
from notifier.notices.models import Notice
from notifier.notices.rendering.fields import letter_fields
from notifier.notices.rules.variants import Variant
from notifier.press.letters import AddressTooWide, UnprintableText, compose
from notifier.rosters.rules.person import Person


class LetterChannel:
    """Composing needs nobody outside, so sending is keeping the PDF, which the receipt does."""

    def open(self) -> None:
        """Nothing to open."""

    def prepare(self, notice: Notice, person: Person, variant: Variant, master: bytes, at: datetime) -> Prepared:
        fields = letter_fields(person, variant, reference=notice.reference, at=at)
        try:
            letter = compose(master.decode(), fields)
        except AddressTooWide:
            raise Unsendable("address_too_wide") from None
        except UnprintableText:
            raise Unsendable("unprintable_text") from None
        return Prepared(data=letter.pdf, fields=asdict(fields))

    def send(self, prepared: Prepared) -> Delivered:
        return Delivered(Outcome.MADE)

    def close(self) -> None:
        """Nothing to close."""
