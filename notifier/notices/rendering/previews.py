"""What one real patient would get, before anything is approved."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from email import message_from_bytes
from email.policy import default as mail_policy
from uuid import UUID

from django.utils import timezone

from notifier.notices.choices import Channel
from notifier.notices.models import Wording
from notifier.notices.rendering.fields import email_fields, letter_fields, variant_of
from notifier.notices.rendering.masters import make_masters
from notifier.post.stamp import stamp
from notifier.press.letters import compose
from notifier.rosters.models import Patient
from notifier.rosters.queries import open_person
from notifier.vault.keystore import sealer_for

# A preview must never pass for the real thing: its check letter is wrong, so it can never be issued.
PREVIEW_REFERENCE = "0000-0000-0000-1"
_PREVIEW_NOTICE = UUID(int=0)
_PREVIEW_ADDRESS = "apercu@example.org"


@dataclass(frozen=True, slots=True)
class EmailPreview:
    """A message as a mail program shows it."""

    subject: str
    text: str = field(repr=False)
    html: str = field(repr=False)


def preview_letter(wording: Wording, patient: Patient, at: datetime) -> bytes:
    """The patient's letter as PDF; raises what press.letters.compose raises."""
    person = open_person(patient, sealer_for(patient.case_id))
    variant = variant_of(patient, person, timezone.localdate(at))
    master = make_masters(wording, [(Channel.LETTER, variant)])[0].data
    return compose(master.decode(), letter_fields(person, variant, reference=PREVIEW_REFERENCE, at=at)).pdf


def preview_email(wording: Wording, patient: Patient, at: datetime) -> EmailPreview:
    """The patient's message, read back from its exact bytes."""
    person = open_person(patient, sealer_for(patient.case_id))
    variant = variant_of(patient, person, timezone.localdate(at))
    master = make_masters(wording, [(Channel.EMAIL, variant)])[0].data
    fields = email_fields(person, variant, notice=_PREVIEW_NOTICE, reference=PREVIEW_REFERENCE, at=at)
    if not fields.to_address:
        fields = replace(fields, to_address=_PREVIEW_ADDRESS)
    message = message_from_bytes(stamp(master, fields), policy=mail_policy)
    text, html = (message.get_body(preferencelist=(kind,)) for kind in ("plain", "html"))
    if text is None or html is None:
        raise ValueError("a master lacks a body")
    return EmailPreview(subject=str(message["Subject"]), text=text.get_content(), html=html.get_content())
