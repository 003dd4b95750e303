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
    "missing_what_happened": gettext_lazy("Il manque ce qui s’est passé."),
    "missing_your_data": gettext_lazy("Il manque les données concernées."),
    "missing_consequences": gettext_lazy("Il manque les conséquences probables."),
    "missing_what_to_do": gettext_lazy("Il manque ce que le patient peut faire."),
    "missing_measures": gettext_lazy("Il manque les mesures prises."),
    "missing_contact": gettext_lazy("Il manque le contact."),
    "unknown_placeholder": gettext_lazy("Le texte contient un champ inconnu entre accolades."),
    "subject_empty": gettext_lazy("L’objet est vide."),
    "subject_medical": gettext_lazy("L’objet révèle un soin ou un médecin."),
    "subject_names_party": gettext_lazy("L’objet nomme l’éditeur ou le cabinet."),
    "link": gettext_lazy("Le texte contient un lien sur lequel cliquer."),
    "practice_unnamed": gettext_lazy("Le texte ne nomme pas le cabinet : ajoutez {practice}."),
    "contact_unreachable": gettext_lazy("Le contact n’a ni téléphone ni courriel."),
    "broken_placeholder": gettext_lazy("Une accolade est seule : un champ s’écrit {practice}."),
    "misplaced_placeholder": gettext_lazy("Un champ n’est pas à sa place : il va seul sur sa ligne, dans sa partie."),
    "subject_legal": gettext_lazy("L’objet parle de droit (RGPD, CNIL, violation) : cela attire l’œil d’un tiers."),
    "notes_quoted": gettext_lazy("Le texte cite un passage. Il ne répète jamais ce que disent les notes."),
    "diagnosis_named": gettext_lazy("Le texte nomme une maladie ou un trait intime. Il ne répète rien des notes."),
    "data_request": gettext_lazy("Le texte demande une donnée : un voleur demanderait la même."),
    "money_request": gettext_lazy("Le texte demande de l’argent : un voleur demanderait la même chose."),
    "click_request": gettext_lazy("Le texte demande de cliquer : un voleur demanderait la même chose."),
    "markup": gettext_lazy(
        "Le texte contient du code ou une image : il serait imprimé tel quel, ou dirait qui le lit."
    ),
    "opening_unclear": gettext_lazy("La première phrase ne dit pas ce qui est arrivé aux données du lecteur."),
    "hedge": gettext_lazy("Le texte dit « peut-être » là où le fait est certain : écrivez au présent."),
    "empty_phrase": gettext_lazy("Cette formule rassure sans rien dire. Le lecteur la croit fausse."),
    "euphemism": gettext_lazy("Ce mot cache ce qui est arrivé. Dites : volé, copié, perdu."),
    "blame": gettext_lazy("Cette phrase fait un reproche au patient."),
    "very_hard_to_read": gettext_lazy(
        "Le texte est très difficile à lire. Coupez les phrases, changez les mots longs."
    ),
    "endless_sentence": gettext_lazy("Cette phrase a plus de 25 mots. Coupez-la."),
    "opening_medical": gettext_lazy(
        "La première phrase parle de soin : certaines messageries la montrent à côté de l’objet."
    ),
    "other_address": gettext_lazy("Une adresse est écrite à la main. Celle du cabinet s’écrit {reply_email}."),
    "too_many_actions": gettext_lazy("Plus de trois gestes : on n’en fait alors aucun."),
    "no_actions": gettext_lazy("Le texte ne donne pas d’étapes numérotées : ajoutez {actions}, ou les vôtres."),
    "hard_to_read": gettext_lazy("Le texte est difficile à lire. Coupez les phrases, changez les mots longs."),
    "long_sentence": gettext_lazy("Cette phrase est longue. Deux phrases se lisent mieux."),
    "long_sentences": gettext_lazy("Les phrases sont longues en moyenne. Voici la plus longue."),
    "jargon": gettext_lazy("Ce mot n’est pas connu de tous. Expliquez-le, ou changez-le."),
    "too_long": gettext_lazy("Le texte dépasse 350 mots : la lettre ne tient plus sur une page."),
    "marketing": gettext_lazy("Cette phrase fait la promotion du cabinet. Un avis ne parle que du vol."),
    "no_apology": gettext_lazy("Le texte ne présente pas d’excuses."),
}


@register.filter
def letters_apart(letters: str) -> str:
    """Letters one by one, each with the number by which it is found where a screen has no shape for it."""
    numbered = ((letter, f"U+{ord(letter):04X}") for letter in letters)
    return ", ".join(f"{letter} ({number})" if letter.isprintable() else number for letter, number in numbered)


@register.filter
def problem_words(code: str) -> str:
    """The sentence for a code of notices.policies; an unknown code is shown as it is, never swallowed."""
    return str(SENTENCES.get(code) or REFUSALS.get(code) or _("Problème : %(code)s") % {"code": code})
