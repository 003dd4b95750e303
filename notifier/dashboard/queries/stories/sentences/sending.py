"""What became of each notice."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from notifier.dashboard.queries.stories.sentences.words import Data, Sentence, with_reason
from notifier.delivery.choices import Answer, HaltKind
from notifier.notices.choices import Channel


def _started(data: Data) -> str:
    number = {"number": data["number"]}
    if data["channel"] == Channel.EMAIL:
        return _("Courriel : envoi commencé, essai n° %(number)s.") % number
    return _("Lettre : mise en page commencée, essai n° %(number)s.") % number


def _halted(data: Data) -> str:
    is_stop = data["kind"] == HaltKind.STOP
    if data["scope"] == "case":
        return _("Envoi de ce dossier arrêté.") if is_stop else _("Envoi de ce dossier suspendu.")
    if data["scope"] == "breach":
        if is_stop:
            return _("Envoi de tous les dossiers d’une fuite arrêté.")
        return _("Envoi de tous les dossiers d’une fuite suspendu.")
    return _("Tous les envois arrêtés.") if is_stop else _("Tous les envois suspendus.")


def _paced(data: Data) -> str:
    said = [_("Rythme des courriels réglé.")]
    if data["per_day"]:
        wave = ngettext(
            "%(n)d patient par médecin et par jour.", "%(n)d patients par médecin et par jour.", data["per_day"]
        )
        said.append(wave % {"n": data["per_day"]})
    if data["quiet_from"]:
        hours = {"begins": data["quiet_from"][:5], "ends": data["quiet_until"][:5]}
        said.append(_("Rien ne part entre %(begins)s et %(ends)s.") % hours)
    return " ".join(said) if len(said) > 1 else _("Rythme des courriels : plus aucune limite.")


def _ruled(data: Data) -> str:
    count = data["count"]
    said = {
        Answer.ARRIVED: ngettext(
            "Réponse du responsable : %(n)d avis en doute est arrivé.",
            "Réponse du responsable : %(n)d avis en doute sont arrivés.",
            count,
        ),
        Answer.AGAIN: ngettext(
            "Réponse du responsable : %(n)d avis en doute part de nouveau par courriel.",
            "Réponse du responsable : %(n)d avis en doute partent de nouveau par courriel.",
            count,
        ),
        Answer.LETTER: ngettext(
            "Réponse du responsable : une lettre remplace %(n)d avis en doute.",
            "Réponse du responsable : des lettres remplacent %(n)d avis en doute.",
            count,
        ),
    }
    return said[Answer(data["answer"])] % {"n": count}


def _requeued(data: Data) -> str:
    if data.get("code") == "by_letter":
        return _("Courriel en échec : une lettre le remplace.")
    return _("Avis en échec remis à l’envoi.")


# Written for single notices, or for a batch of them: what a page that tells of acts leaves out.
EACH_NOTICE: dict[str, Sentence] = {
    "notices.claimed": ngettext_lazy(
        "%(count)d avis pris en charge pour l’envoi.", "%(count)d avis pris en charge pour l’envoi.", "count"
    ),
    "notices.unclaimed": ngettext_lazy(
        "%(count)d avis remis dans la file d’attente.", "%(count)d avis remis dans la file d’attente.", "count"
    ),
    "attempt.started": _started,
    "attempt.repeated": gettext_lazy(
        "Envoi répété chez le prestataire sous la même clé : par sa parole, il n’arrive qu’une fois."
    ),
    "attempt.deferred": with_reason(gettext_lazy("Courriel pas encore accepté%(why)s. Il sera réessayé.")),
    "notice.sent": with_reason(gettext_lazy("Courriel accepté par le relais%(why)s.")),
    "notice.failed": with_reason(gettext_lazy("Envoi impossible%(why)s.")),
    "notice.bounced": with_reason(gettext_lazy("Courriel revenu%(why)s : la personne n’est pas prévenue.")),
    "notice.bounced_again": with_reason(gettext_lazy("Courriel revenu%(why)s. Un second essai part le lendemain.")),
    "notice.bounced_by_letter": with_reason(gettext_lazy("Courriel revenu%(why)s. Une lettre le remplace.")),
    "notice.delivered": gettext_lazy("Courriel remis à la messagerie du destinataire."),
    "notice.complained": gettext_lazy("Courriel signalé comme indésirable : cette adresse n’en recevra plus."),
    "notice.in_doubt": with_reason(gettext_lazy("Envoi dans le doute%(why)s. Il n’est pas renvoyé à l’aveugle.")),
    "notice.held": gettext_lazy("Avis retenu : il attend une décision."),
    "notice.care_came_late": gettext_lazy("Précaution connue trop tard : l’avis était déjà en route ou parti."),
    "notice.follow_up_owed": gettext_lazy(
        "Avis déjà en route ou parti, mais d’autres données du patient sont concernées."
    ),
    "follow_up.owed": gettext_lazy("Avis n° %(number)d dû à un patient déjà prévenu."),
    "notice.released": gettext_lazy("Avis en attente remis à l’envoi."),
    "notice.requeued": _requeued,
}
SENTENCES: dict[str, Sentence] = EACH_NOTICE | {
    "channel.paused": gettext_lazy("Envoi suspendu : le relais refuse tout ce qu’on lui remet."),
    "failures.requeued": ngettext_lazy(
        "%(count)d avis en échec remis à l’envoi.", "%(count)d avis en échec remis à l’envoi.", "count"
    ),
    "sending.halted": _halted,
    "sending.resumed": gettext_lazy("Envoi repris."),
    "sending.paced": _paced,
    "unreached.exported": ngettext_lazy(
        "Liste de %(count)d patient non joint remise, avec noms.",
        "Liste de %(count)d patients non joints remise, avec noms.",
        "count",
    ),
    "completeness.broken": gettext_lazy("Le compte n’y est pas : quelqu’un manque ou est compté à tort."),
    "completeness.restored": gettext_lazy("Le compte y est de nouveau."),
    "doubts.ruled": _ruled,
    "notice.withdrawn": gettext_lazy("Avis retiré : il ne sera pas envoyé."),
    "doubt.resolved_sent": gettext_lazy("Doute levé : l’avis est parti."),
    "doubt.resolved_failed": gettext_lazy("Doute levé : l’avis n’est pas parti."),
    "doubt.resolved_again": gettext_lazy("Doute levé : l’avis sera envoyé de nouveau."),
    "doubt.resolved_by_letter": gettext_lazy(
        "Doute levé : une lettre part, qui dit qu’un courriel est peut-être déjà arrivé."
    ),
}
