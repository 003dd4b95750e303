"""The letter channel: stamps the letter and stops at *ready to print*; the mailroom does the rest."""

from datetime import datetime

from notifier.delivery.channels.face import Delivered, Prepared, Unsendable
from notifier.delivery.choices import Outcome
from notifier.delivery.queries.plates import plate_of
from notifier.notices.models import Notice
from notifier.notices.rendering.fields import letter_fields
from notifier.notices.rules.variants import Variant
from notifier.press.letters import AddressTooWide, UnprintableText
from notifier.press.stamp import stamp
from notifier.rosters.rules.person import Person


class LetterChannel:
    """Making needs nobody outside, so sending is keeping what was stamped, which the receipt does."""

    together = 1

    def open(self) -> None:
        """Nothing to open."""

    def prepare(self, notice: Notice, person: Person, variant: Variant, master: bytes, at: datetime) -> Prepared:
        fields = letter_fields(person, variant, reference=notice.reference, at=at)
        plate = plate_of(master)
        try:
            stamped = stamp(plate, fields)
        except AddressTooWide:
            raise Unsendable("address_too_wide") from None
        except UnprintableText:
            raise Unsendable("unprintable_text") from None
        kept = {
            "address": fields.address,
            "date": fields.date,
            "reference": fields.reference,
            # Where the post sorts it.
            "order": (person.country, person.postcode),
        }
        # What was stamped is kept as it is: what is printed and shown later must not depend on the fonts of that day.
        return Prepared(data=stamped.pdf(plate), fields=kept, letter=stamped.update)

    def send(self, prepared: Prepared) -> Delivered:
        return Delivered(Outcome.MADE)

    def close(self) -> None:
        """Nothing to close."""
