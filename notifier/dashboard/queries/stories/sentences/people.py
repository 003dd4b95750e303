"""Who was set up, with which role, mandated by whom."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifier.accounts.choices import OrganisationKind, Role
from notifier.dashboard.queries.stories.sentences.words import Data, Sentence


def _organisation(data: Data) -> str:
    return _("Organisation créée : %(kind)s.") % {"kind": OrganisationKind(data["kind"]).label}


def _member(data: Data) -> str:
    return _("Personne rattachée à une organisation, comme %(role)s.") % {"role": Role(data["role"]).label}


def _mandate(data: Data) -> str:
    if data["names"]:
        return _("Mandat donné à un bureau du DPO, qui voit les noms des patients.")
    return _("Mandat donné à un bureau du DPO, qui ne voit pas les noms des patients.")


def _installation(data: Data) -> str:
    return _("Installation de démonstration créée.") if data["demo"] else _("Installation créée.")


SENTENCES: dict[str, Sentence] = {
    "installation.set_up": _installation,
    "organisation.created": _organisation,
    "user.created": gettext_lazy("Compte créé pour une personne."),
    "member.added": _member,
    "mandate.given": _mandate,
    "calendar.made": gettext_lazy("Adresse secrète d’agenda créée par une personne."),
    "calendar.revoked": gettext_lazy("Adresse secrète d’agenda supprimée."),
    "mandate.ended": gettext_lazy("Mandat d’un bureau du DPO terminé."),
    "agreement.accepted": gettext_lazy("Contrat de sous-traitance accepté, version %(version)s."),
    "user.password_set": gettext_lazy("Mot de passe choisi par une personne."),
    "invitation.sent": gettext_lazy("Personne invitée à ouvrir son compte."),
    "invitation.accepted": gettext_lazy("Invitation ouverte : la personne a choisi son mot de passe."),
    "controller.unanswerable": gettext_lazy("Adresse de réponse du cabinet : elle ne reçoit pas de courriel."),
    "controller.answerable": gettext_lazy("Adresse de réponse du cabinet : elle reçoit de nouveau le courriel."),
    "controller.created": gettext_lazy("Responsable de traitement enregistré."),
    "physician.registered": gettext_lazy("Médecin enregistré."),
}
