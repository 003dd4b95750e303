"""Rows 44 to 76: when it happened, what it was, who and which data are concerned, what protected them."""

from notifier.law.template.making import HOW_MANY, always, asked, free, options, when
from notifier.law.template.shapes import Both, Kind, Late, Marked, Section
from notifier.law.words import Words

_WHEN, _WHAT, _BEFORE = "GDPR 33(1)", "GDPR 33(3)(a)", "GDPR 32, 33(3)"

TIMELINE = Section("3.1", Words("Chronologie", "Timeline"), (
    always(44, Kind.CHOICE, ("Date de la violation", "When the breach occurred"), _WHEN, options(
        ("un jour précis", "on a specific day"), ("d’une date à une autre", "from a date to a date"),
        ("depuis une date, en cours", "from a date and ongoing"), ("ne peut être déterminée", "cannot be determined"),
        ("à déterminer", "to be determined"), provisional="e")),
    free(45, Kind.MARK, ("Dates estimées", "Only estimated dates"), _WHEN),
    asked(46, Kind.MOMENT, ("Début", "Beginning"), _WHEN, when(44, "abc")),
    asked(47, Kind.MOMENT, ("Fin", "End"), _WHEN, when(44, "ab")),
    always(48, Kind.MOMENT, ("Prise de connaissance", "Awareness"), _WHEN),
    asked(49, Kind.TEXT, ("Motifs du retard", "Reasons for the delay"), _WHEN, Both((when(3, "a"), Late()))),
    always(50, Kind.CHOICE, ("Découverte", "How it was discovered"), _WHEN, options(
        ("par le responsable", "by the controller"), ("par le sous-traitant", "by the processor"),
        ("par une personne concernée", "through a data subject"), ("par un tiers", "through an external party"),
        ("par la presse", "through the press"), ("autrement", "otherwise"))),
    always(51, Kind.TEXT, ("Précisions sur la découverte", "More on the discovery"), _WHEN),
    asked(52, Kind.DAY, ("Date de l’avis reçu", "Date of the other party’s notice"), _WHEN, when(50, "bcdef")),
    # The transcription refers to a row 41a that is not there; the label asks how dates were estimated.
    asked(53, Kind.TEXT, ("Remarques sur la chronologie", "Comments on the timeline"), _WHEN, Marked(45)),
))  # fmt: skip

NATURE = Section("3.2", Words("Nature de la violation", "Nature of the breach"), (
    always(55, Kind.CHOICES, ("Nature", "Nature"), "GDPR 4(12), 33(3)(a)", options(
        ("confidentialité", "confidentiality"), ("intégrité", "integrity"), ("disponibilité", "availability")), 62),
    asked(56, Kind.CHOICE, ("Données sorties ou divulguées ?", "Exfiltrated or disclosed?"), _WHAT, when(55, "a"),
          options(("oui", "yes"), ("probablement", "likely"), ("non, établi", "no, on evidence"),
                  ("impossible à apprécier", "not possible to assess"), ("à déterminer", "to be determined"),
                  provisional="e")),
    asked(57, Kind.CHOICE, ("Données inintelligibles ?", "Unintelligible?"), _WHAT, when(55, "a"), options(
        ("oui, protection intacte", "yes, protection intact"),
        ("protégées, mais contournable", "protected, but it may be subverted"), ("non", "no"),
        ("impossible à apprécier", "not possible to assess"), ("à déterminer", "to be determined"),
        provisional="e")),
    asked(58, Kind.CHOICE, ("Atteinte à l’intégrité", "Type of integrity breach"), _WHAT, when(55, "b"), options(
        ("modifiées, sans usage fautif établi", "altered, no wrong use in evidence"),
        ("usage fautif, réparable", "wrong use, reversible"),
        ("usage fautif, irréparable", "wrong use, irreversible"))),
    asked(59, Kind.CHOICE, ("Atteinte à la disponibilité", "Type of availability breach"), _WHAT, when(55, "c"),
          options(("temporaire", "temporary"), ("définitive", "permanent"), ("indéterminée", "not determined"))),
    always(60, Kind.CHOICES, ("Événement", "Nature of the event"), _WHAT, options(
        ("abus d’accès par un employé", "abuse of access by an employee"), ("rançongiciel", "ransomware"),
        ("piratage, logiciel malveillant", "hacking, malware"), ("hameçonnage", "phishing, social engineering"),
        ("faille exploitée", "vulnerability exploited"), ("accès non autorisé", "unauthorised access"),
        ("extraction de données", "data exfiltration"), ("dossiers confondus", "records mixed up"),
        ("appareil perdu ou volé", "device lost or stolen"),
        ("données sur matériel réformé", "data on disposed hardware"),
        ("papier mal détruit", "paper badly disposed of"), ("courrier perdu ou ouvert", "mail lost or opened"),
        ("mauvaise configuration", "misconfiguration"), ("droits d’accès erronés", "wrong access permissions"),
        ("papier perdu, volé ou exposé", "paper lost, stolen or exposed"), ("données détruites", "data destroyed"),
        ("affichage au mauvais destinataire", "shown to the wrong recipient"), ("envoi par erreur", "sent by mistake"),
        ("destinataires visibles de tous", "recipients visible to all"), ("panne technique", "technical malfunction"),
        ("modification non autorisée", "unauthorised modification"),
        ("publication involontaire", "unintended publication"),
        ("divulgation orale", "verbal disclosure"), ("à déterminer", "to be determined"), ("autre", "other"),
        provisional="x"), 62),
    always(61, Kind.CHOICE, ("Cause", "Cause"), _WHAT, options(
        ("interne, sans malveillance", "internal, not malicious"), ("interne, malveillante", "internal, malicious"),
        ("externe, sans malveillance", "external, not malicious"), ("externe, malveillante", "external, malicious"),
        ("à déterminer", "to be determined"), ("inconnue", "unknown"), provisional="e")),
    always(62, Kind.TEXT, ("Description de l’événement", "Description of the event"), _WHAT),
    always(63, Kind.TEXT, ("Systèmes et lieux", "Systems and where they are"), _WHAT),
))  # fmt: skip

