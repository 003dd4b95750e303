"""What keeps a wording from being approved, in words."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifier.notices.queries.labels import REFUSALS

register = template.Library()

SENTENCES = {
    "not_a_draft": gettext_lazy("Ce texte est déjà approuvé."),
    "not_the_controller": gettext_lazy("Seul le responsable du cabinet peut approuver."),
    "telling_not_direct": gettext_lazy(
        "Vous avez décidé de ne pas prévenir directement. Revoyez d’abord cette décision (article 34 du RGPD)."
    ),
    "telling_delayed": gettext_lazy(
        "Vous attendez à la demande d’enquêteurs. Mettez d’abord fin à ce report (considérant 88 du RGPD)."
    ),
    "no_patient": gettext_lazy("Tous les patients de la liste ont déjà leur avis."),
    "case_closed": gettext_lazy("Ce dossier est clos. Rouvrez-le avant d’approuver."),
    "case_erased": gettext_lazy("Les données des patients de ce dossier ont été effacées."),
    "missing_what_happened": gettext_lazy("Il manque ce qui s’est passé (article 34(2) du RGPD)."),
    "missing_your_data": gettext_lazy("Il manque les données concernées (article 34(2) du RGPD)."),
    "missing_consequences": gettext_lazy("Il manque les conséquences probables (article 33(3)(c) du RGPD)."),
    "missing_what_to_do": gettext_lazy("Il manque ce que le patient peut faire (article 33(3)(d) du RGPD)."),
    "missing_measures": gettext_lazy("Il manque les mesures prises (article 33(3)(d) du RGPD)."),
    "missing_contact": gettext_lazy("Il manque le contact (article 33(3)(b) du RGPD)."),
    "unknown_placeholder": gettext_lazy("Le texte contient un champ inconnu entre accolades."),
    "subject_empty": gettext_lazy("L’objet est vide."),
    "subject_medical": gettext_lazy("L’objet révèle un soin ou un médecin."),
    "subject_names_party": gettext_lazy("L’objet nomme l’éditeur."),
    "link": gettext_lazy("Le texte contient un lien sur lequel cliquer."),
}


@register.filter
def problem_words(code: str) -> str:
    """The sentence for a code of notices.policies; an unknown code is shown as it is, never swallowed."""
    return str(SENTENCES.get(code) or REFUSALS.get(code) or _("Problème : %(code)s") % {"code": code})
