"""What became of each notice."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from notifier.dashboard.queries.stories.sentences.words import Data, Sentence, with_reason
from notifier.notices.choices import Channel


def _started(data: Data) -> str:
    number = {"number": data["number"]}
    if data["channel"] == Channel.EMAIL:
        return _("Courriel : envoi commencé, essai n° %(number)s.") % number
    return _("Lettre : mise en page commencée, essai n° %(number)s.") % number


# Written for single notices, or for a batch of them: what a page that tells of acts leaves out.
EACH_NOTICE: dict[str, Sentence] = {
    "notices.claimed": ngettext_lazy(
        "%(count)d avis pris en charge pour l’envoi.", "%(count)d avis pris en charge pour l’envoi.", "count"
    ),
    "notices.unclaimed": ngettext_lazy(
        "%(count)d avis remis dans la file d’attente.", "%(count)d avis remis dans la file d’attente.", "count"
    ),
    "attempt.started": _started,
    "attempt.deferred": with_reason(gettext_lazy("Courriel pas encore accepté%(why)s. Il sera réessayé.")),
    "notice.sent": with_reason(gettext_lazy("Courriel accepté par le relais%(why)s.")),
    "notice.failed": with_reason(gettext_lazy("Envoi impossible%(why)s.")),
    "notice.in_doubt": with_reason(gettext_lazy("Envoi dans le doute%(why)s. Il n’est pas répété de lui-même.")),
    "notice.held": gettext_lazy("Avis retenu : il attend une décision."),
    "notice.care_came_late": gettext_lazy("Précaution connue trop tard : l’avis était déjà en route ou parti."),
    "notice.follow_up_owed": gettext_lazy(
        "Avis déjà en route ou parti, mais d’autres données du patient sont concernées."
    ),
    "notice.released": gettext_lazy("Avis en attente remis à l’envoi."),
    "notice.requeued": gettext_lazy("Avis en échec remis à l’envoi."),
}
SENTENCES: dict[str, Sentence] = EACH_NOTICE | {
    "channel.paused": gettext_lazy("Envoi suspendu : le relais refuse tout ce qu’on lui remet."),
    "failures.requeued": ngettext_lazy(
        "%(count)d avis en échec remis à l’envoi.", "%(count)d avis en échec remis à l’envoi.", "count"
    ),
    "notice.withdrawn": gettext_lazy("Avis retiré : il ne sera pas envoyé."),
    "doubt.resolved_sent": gettext_lazy("Doute levé : l’avis est parti."),
    "doubt.resolved_failed": gettext_lazy("Doute levé : l’avis n’est pas parti."),
    "doubt.resolved_again": gettext_lazy("Doute levé : l’avis sera envoyé de nouveau."),
}