SUBJECTS = Section("3.3", Words("Personnes concernées", "Data subjects"), (
    always(65, Kind.CHOICES, ("Catégories de personnes", "Categories of people"), _WHAT, options(
        ("clients", "customers"), ("employés", "employees"), ("militaires, police", "military, police"),
        ("mineurs", "minors"), ("patients", "patients"), ("élèves", "students"), ("abonnés", "subscribers"),
        ("utilisateurs", "users"), ("personnes vulnérables", "vulnerable people"), ("autres", "others"),
        ("pas encore connues", "not yet known"), provisional="k"), 66),
    always(66, Kind.TEXT, ("Précisions sur les personnes", "More on the people"), _WHAT),
    always(67, Kind.CHOICE, ("Nombre de personnes : comment connu", "People: how the number is known"), _WHAT,
           HOW_MANY),
    asked(68, Kind.NUMBER, ("Nombre de personnes", "Number of people"), _WHAT, when(67, "ab")),
))  # fmt: skip

DATA = Section("3.4", Words("Données", "Data"), (
    always(70, Kind.CHOICES, ("Types de données", "Types of data"), _WHAT, options(
        ("identité", "basic data"), ("coordonnées", "contact details"), ("données biométriques", "biometric data"),
        ("condamnations", "convictions"), ("opinions politiques", "political opinions"),
        ("origine", "racial or ethnic origin"), ("convictions religieuses", "religious beliefs"),
        ("vie ou orientation sexuelle", "sex life or orientation"), ("appartenance syndicale", "union membership"),
        ("données génétiques", "genetic data"), ("santé", "health"), ("données financières", "financial data"),
        ("santé au travail", "health at work"), ("numéros d’identification", "identification numbers"),
        ("localisation", "location"), ("documents officiels", "official documents"),
        ("moyens de paiement", "payment means"), ("profils", "profiles"), ("identifiants d’accès", "credentials"),
        ("pas encore connues", "not yet known"), ("autres", "others"), provisional="t"), 71),
    always(71, Kind.TEXT, ("Précisions sur les données", "More on the data"), _WHAT),
    always(72, Kind.CHOICE, ("Nombre d’enregistrements : comment connu", "Records: how the number is known"), _WHAT,
           HOW_MANY),
    asked(73, Kind.NUMBER, ("Nombre d’enregistrements", "Number of records"), _WHAT, when(72, "ab"),
          is_mandatory=True),
))  # fmt: skip

BEFORE = Section("3.5", Words("Mesures en place avant", "Measures in place before"), (
    always(75, Kind.CHOICES, ("Mesures en place", "Measures in place"), _BEFORE, options(
        ("pseudonymisation", "pseudonymisation"), ("sauvegarde, reprise", "backup, recovery"),
        ("chiffrement", "encryption"), ("politiques de sécurité", "security policies"), ("formation", "training"),
        ("journal des incidents", "incident log"), ("niveaux d’accès", "levels of access"),
        ("contrôle d’accès logique", "logical access control"), ("audits", "audits"),
        ("contrôle d’accès physique", "physical access control"), ("systèmes à jour", "up-to-date systems"),
        ("autres", "others")), 76),
    always(76, Kind.TEXT, ("Précisions sur ces mesures", "More on these measures"), _BEFORE),
))  # fmt: skip
