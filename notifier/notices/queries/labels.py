"""The parts and texts of a wording by name, and what the editor refuses, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from notifier.law.content import PLACEHOLDERS, Part
from notifier.notices.choices import Audience, FollowUp
from notifier.notices.rules.editing import LONGEST_PART, Fault
from notifier.notices.rules.findings import SUBJECT
from notifier.rosters.choices import Language, Tier

PARTS: dict[str, str | Promise] = {
    SUBJECT: _("Objet"),
    Part.WHAT_HAPPENED: _("Ce qui s’est passé"),
    Part.YOUR_DATA: _("Quelles données"),
    Part.CONSEQUENCES: _("Ce qui peut arriver"),
    Part.WHAT_TO_DO: _("Ce que l’on peut faire maintenant"),
    Part.MEASURES: _("Ce qui a été fait"),
    Part.CONTACT: _("À qui s’adresser"),
}
_LANGUAGES: dict[str, str | Promise] = {Language.FRENCH: _("Français"), Language.ENGLISH: _("Anglais")}
_TIERS: dict[str, str | Promise] = {
    Tier.ADMINISTRATIVE: _("données administratives"),
    Tier.ANNOTATED: _("notes du médecin"),
}
_AUDIENCES: dict[str, str | Promise] = {
    Audience.ADULT: _("adultes"),
    Audience.GUARDIAN: _("parents d’un mineur"),
    Audience.PROTECTED: _("adultes protégés"),
}
# What each placeholder is filled with.
PLACEHOLDER_WORDS: dict[str, str | Promise] = {
    "practice": _("le nom du cabinet"),
    "address": _("l’adresse du cabinet"),
    "telephone": _("le téléphone du cabinet"),
    "reply_email": _("le courriel du cabinet"),
    "officer": _("le délégué à la protection des données, s’il y en a un"),
    "consequences": _("ce qui peut arriver, selon ce qui a été volé à chacun"),
    "actions": _("les trois gestes les plus utiles, selon ce qui a été volé à chacun"),
    "period": _("quand la fuite a eu lieu"),
    "place": _("où se trouvaient les données"),
}
_FAULTS: dict[str, str | Promise] = {
    "too_long": _("Ce texte est trop long : %(longest)d caractères au plus."),
    "subject_lines": _("L’objet tient sur une seule ligne."),
    "subject_placeholder": _("L’objet ne contient pas de champ entre accolades : écrivez-le en toutes lettres."),
    "unprintable": _("Ligne %(line)d : le caractère invisible %(excerpt)s ne peut pas être imprimé. Effacez-le."),
    "html": _("Ligne %(line)d : « %(excerpt)s » ressemble à du code HTML. Écrivez du texte simple."),
    "markup": _(
        "Ligne %(line)d : « %(excerpt)s » serait imprimé tel quel. Il n’y a ni gras ni titre dans le texte : "
        "les titres sont ajoutés seuls."
    ),
    "other_list": _(
        "Ligne %(line)d : « %(excerpt)s » ne fait pas une liste. Commencez la ligne par « - » et une espace, ou par "
        "« 1. » et une espace."
    ),
    "mixed_list": _("Ligne %(line)d : une liste est seule entre deux lignes vides. Ajoutez une ligne vide."),
    "step_number": _("Ligne %(line)d : les étapes se suivent (1., 2., 3.). Ici on lit « %(excerpt)s »."),
    "unknown_placeholder": _("Ligne %(line)d : le champ %(excerpt)s n’existe pas. Champs connus : %(known)s."),
    "personal_placeholder": _(
        "Ligne %(line)d : %(excerpt)s est propre à chaque patient. Sa place est réservée sur la lettre et dans le "
        "courriel, il est ajouté seul. Effacez-le ici. Champs connus : %(known)s."
    ),
    "not_alone": _(
        "Ligne %(line)d : le champ %(excerpt)s est remplacé par une liste. Laissez-le seul, entre deux lignes vides."
    ),
    "loose_brace": _("Ligne %(line)d : une accolade est seule. Un champ s’écrit entre deux accolades : {practice}."),
}
# Why an act on a wording is refused, and what was found beside the texts themselves.
REFUSALS: dict[str, str | Promise] = {
    "changed_since_read": _(
        "Le texte, ou ce que le dossier y inscrit, a changé depuis que vous l’avez lu. Relisez-le, puis approuvez."
    ),
    "second_person_needed": _("Une autre personne du cabinet doit approuver ce texte."),
    "one_person_suffices": _("Une seule personne suffit pour ce dossier."),
    "empty_placeholder": _("Le texte demande une indication que le dossier n’a pas."),
    "no_text": _("Des patients de la liste n’ont aucun texte dans leur langue et pour leur situation."),
    "unprintable": _("Des noms ou adresses portent des lettres que l’imprimante ne sait pas écrire."),
    "address_too_wide": _("Des adresses ne tiennent pas dans la fenêtre de l’enveloppe."),
    "letter_too_long": _("La lettre dépasse une feuille recto verso."),
    "sender_failing": _(
        "Des messageries refuseraient ces courriels : les enregistrements de l’expéditeur sont à corriger."
    ),
    "reply_takes_no_mail": _(
        "L’adresse de réponse du cabinet ne reçoit pas de courriel : aucun serveur de courrier n’y répond."
    ),
    "sender_unchecked": _("L’expéditeur des courriels n’a pas encore été vérifié."),
    "sender_stale": _("La dernière vérification de l’expéditeur des courriels est trop ancienne."),
    "not_an_editor": _("Seuls le cabinet et son délégué à la protection des données peuvent le faire."),
    "no_words": _("Écrivez votre remarque."),
    "no_reason": _("Écrivez la raison."),
    "finding_gone": _("Ce point n’est plus relevé : le texte a changé entre-temps."),
    "finding_blocks": _("Ce point est obligatoire. Il se corrige, il ne s’écarte pas."),
    "other_draft": _(
        "Un autre texte est en préparation. Approuvez-le ou, si c’est un avis complémentaire, abandonnez-le."
    ),
    "nobody_told": _("Personne à qui cet avis complémentaire s’adresse : il ne va qu’à qui est déjà prévenu."),
    "no_kind": _("Dites d’abord si vous corrigez, ou si d’autres données ont fui."),
    "may_not_demand": _("Seuls le responsable et son délégué à la protection des données le demandent."),
}


FOLLOW_UPS: dict[str, str | Promise] = {
    FollowUp.CORRECTION: _("Correction, à tous ceux qui sont prévenus"),
    FollowUp.MORE_LEAKED: _("D’autres données ont fui, à ceux qui sont prévenus et concernés"),
}


def text_label(language: str, tier: str, audience: str) -> str:
    """`Français, notes du médecin, adultes`; a name nobody knows stands as it is."""
    names = (_LANGUAGES.get(language, language), _AUDIENCES.get(audience, audience))
    tiers = [str(_TIERS.get(tier, tier))] if audience != Audience.GUARDIAN else []
    return ", ".join([str(names[0]), *tiers, str(names[1])])


def fault_words(fault: Fault) -> str:
    """The sentence for a fault of the editor."""
    known = ", ".join(f"{{{name}}}" for name in sorted(PLACEHOLDERS))
    values = {"line": fault.line, "excerpt": fault.excerpt, "known": known, "longest": LONGEST_PART}
    return str(_FAULTS[fault.code]) % values
