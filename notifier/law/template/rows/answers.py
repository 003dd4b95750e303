"""Rows 79 to 126: consequences, risk, measures, what people were told, other authorities, attachments."""

from notifier.law.template.making import YES_NO_UNKNOWN, always, asked, free, options, when
from notifier.law.template.shapes import Either, Kind, Option, Section
from notifier.law.words import Words

_AFTER, _RISK, _MEASURES = "GDPR 33(3)(c)", "GDPR 33(1), 34(1)", "GDPR 33(3)(d)"
_TOLD, _GROUND, _BORDER, _OUTSIDE = "GDPR 34(1), 34(2)", "GDPR 34(3)", "GDPR 56", "GDPR 3(2)"

CONSEQUENCES = Section("4.1", Words("Conséquences", "Consequences"), (
    asked(79, Kind.CHOICES, ("Suites pour la confidentialité", "Consequences for confidentiality"), _AFTER,
          when(55, "a"), options(
              ("divulguées au-delà de ce qui est permis", "disclosed beyond what is allowed"),
              ("rapprochables d’autres informations", "linkable with other information"),
              ("utilisables à d’autres fins", "usable for other purposes"), ("autre", "other"),
              ("en cours d’évaluation", "under assessment"), provisional="e"), spills_into=80),
    asked(80, Kind.TEXT, ("Autres suites (confidentialité)", "Other consequences (confidentiality)"), _AFTER,
          when(79, "d")),
    asked(81, Kind.CHOICES, ("Suites pour l’intégrité", "Consequences for integrity"), _AFTER, when(55, "b"), options(
        ("modifiées et utilisées bien qu’inexactes", "altered and used though no longer valid"),
        ("modifiées puis utilisées à d’autres fins", "altered, then used for other purposes"), ("autre", "other"),
        ("en cours d’évaluation", "under assessment"), provisional="d"), spills_into=82),
    asked(82, Kind.TEXT, ("Autres suites (intégrité)", "Other consequences (integrity)"), _AFTER, when(81, "c")),
    # The transcription repeats "integrity" as the condition of this row; its label says availability.
    asked(83, Kind.CHOICES, ("Suites pour la disponibilité", "Consequences for availability"), _AFTER, when(55, "c"),
          options(("services inaccessibles", "services out of reach"), ("services perturbés", "services disrupted"),
                  ("autre", "other"), ("en cours d’évaluation", "under assessment"), provisional="d"),
          spills_into=84),
    asked(84, Kind.TEXT, ("Autres suites (disponibilité)", "Other consequences (availability)"), _AFTER,
          when(83, "c")),
    always(85, Kind.CHOICES, ("Effets possibles pour les personnes", "Potential impacts on people"), _AFTER, options(
        ("perte de contrôle de ses données", "loss of control"), ("limitation de ses droits", "limitation of rights"),
        ("discrimination", "discrimination"), ("usurpation d’identité", "identity theft"), ("fraude", "fraud"),
        ("perte financière", "financial loss"), ("pseudonymisation levée", "pseudonymisation reversed"),
        ("atteinte à la réputation", "damage to reputation"),
        ("secret professionnel rompu", "professional secrecy lost"),
        ("divulgation à des tiers", "disclosure to third parties"),
        ("désavantage économique ou social", "economic or social disadvantage"),
        ("atteinte physique ou morale", "physical or mental harm"), ("atteinte aux biens", "damage to property"),
        ("autre", "other"), ("à déterminer", "to be determined"), provisional="o"), 86),
    asked(86, Kind.TEXT, ("Autres effets", "Other impacts"), _AFTER, when(85, "n")),
    always(87, Kind.CHOICE, ("Gravité", "Severity"), _AFTER, options(
        ("mineure", "minor"), ("modérée", "moderate"), ("grave", "severe"), ("à déterminer", "to be determined"),
        provisional="d")),
))  # fmt: skip

# In the machine-readable transcription the last two outcomes share the letter c; the text of row 90 tells them apart.
_OUTCOMES = (
    Option("a", Words("risque élevé", "high risk")),
    Option("b", Words("risque, non élevé", "a risk, not a high one")),
    Option("c", Words("risque improbable", "risk unlikely")),
    Option("d", Words("informations manquantes pour conclure", "more information needed to conclude"), True, "c"),
)

RISK = Section("4.2", Words("Appréciation du risque", "Risk assessment"), (
    always(89, Kind.CHOICE, ("Résultat", "Outcome"), _RISK, _OUTCOMES, 90),
    always(90, Kind.TEXT, ("Méthode et facteurs", "Methodology and factors"), _RISK),
))  # fmt: skip

MEASURES = Section("4.3", Words("Mesures prises", "Measures taken"), (
    always(92, Kind.TEXT, ("Mesures prises ou envisagées", "Measures taken or proposed"), _MEASURES),
    always(94, Kind.CHOICES, ("Mesures pour l’avenir", "Measures against a recurrence"), _MEASURES, options(
        ("anonymisation", "anonymisation"), ("sauvegarde, reprise", "backup, recovery"),
        ("procédures changées", "processes changed"), ("chiffrement", "encryption"),
        ("politiques de sécurité", "security policies"), ("formation", "training"),
        ("effacement des données", "erasure of the data"), ("journal des incidents", "incident log"),
        ("niveaux d’accès", "levels of access"), ("contrôle d’accès logique", "logical access control"),
        ("audits", "audits"), ("contrôle d’accès physique", "physical access control"),
        ("pseudonymisation", "pseudonymisation"), ("systèmes à jour", "up-to-date systems"), ("autres", "others")), 92),
    # The transcription types this row as a date, though it asks for a description: see wire.
    always(95, Kind.TEXT, ("Précisions sur ces mesures", "More on these measures"), _MEASURES, spills_into=92),
))  # fmt: skip

