"""Every refusal of these acts as a plain sentence."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "notices_moving": _("Des avis sont encore en cours d’envoi. Attendez la fin de l’envoi."),
    "letters_to_print": _("Des lettres sont prêtes et ne sont pas imprimées. Imprimez-les d’abord."),
    "notices_in_doubt": _("Des avis sont dans le doute : on ne sait pas s’ils sont partis. Réglez-les d’abord."),
    "letters_on_their_way": _(
        "Des lettres confiées au prestataire ne lui sont pas encore remises, ou sont en doute. Attendez la fin."
    ),
    "to_tell_in_person": _(
        "Des patients restent à prévenir en personne. Notez que c’est fait, ou remettez-les à décider."
    ),
    "requests_open": _("Des patients attendent encore une réponse (RGPD 12(3)). Répondez-leur d’abord."),
    "not_sent": _("Aucun avis n’est parti avec cette référence : il n’y a rien à copier."),
    "patient_erased": _("Les données de ce patient ont été effacées : sa lettre ne peut plus être composée."),
    "unprintable": _("Le nom ou l’adresse de ce patient ne peut pas être imprimé. Corrigez-le d’abord."),
    "already_closed": _("Ce dossier est déjà clos."),
    "not_closed": _("Ce dossier n’est pas clos."),
    "case_erased": _("Les données des patients de ce dossier ont été effacées."),
    "already_postponed": _("L’effacement a déjà été reporté. Il ne peut l’être qu’une fois."),
    "not_later": _("Choisissez une date après celle qui est prévue."),
    "too_far": _("Cette date est trop lointaine."),
    "notice_in_hand": _("L’avis de ce patient part en ce moment. Recommencez dans quelques minutes."),
    "letter_in_house": _(
        "La lettre de ce patient est faite ou imprimée. Ses données s’effaceront avec celles du dossier."
    ),
    "same_person": _(
        "Cette personne figure déjà dans la liste, avec le même nom, la même naissance et la même adresse."
    ),
    "no_way_left": _("Sans courriel ni adresse utilisable, l’avis de ce patient ne pourrait plus partir."),
    "text_not_approved": _(
        "Le texte approuvé n’existe pas sous cette forme. Corrigez sans changer langue, civilité ou âge."
    ),
    "not_erased": _("Les données des patients de ce dossier ne sont pas effacées."),
    "register_too_long": _("Ce registre est trop long pour un PDF. Filtrez-le, ou prenez le tableur."),
    "too_early": _("La durée de conservation du registre n’est pas écoulée."),
}


def explain_refusal(code: str) -> str:
    """The code's sentence; raises KeyError for a code that has none."""
    return str(SENTENCES[code])
