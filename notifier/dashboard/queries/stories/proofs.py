"""The log itself, and what was handed over of it."""

from django.utils.translation import gettext_lazy

from notifier.dashboard.queries.stories.words import Sentence

SENTENCES: dict[str, Sentence] = {
    "log.begun": gettext_lazy("Premier point de contrôle du journal signé."),
    "log.key_changed": gettext_lazy("La clé qui signe le journal a changé. Les deux clés l’attestent."),
    "evidence.exported": gettext_lazy("Dossier de preuve remis."),
    "staff_mail.sent": gettext_lazy("Point de contrôle envoyé par courriel à une personne qui le conserve."),
    "staff_mail.failed": gettext_lazy("Point de contrôle non envoyé à une personne : le courriel n’est pas parti."),
}
