"""A copy on paper for a patient who asked for one."""

from datetime import datetime

from django.db import transaction

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.dossiers.policies import ActRefused
from notifier.dossiers.rendering.copies import copy_letter
from notifier.notices.choices import PaperForm
from notifier.notices.models import Notice
from notifier.notices.rules.states import MAY_HAVE_REACHED


@transaction.atomic
def copy_notice(*, notice: Notice, form: PaperForm, by: Actor, at: datetime) -> bytes:
    """The letter of a notice that was sent, as a copy: the notice stays as it is and nothing is sent twice. The copy is
    kept nowhere. Raises ActRefused.
    """
    if notice.state not in MAY_HAVE_REACHED:
        raise ActRefused("not_sent")
    pdf = copy_letter(notice, form)
    data = {"form": form or PaperForm.PLAIN, "channel": notice.channel}
    record(Fact("notice.copied", f"notice:{notice.pk}", case=notice.case_id, data=data), by=by, at=at)
    return pdf
