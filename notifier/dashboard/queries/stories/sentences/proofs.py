"""The log itself, and what was handed over of it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from notifier.dashboard.queries.stories.sentences.words import Data, Sentence, language, with_reason
from notifier.delivery.choices import StaffMailKind
from notifier.law.deadlines.clock import Duty
from notifier.law.deadlines.labels import DUTIES


def _shown(data: Data) -> str:
    if data["match"]:
        return _("Octets envoyés à un patient montrés de nouveau : ils correspondent au journal.")
    return _("Octets envoyés à un patient montrés de nouveau : ils ne correspondent PAS au journal.")


_CHECKPOINTS_OWED = ngettext_lazy(
    "Point de contrôle du jour à envoyer à %(count)d personne.",
    "Point de contrôle du jour à envoyer à %(count)d personnes.",
    "count",
)
_REMINDERS_OWED = ngettext_lazy(
    "%(count)d rappel d’échéance à envoyer.", "%(count)d rappels d’échéance à envoyer.", "count"
)
_CHECKPOINT_SENT = gettext_lazy("Point de contrôle à %(size)s événements envoyé par courriel.")
_CHECKPOINT_FAILED = with_reason(gettext_lazy("Point de contrôle non envoyé%(why)s. À voir par une personne."))
_REMINDER_FAILED = with_reason(gettext_lazy("Rappel d’échéance non envoyé%(why)s. À voir par une personne."))


def _is_reminder(data: Data) -> bool:
    return data.get("kind") == StaffMailKind.DEADLINE


def _mails_owed(data: Data) -> str:
    return str((_REMINDERS_OWED if _is_reminder(data) else _CHECKPOINTS_OWED) % dict(data))


def _mail_sent(data: Data) -> str:
    if not _is_reminder(data):
        return str(_CHECKPOINT_SENT % dict(data))
    duty = DUTIES[Duty(data["clock"].partition(":")[0])].in_language(language())
    return _("Rappel envoyé par courriel : %(duty)s.") % {"duty": duty}


def _mail_failed(data: Data) -> str:
    if not _is_reminder(data):
        return _CHECKPOINT_FAILED(data)
    if data["code"] == "no_longer_due":
        return _("Rappel d’échéance retenu : il n’avait plus d’objet.")
    return _REMINDER_FAILED(data)


SENTENCES: dict[str, Sentence] = {
    "log.begun": gettext_lazy("Premier point de contrôle du journal signé."),
    "log.key_changed": gettext_lazy("La clé qui signe le journal a changé. Les deux clés l’attestent."),
    "evidence.exported": gettext_lazy("Dossier de preuve remis."),
    "authority_file.answered": gettext_lazy("Dossier pour la CNIL complété."),
    "authority_file.exported": gettext_lazy("Dossier pour la CNIL remis. Le délai n’en est pas arrêté."),
    "register.exported": gettext_lazy("Registre des violations remis."),
    "notice.shown": _shown,
    "staff_mails.owed": _mails_owed,
    "staff_mail.sent": _mail_sent,
    "staff_mail.failed": _mail_failed,
}