_WHETHER_TOLD = (
    Option("a", Words("oui", "yes")),
    Option("b", Words("non, ce sera fait à une date fixée", "no, but on a specific date")),
    Option("b1", Words("non, à une date à déterminer", "no, on a date to be determined"), wire="b"),
    Option("c", Words("non, examen en cours", "no, still under investigation"), True),
    Option("d", Words("non, pas de risque élevé", "no, no high risk")),
    Option("e", Words("non, exception de l’article 34(3)", "no, exception of Article 34(3)")),
)

TELLING = Section("4.4", Words("Information des personnes", "Communication to people"), (
    always(97, Kind.CHOICE, ("Les personnes ont-elles été averties ?", "Have people been told?"), _TOLD, _WHETHER_TOLD,
           103),
    asked(98, Kind.DAY, ("Avertis à partir du", "Told from"), _TOLD, when(97, "a")),
    asked(99, Kind.DAY, ("Le seront le", "Will be told on"), _TOLD, when(97, "b")),
    asked(100, Kind.CHOICE, ("Exception invoquée", "Exception relied on"), _GROUND, when(97, "e"), options(
        ("données inintelligibles", "data unintelligible"), ("risque écarté depuis", "risk no longer likely"),
        ("effort disproportionné, communication publique", "disproportionate effort, public communication"))),
    asked(101, Kind.TEXT, ("Pourquoi elle s’applique", "Why it applies"), _GROUND, when(97, "e")),
    asked(102, Kind.CHOICE, ("Toutes averties ?", "All told?"), _TOLD, when(97, "a"), options(
        ("toutes", "all"), ("pas toutes", "not all"))),
    asked(103, Kind.TEXT, ("Pourquoi pas toutes", "Why not all"), _TOLD, when(102, "b")),
    asked(104, Kind.CHOICES, ("Moyen", "Means"), _TOLD, when(97, "a"), options(
        ("message individuel", "individual communication"), ("annonce publique", "public announcement"),
        ("autre", "other")), spills_into=105),
    free(105, Kind.TEXT, ("Autre moyen", "Other means"), _TOLD, shown=when(97, "a")),
    asked(106, Kind.TEXT, ("Contenu du message", "Content of the message"), _TOLD, when(97, "a")),
))  # fmt: skip

OTHER = Section("6.1", Words("Autres autorités", "Other authorities"), (
    free(109, Kind.CHOICE, ("Plainte ou signalement pénal ?", "Reported to the police?"), "", YES_NO_UNKNOWN),
    free(110, Kind.CHOICE, ("Autres autorités averties ?", "Other authorities told?"), "", YES_NO_UNKNOWN),
    asked(111, Kind.TEXT, ("Lesquelles, et numéro", "Which, and their number"), "",
          Either((when(109, "a"), when(110, "a")))),
))  # fmt: skip

BORDERS = Section("6.2", Words("Traitement transfrontalier", "Cross-border processing"), (
    always(113, Kind.CHOICE, ("Traitement transfrontalier ?", "Cross-border processing?"), _BORDER, YES_NO_UNKNOWN),
    asked(114, Kind.TEXT, ("Autorité chef de file", "Lead authority"), _BORDER, when(113, "a")),
    asked(115, Kind.TEXT, ("Pays d’établissement", "Countries of establishment"), _BORDER, when(113, "a")),
    asked(116, Kind.TEXT, ("Pays des personnes", "Countries of the people"), _BORDER, when(113, "a")),
    asked(117, Kind.NUMBER, ("Nombre de personnes par pays", "Number of people per country"), _BORDER,
          when(113, "a")),
    asked(118, Kind.TEXT, ("Autres autorités averties", "Other authorities told"), _BORDER, when(113, "a"),
          spills_into=111),
    always(120, Kind.CHOICE, ("Responsable hors de l’EEE ?", "Controller outside the EEA?"), _OUTSIDE, YES_NO_UNKNOWN),
    asked(121, Kind.TEXT, ("Pays des personnes", "Countries of the people"), _OUTSIDE, when(120, "a")),
    asked(122, Kind.NUMBER, ("Nombre de personnes par pays", "Number of people per country"), _OUTSIDE,
          when(120, "a")),
    asked(123, Kind.TEXT, ("Autorités averties", "Authorities told"), _OUTSIDE, when(120, "a"), spills_into=111),
))  # fmt: skip

ATTACHMENTS = Section("6.3", Words("Pièces jointes", "Attachments"), (
    free(125, Kind.CHOICES, ("Pièces jointes", "Attachments"), "", options(
        ("copie datée du message aux personnes", "dated copy of the message to people"),
        ("copie datée de l’appréciation du risque", "dated copy of the risk assessment"),
        ("rapport d’enquête", "research report"), ("demande de rançon", "ransom note"),
        ("message d’hameçonnage", "phishing message"), ("procédure interne", "internal procedure"),
        ("politique d’effacement", "erasure policy"),
        ("message aux mauvais destinataires", "message to the wrong recipients"),
        ("avis externe de la violation", "external notice of the breach"), ("autre", "other")), spills_into=126),
    asked(126, Kind.TEXT, ("Autres pièces", "Other attachments"), "", when(125, "j")),
))  # fmt: skip
