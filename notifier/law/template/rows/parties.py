"""Rows 3 to 41: which notification this is, who notifies, for whom, and who else is involved."""

from notifier.law.template.making import YES_NO, always, asked, free, options, when
from notifier.law.template.shapes import Both, Given, Kind, Section
from notifier.law.words import Words

_WHO, _DPO, _OTHERS = "GDPR 33(3)(a)", "GDPR 33(3)(b)", "GDPR 33(2), 28, 26"
_NOT_IN_EEA = when(120, "a")
_HAS_DPO = Both((when(23, "bc"), when(29, "a")))

NOTIFICATION = Section("1.1", Words("La notification", "The notification"), (
    always(3, Kind.CHOICE, ("Type de notification", "Type of notification"), "GDPR 33(4)", options(
        ("nouvelle", "new"), ("suite d’une précédente", "follow-up"))),
    always(4, Kind.CHOICE, ("État", "Sub-type"), "GDPR 33(4)", options(
        ("complète", "complete"), ("incomplète", "incomplete"), ("retrait", "withdrawal"))),
    asked(5, Kind.TEXT, ("Motif du retrait", "Reasons for the withdrawal"), "GDPR 33(4)",
          Both((when(3, "b"), when(4, "c")))),
    asked(6, Kind.TEXT, ("Numéro de la notification précédente", "ID of the earlier notification"), "GDPR 33(4)",
          when(3, "b")),
    free(7, Kind.TEXT, ("Référence interne", "Own reference")),
))  # fmt: skip

CONTROLLER = Section("1.1", Words("Le responsable du traitement", "The controller"), (
    free(10, Kind.CHOICE, ("Type d’identifiant", "Type of identifier"), _WHO, options(
        ("numéro d’entreprise (SIREN)", "company number (SIREN)"), ("numéro d’organisme", "organisation number"),
        ("numéro de TVA", "VAT number"))),
    asked(11, Kind.TEXT, ("Identifiant", "Identifier"), _WHO, Given(10)),
    always(12, Kind.TEXT, ("Nom de l’organisme", "Name of the organisation"), _WHO),
    always(13, Kind.TEXT, ("Coordonnées", "Contact details"), _WHO),
    free(14, Kind.CHOICE, ("Secteur", "Sector"), _WHO, options(("privé", "private"), ("public", "public"))),
    free(15, Kind.CHOICE, ("Taille", "Type of organisation"), _WHO, options(
        ("indépendant ou microentreprise", "freelance or microenterprise"),
        ("petite ou moyenne entreprise", "small or medium enterprise"), ("grande entreprise", "large enterprise"),
        ("autre", "other")), shown=when(14, "a")),
    free(16, Kind.TEXT, ("Autre type d’organisme", "Other type of organisation"), _WHO, shown=when(15, "d")),
    free(17, Kind.TEXT, ("Activité économique", "Economic activity"), _WHO),
    asked(18, Kind.TEXT, ("Représentant dans l’EEE", "Representative in the EEA"), _WHO, _NOT_IN_EEA),
    free(19, Kind.TEXT, ("Coordonnées du représentant", "Contact details of the representative"), _WHO,
         shown=_NOT_IN_EEA),
))  # fmt: skip

PEOPLE = Section("2.2", Words("La personne qui notifie et le contact", "Who notifies, and whom to ask"), (
    always(21, Kind.TEXT, ("Nom de la personne qui notifie", "Name of the reporting person"), _WHO),
    always(22, Kind.TEXT, ("Ses coordonnées", "Contact details"), _WHO),
    always(23, Kind.CHOICE, ("Sa fonction", "Function"), _WHO, options(
        ("délégué à la protection des données", "data protection officer"),
        ("représentant légal", "legal representative"),
        ("représentant autorisé ou autre", "authorised representative or other"))),
    asked(24, Kind.TEXT, ("Précision sur sa fonction", "Description of the function"), _WHO, when(23, "c")),
    free(25, Kind.TEXT, ("Numéro national d’identification", "National identification number"), _WHO),
    free(26, Kind.TEXT, ("Exactitude et responsabilité", "Accuracy and responsibility"), _WHO),
    asked(29, Kind.CHOICE, ("Un délégué est-il désigné ?", "Is a data protection officer designated?"), _DPO,
          when(23, "bc"), YES_NO, is_mandatory=True),
    asked(30, Kind.TEXT, ("Nom du délégué", "Name of the officer"), _DPO, _HAS_DPO, is_mandatory=True),
    asked(31, Kind.TEXT, ("Coordonnées du délégué", "Contact details of the officer"), _DPO, _HAS_DPO,
          is_mandatory=True),
    free(33, Kind.CHOICE, ("Qui peut en dire plus", "Who can tell more"), _DPO, options(
        ("le délégué", "the data protection officer"), ("la personne qui notifie", "the reporting person"),
        ("une autre personne", "another person"))),
    asked(34, Kind.TEXT, ("Nom du contact", "Name of the contact"), _DPO, when(33, "c")),
    asked(35, Kind.TEXT, ("Fonction du contact", "Function of the contact"), _DPO, when(33, "c")),
    asked(36, Kind.TEXT, ("Coordonnées du contact", "Contact details of the contact"), _DPO, when(33, "c")),
))  # fmt: skip

OTHERS = Section("2.3.1", Words("Autres organismes", "Other parties"), (
    always(38, Kind.CHOICE, ("Sous-traitants ou responsables conjoints concernés ?",
                             "Are processors or joint controllers involved?"), _OTHERS, YES_NO),
    asked(39, Kind.TEXT, ("Leur qualité", "Their role"), _OTHERS, when(38, "a"), is_mandatory=True),
    asked(40, Kind.TEXT, ("Leurs noms", "Their names"), _OTHERS, when(38, "a"), is_mandatory=True),
    asked(41, Kind.TEXT, ("Leurs coordonnées", "Their contact details"), _OTHERS, when(38, "a"), is_mandatory=True),
))  # fmt: skip
