"""The log itself, and what was handed over of it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from notifier.dashboard.queries.stories.sentences.words import Data, Sentence, language, with_reason
from notifier.delivery.choices import AlarmKind, StaffMailKind
from notifier.delivery.queries.alarm_words import ALARMS
from notifier.law.deadlines.clock import Duty
from notifier.law.deadlines.labels import DUTIES


def _shown(data: Data) -> str:
    if data["match"]:
        return _("Octets envoyés à un patient montrés de nouveau : ils correspondent au journal.")
    return _("Octets envoyés à un patient montrés de nouveau : ils ne correspondent PAS au journal.")


# Of the messages to those who work with the system, by their kind: owed, sent, failed. Older events name none.
_OWED = {
    "": ngettext_lazy(
        "Point de contrôle du jour à envoyer à %(count)d personne.",
        "Point de contrôle du jour à envoyer à %(count)d personnes.",
        "count",
    ),
    "invitation": ngettext_lazy(
        "Invitation à envoyer à %(count)d personne.", "Invitation à envoyer à %(count)d personnes.", "count"
    ),
    "nudge": ngettext_lazy(
        "Rappel du DPO à envoyer à %(count)d personne.", "Rappel du DPO à envoyer à %(count)d personnes.", "count"
    ),
    "deadline": ngettext_lazy(
        "%(count)d rappel d’échéance à envoyer.", "%(count)d rappels d’échéance à envoyer.", "count"
    ),
}
_SENT = {
    "": gettext_lazy("Point de contrôle à %(size)s événements envoyé par courriel."),
    "invitation": gettext_lazy("Invitation envoyée par courriel."),
    "nudge": gettext_lazy("Rappel du DPO envoyé par courriel."),
    "alarm": gettext_lazy("Alarme envoyée par courriel à un exploitant."),
}
_FAILED = {
    "": gettext_lazy("Point de contrôle non envoyé%(why)s. À voir par une personne."),
    "invitation": gettext_lazy("Invitation non envoyée%(why)s. À voir par une personne."),
    "nudge": gettext_lazy("Rappel du DPO non envoyé%(why)s. À voir par une personne."),
    "alarm": gettext_lazy("Alarme non envoyée%(why)s. À voir par une personne."),
    "deadline": gettext_lazy("Rappel d’échéance non envoyé%(why)s. À voir par une personne."),
}


def _owed(data: Data) -> str:
    return str(_of_kind(_OWED, data) % dict(data))


def _sent(data: Data) -> str:
    if data.get("kind") == StaffMailKind.DEADLINE:
        duty = DUTIES[Duty(data["clock"].partition(":")[0])].in_language(language())
        return _("Rappel envoyé par courriel : %(duty)s.") % {"duty": duty}
    return str(_of_kind(_SENT, data) % dict(data))


def _failed(data: Data) -> str:
    if data.get("kind") == StaffMailKind.DEADLINE and data["code"] == "no_longer_due":
        return _("Rappel d’échéance retenu : il n’avait plus d’objet.")
    if data.get("kind") == StaffMailKind.ALARM and data["code"] == "no_longer_due":
        return _("Message d’alarme retenu : un autre en dit plus.")
    return with_reason(_of_kind(_FAILED, data))(data)


def _of_kind(table: Mapping[str, Promise], data: Data) -> Promise:
    return table.get(str(data.get("kind", "")), table[""])


def _raised(data: Data) -> str:
    return _("Alarme : %(what)s.") % {"what": str(ALARMS[AlarmKind(data["of"])].raised)}


def _over(data: Data) -> str:
    return _("Fin d’alarme : %(what)s.") % {"what": str(ALARMS[AlarmKind(data["of"])].over)}


SENTENCES: dict[str, Sentence] = {
    "alarm.raised": _raised,
    "alarm.over": _over,
    "sender.verified": gettext_lazy("Expéditeur des courriels vérifié : il est en ordre."),
    "sender.failing": gettext_lazy("Expéditeur des courriels vérifié : des enregistrements sont à corriger."),
    "sender.unanswered": gettext_lazy("Expéditeur des courriels : tout n’a pas pu être vérifié."),
    "database.crashed": ngettext_lazy(
        "La base de données s’est arrêtée brutalement : %(count)d courriel en cours est dans le doute.",
        "La base de données s’est arrêtée brutalement : %(count)d courriels en cours sont dans le doute.",
        "count",
    ),
    "log.begun": gettext_lazy("Premier point de contrôle du journal signé."),
    "log.key_changed": gettext_lazy("La clé qui signe le journal a changé. Les deux clés l’attestent."),
    "evidence.exported": gettext_lazy("Dossier de preuve remis."),
    "authority_file.answered": gettext_lazy("Dossier pour la CNIL complété."),
    "authority_file.exported": gettext_lazy("Dossier pour la CNIL remis. Le délai n’en est pas arrêté."),
    "common_annex.made": gettext_lazy("Annexe commune établie, version %(number)s."),
    "common_annex.handed_out": gettext_lazy("Annexe commune remise, version %(number)s."),
    "register.exported": gettext_lazy("Registre des violations remis."),
    "notice.shown": _shown,
    "staff_mails.owed": _owed,
    "staff_mail.sent": _sent,
    "staff_mail.failed": _failed,
}
