"""What patients asked, and what they were told."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifier.dashboard.queries.stories.sentences.words import Data, Sentence
from notifier.notices.choices import RequestChannel, RequestKind
from notifier.notices.rendering.requests import CHANNELS, KINDS


def _received(data: Data) -> str:
    what = {"kind": KINDS[RequestKind(data["kind"])], "how": CHANNELS[RequestChannel(data["channel"])]}
    return _("Demande d’un patient reçue %(how)s : %(kind)s.") % what


def _told(in_time: Promise, late: Promise) -> Sentence:
    def say(data: Data) -> str:
        text = late if data["late"] else in_time
        return str(text) % {"how": CHANNELS[RequestChannel(data["channel"])]}

    return say


def _stopped(data: Data) -> str:
    return {
        "lettered": _("Plus de courriel à un patient, à sa demande : son avis partira par lettre."),
        "held": _("Plus de courriel à un patient, à sa demande : son avis attend une décision."),
        "marked": _("Plus de courriel à un patient, à sa demande."),
    }[data["code"]]


def _checked(data: Data) -> str:
    if data["issued"]:
        return _("Référence vérifiée au téléphone : un avis a été envoyé.")
    return _("Référence vérifiée au téléphone : aucun avis n’a été envoyé.")


SENTENCES: dict[str, Sentence] = {
    "request.received": _received,
    "request.viewed": gettext_lazy("Demande d’un patient lue."),
    "request.extended": gettext_lazy("Délai de réponse à un patient prolongé, et le patient averti."),
    "request.answered": _told(
        gettext_lazy("Réponse à un patient notée, donnée %(how)s."),
        gettext_lazy("Réponse à un patient notée, donnée %(how)s, après la limite."),
    ),
    "request.refused": _told(
        gettext_lazy("Refus à un patient noté, donné %(how)s avec ses motifs."),
        gettext_lazy("Refus à un patient noté, donné %(how)s avec ses motifs, après la limite."),
    ),
    "email.stopped": _stopped,
    "notice.copied": gettext_lazy("Copie d’un avis déjà envoyé composée sur papier."),
    "reference.checked": _checked,
}
