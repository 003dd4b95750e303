"""A notice that was sent, once more on paper: the approved letter of the same variant, called a copy."""

from django.utils import timezone

from notifier.delivery.choices import Outcome
from notifier.delivery.models import Attempt
from notifier.dossiers.policies import ActRefused
from notifier.lib.dates import day_in_words
from notifier.notices.choices import Channel, Form, PaperForm
from notifier.notices.models import Master, Notice
from notifier.notices.rendering.fields import letter_fields, variant_of
from notifier.notices.rendering.forms import form_master
from notifier.press.copies import compose_copy
from notifier.press.letters import AddressTooWide, UnprintableText
from notifier.press.master import as_copy
from notifier.rosters.choices import Language
from notifier.rosters.queries import open_person
from notifier.vault.keystore import sealer_for

_COPY = {
    (Language.FRENCH, Channel.EMAIL): "Copie de l’avis envoyé par courriel le {day}. Ce n’est pas un nouvel avis.",
    (Language.FRENCH, Channel.LETTER): "Copie de l’avis envoyé par lettre le {day}. Ce n’est pas un nouvel avis.",
    (Language.ENGLISH, Channel.EMAIL): "Copy of the notice sent by e-mail on {day}. This is not a new notice.",
    (Language.ENGLISH, Channel.LETTER): "Copy of the notice sent by letter on {day}. This is not a new notice.",
}
_EASY = {
    (Language.FRENCH, Channel.EMAIL): "Cet avis vous a été envoyé par courriel le {day}. Le voici en mots simples.",
    (Language.FRENCH, Channel.LETTER): "Cet avis vous a été envoyé par lettre le {day}. Le voici en mots simples.",
    (Language.ENGLISH, Channel.EMAIL): "This notice was sent to you by e-mail on {day}. Here it is in easy words.",
    (Language.ENGLISH, Channel.LETTER): "This notice was sent to you by letter on {day}. Here it is in easy words.",
}
_WENT = (Outcome.ACCEPTED, Outcome.MADE, Outcome.UNKNOWN)


def copy_letter(notice: Notice, form: PaperForm) -> bytes:
    """The PDF, in the words and of the day of what was sent, to where the patient lives now; in easy words where those
    are asked for. Raises ActRefused.
    """
    if notice.patient is None:
        raise ActRefused("patient_erased")
    attempt, master = _sent(notice)
    person = open_person(notice.patient, sealer_for(notice.case_id))
    chosen = variant_of(notice.patient, person, timezone.localdate(attempt.started_at))
    is_easy = form is PaperForm.EASY
    said = (_EASY if is_easy else _COPY)[Language(chosen.language), Channel(attempt.channel)]
    words = said.format(day=day_in_words(timezone.localdate(attempt.started_at), chosen.language))
    page = form_master(master.wording, chosen, Form.SHORT) if is_easy else bytes(master.data).decode()
    page = as_copy(page, words, is_large=form is PaperForm.LARGE)
    fields = letter_fields(person, chosen, reference=notice.reference, at=attempt.started_at)
    try:
        return compose_copy(page, fields).pdf
    except (AddressTooWide, UnprintableText):
        raise ActRefused("unprintable") from None


def _sent(notice: Notice) -> tuple[Attempt, Master]:
    """The last try that may have reached the patient, and the letter approved for the same variant."""
    went = notice.attempts.filter(outcome__in=_WENT, master__isnull=False)
    attempt = went.select_related("master").order_by("number").last()
    if attempt is None or attempt.master is None:
        raise ActRefused("not_sent")
    letters = Master.objects.filter(wording=attempt.master.wording_id, channel=Channel.LETTER)
    letter = letters.filter(variant=attempt.master.variant).first()
    if letter is None:
        raise ActRefused("text_not_approved")
    return attempt, letter
