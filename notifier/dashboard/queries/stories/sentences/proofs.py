"""The log itself, and what was handed over of it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from notifier.dashboard.queries.stories.sentences.words import Data, Sentence, with_reason


def _shown(data: Data) -> str:
    if data["match"]:
        return _("Octets envoyés à un patient montrés de nouveau : ils correspondent au journal.")
    return _("Octets envoyés à un patient montrés de nouveau : ils ne correspondent PAS au journal.")


SENTENCES: dict[str, Sentence] = {
    "log.begun": gettext_lazy("Premier point de contrôle du journal signé."),
    "log.key_changed": gettext_lazy("La clé qui signe le journal a changé. Les deux clés l’attestent."),
    "evidence.exported": gettext_lazy("Dossier de preuve remis."),
    "authority_file.answered": gettext_lazy("Dossier pour la CNIL complété."),
    "authority_file.exported": gettext_lazy("Dossier pour la CNIL remis. Le délai n’en est pas arrêté."),
    "register.exported": gettext_lazy("Registre des violations remis."),
    "notice.shown": _shown,
    "staff_mails.owed": ngettext_lazy(
        "Point de contrôle du jour à envoyer à %(count)d personne.",
        "Point de contrôle du jour à envoyer à %(count)d personnes.",
        "count",
    ),
    "staff_mail.sent": gettext_lazy("Point de contrôle à %(size)s événements envoyé par courriel."),
    "staff_mail.failed": with_reason(gettext_lazy("Point de contrôle non envoyé%(why)s. À voir par une personne.")),
}
