"""The personal fields, as they stand alone on their lines."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from notifier.law.age import is_minor
from notifier.lib.dates import day_in_words
from notifier.notices.choices import Audience, Channel
from notifier.notices.rendering.labels import ATTENTION
from notifier.notices.rules.variants import Variant, own_audience, variant
from notifier.post.message_id import message_id
from notifier.post.stamp import Fields
from notifier.press.letters import LetterFields
from notifier.rosters.models import Patient
from notifier.rosters.rules.person import Person, address_lines


def variant_of(patient: Patient, person: Person, day: date, *, may_have_had: bool = False, number: int = 1) -> Variant:
    """The patient's variant on the day of sending; `may_have_had` where a message of ours may have arrived, `number` of
    the notice. A minor's notice speaks to those who hold parental authority (CSP L1111-2 II); who has come of age since
    is written to in their own name.
    """
    audience = Audience.GUARDIAN if is_minor(person.birth_date, day) else own_audience(patient.care)
    chosen = variant(
        language=patient.language,
        tier=patient.tier,
        salutation=patient.salutation,
        exposure=patient.exposure,
        audience=audience,
    )
    return replace(chosen, may_have_had=may_have_had, number=number)


def email_fields(person: Person, chosen: Variant, *, notice: UUID, reference: str, at: datetime) -> Fields:
    local = timezone.localtime(at)
    return Fields(
        to_address=person.email,
        name=person.full_name,
        reference=reference,
        message_id=message_id(notice, Channel.EMAIL, settings.MAIL_DOMAIN),
        at=local,
        date_words=day_in_words(local.date(), chosen.language),
    )


def letter_fields(person: Person, chosen: Variant, *, reference: str, at: datetime) -> LetterFields:
    lines = address_lines(person)
    if chosen.audience is Audience.GUARDIAN:
        lines = (ATTENTION[chosen.language, chosen.audience], *lines)
    day = timezone.localdate(at)
    return LetterFields(address=lines, date=day_in_words(day, chosen.language), reference=reference)
