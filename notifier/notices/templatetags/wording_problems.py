"""What keeps a wording from being approved, in words."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
    "changed_since_read": gettext_lazy(
        "Le texte, ou ce que le dossier y inscrit, a changé depuis que vous l’avez lu. Relisez-le, puis approuvez."
    ),
    "second_person_needed": gettext_lazy("Une autre personne du cabinet doit approuver ce texte."),
    "one_person_suffices": gettext_lazy("Une seule personne suffit pour ce dossier."),
    "empty_placeholder": gettext_lazy("Le texte demande une indication que le dossier n’a pas."),
    "no_text": gettext_lazy("Des patients de la liste n’ont aucun texte dans leur langue et pour leur situation."),
    "unprintable": gettext_lazy("Des noms ou adresses portent des lettres que l’imprimante ne sait pas écrire."),
    "address_too_wide": gettext_lazy("Des adresses ne tiennent pas dans la fenêtre de l’enveloppe."),
    "letter_too_long": gettext_lazy("La lettre dépasse une feuille recto verso."),
    "not_an_editor": gettext_lazy("Seuls le cabinet et son délégué à la protection des données peuvent le faire."),
    "no_words": gettext_lazy("Écrivez votre remarque."),
    "no_reason": gettext_lazy("Écrivez la raison."),
    "finding_gone": gettext_lazy("Ce point n’est plus relevé : le texte a changé entre-temps."),
    "finding_blocks": gettext_lazy("Ce point est obligatoire. Il se corrige, il ne s’écarte pas."),
    "may_not_demand": gettext_lazy("Seuls le responsable et son délégué à la protection des données le demandent."),
    "link": gettext_lazy("Le texte contient un lien sur lequel cliquer."),
}


@register.filter
def problem_words(code: str) -> str:
    """The sentence for a code of notices.policies; an unknown code is shown as it is, never swallowed."""
    return str(SENTENCES.get(code, _("Problème : %(code)s") % {"code": code}))
