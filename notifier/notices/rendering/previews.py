"""What one patient would get, before anything is approved: masked, unless somebody asked to see whom it is for."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from email import message_from_bytes
from email.policy import default as mail_policy
from uuid import UUID

from django.utils import timezone

from notifier.lib.markup import to_html
from notifier.notices.choices import Audience, Channel
from notifier.notices.models import Wording
from notifier.notices.rendering.facts import case_facts
from notifier.notices.rendering.fields import email_fields, letter_fields, variant_of
from notifier.notices.rendering.masters import Texts, make_masters, variant_document
from notifier.notices.rules.documents import VariantText
from notifier.notices.rules.masking import invented, masked
from notifier.notices.rules.variants import Variant, variant
from notifier.post.stamp import stamp
from notifier.press.letters import compose
from notifier.rosters.choices import Language, Salutation
from notifier.rosters.models import Patient
from notifier.rosters.queries import open_person
from notifier.rosters.rules.person import Person
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


@dataclass(frozen=True, slots=True)
class Shown:
    """Whose notice is previewed: a person, masked, real or invented, and their variant."""

    person: Person = field(repr=False)
    variant: Variant


def real_person(patient: Patient, at: datetime, *, is_masked: bool) -> Shown:
    """Someone of the roster; unmasked only by an act that leaves an event."""
    person = open_person(patient, sealer_for(patient.case_id))
    chosen = variant_of(patient, person, timezone.localdate(at))
    return Shown(masked(person) if is_masked else person, chosen)


def nobody(key: tuple[str, str, str], exposure: int) -> Shown:
    """An invented person the text is for, of whom all that leaked at all has leaked."""
    language, tier, audience = Language(key[0]), key[1], Audience(key[2])
    chosen = variant(language=language, tier=tier, salutation=Salutation.NONE, exposure=exposure, audience=audience)
    return Shown(invented(language), chosen)


def _numbered(wording: Wording, shown: Shown) -> Shown:
    """A follow-up is shown as the second notice, which it is to most."""
    return replace(shown, variant=replace(shown.variant, number=2)) if wording.follow_up else shown


def preview_letter(wording: Wording, shown: Shown, at: datetime, texts: Texts | None = None) -> bytes:
    """The letter as PDF, of texts not yet saved where they are given; raises what press.letters.compose raises."""
    shown = _numbered(wording, shown)
    master = make_masters(wording, [(Channel.LETTER, shown.variant)], texts)[0].data
    fields = letter_fields(shown.person, shown.variant, reference=PREVIEW_REFERENCE, at=at)
    return compose(master.decode(), fields).pdf


def preview_blocks(wording: Wording, shown: Shown, text: VariantText) -> str:
    """A text, saved or not, as bare HTML: headings, paragraphs and lists as they will come out. Raises KeyError where
    it asks for what no case has.
    """
    variant = _numbered(wording, shown).variant
    key = (variant.language.value, variant.tier.value, variant.audience.value)
    content = variant_document({key: text}, variant, case_facts(wording.case, variant.language))
    return "\n".join(to_html(block) for block in content.blocks)


def preview_email(wording: Wording, shown: Shown, at: datetime) -> EmailPreview:
    """The message, read back from its exact bytes."""
    shown = _numbered(wording, shown)
    master = make_masters(wording, [(Channel.EMAIL, shown.variant)])[0].data
    fields = email_fields(shown.person, shown.variant, notice=_PREVIEW_NOTICE, reference=PREVIEW_REFERENCE, at=at)
    if not fields.to_address:
        fields = replace(fields, to_address=_PREVIEW_ADDRESS)
    message = message_from_bytes(stamp(master, fields), policy=mail_policy)
    text, html = (message.get_body(preferencelist=(kind,)) for kind in ("plain", "html"))
    if text is None or html is None:
        raise ValueError("a master lacks a body")
    return EmailPreview(subject=str(message["Subject"]), text=text.get_content(), html=html.get_content())
