"""What a patient says with a request, in the form in which it is sealed."""

import json
from dataclasses import asdict, dataclass, field

from notifier.notices.choices import PaperForm

# The tables the sealed texts are bound to.
SAID, WHY_LATER, REPLY = "requests", "request_extensions", "request_replies"
# What the page takes; more is a letter to write, not a form to fill in.
TEXT_LIMIT = 2000
REACH_LIMIT = 300
# So many open requests for one notice wait for the practice; what comes on top of them adds nothing but work.
WAITING_LIMIT = 10


@dataclass(frozen=True, slots=True)
class Said:
    """`reach` is how the patient wants to be answered, in their own words: a telephone number, an address."""

    text: str = field(default="", repr=False)
    reach: str = field(default="", repr=False)
    form: PaperForm = PaperForm.NONE

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.reach or self.form)

    def to_text(self) -> str:
        """As it is sealed; the log commits to exactly this."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_text(cls, text: str) -> "Said":
        """Raises ValueError, TypeError for a text that to_text did not make."""
        values = json.loads(text)
        return cls(text=values["text"], reach=values["reach"], form=PaperForm(values["form"]))
