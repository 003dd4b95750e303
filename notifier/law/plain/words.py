"""Words a notice does without, by what is wrong with them. Patterns for `occurrences`: folded, whole words.

After Zou et al. (CHI 2019): 70 % of notices hedged and 40 % claimed "no evidence of misuse", which readers take as "no
risk". And after the complaints of recipients: euphemism, jargon, selling, blame.
"""

from collections.abc import Iterator
from enum import StrEnum

from notifier.law.plain.folding import folded, occurrences


class Fault(StrEnum):
    """The stable word of a finding."""

    HEDGE = "hedge"
    EMPTY_PHRASE = "empty_phrase"
    EUPHEMISM = "euphemism"
    JARGON = "jargon"
    MARKETING = "marketing"
    BLAME = "blame"


_FRENCH: dict[Fault, tuple[str, ...]] = {
    Fault.HEDGE: (
        r"pourr(?:ais|ait|ions|iez|aient)", r"(?:devr|serai|aurai|risquerai)(?:ait|aient|ent|t)",
        r"potentiel(?:le)?s?", "potentiellement", r"eventuel(?:le)?s?", "eventuellement", "peut-etre",
        r"probables?", "probablement", "vraisemblablement", "apparemment", r"susceptibles?", "a priori",
        r"sembl(?:e|ent|erait|eraient)", "sans doute",
        r"il (?:est|se peut|n'est pas) (?:possible|exclu|impossible) qu[e']",
        r"il se peut qu[e']", "dans l'hypothese ou",
    ),
    Fault.EMPTY_PHRASE: (
        r"par (?:simple )?mesure de (?:precaution|prudence)", "par precaution",
        r"aucun(?:e)? (?:preuve|indice|element|signe)", r"(?:n'avons|n'a|n'y a) pas de preuves?", r"rien n'indique",
        r"(?:tres |extremement |particulierement )?au serieux", r"soyez assures?",
        r"nous tenons a vous (?:assurer|rassurer|informer)",
        r"(?:notre|nos|une) (?:premiere |absolue |grande )?priorites?", "votre confiance", "attaches a la protection",
        "nous mettons tout en oeuvre", "la transparence",
    ),
    Fault.EUPHEMISM: (
        r"incidents?", r"evenements? de securite", r"anomalies?", r"desagrements?", r"(?:la )?gene occasionnee",
        r"acces non autorises?", r"dysfonctionnements?", r"fuite informatique",
    ),
    Fault.JARGON: (
        r"exfiltr\w+", "rgpd", "gdpr", r"sous-traitan(?:t|ts|te|tes|ce)", r"responsables? (?:de|du) traitement",
        r"violations? de (?:la securite des )?donnees(?: a caractere personnel)?", "donnees a caractere personnel",
        r"rancongiciels?", r"ransomwares?", r"hameconnages?", "phishing", "smishing", "vishing", r"spear-\w+",
        r"compromissions?", r"donnees compromises", r"systemes? d'information", r"bases? de donnees", r"serveurs?",
        r"malwares?", r"logiciels? malveillants?", r"cyber(?:attaques?|incidents?|menaces?)", r"vulnerabilites?",
        "remediation",
        r"authentification", "pseudonymis\\w+", r"vecteurs? d'attaque", r"ingenierie sociale", "dpo", "article \\d+",
        r"credentials?", r"logs?", r"notifi(?:er|ons|cation|cations)",
    ),
    Fault.MARKETING: (
        "decouvrez", "profitez", r"offres? (?:speciales?|exclusives?|promotionnelles?)", r"promotions?",
        r"newsletters?",
        r"abonnez-vous", r"suivez-nous", r"nos (?:nouveaux )?(?:services|produits|prestations)",
        "notre nouvelle application",
        r"telechargez", "prenez rendez-vous", r"satisfaction (?:client|patient)s?", "facebook", "instagram", "leader",
    ),
    Fault.BLAME: (
        r"(?:par |de )?votre (?:faute|negligence|imprudence|responsabilite)", "vous auriez du", "vous n'avez pas su",
        r"(?:votre )?mot de passe (?:etait )?trop (?:faible|simple)", "a cause de vous",
    ),
}  # fmt: skip
_ENGLISH: dict[Fault, tuple[str, ...]] = {
    Fault.HEDGE: (
        r"(?:may|might|could) (?:have|potentially|possibly)", "might", r"potential(?:ly)?", "possibly", "perhaps",
        "probably", "likely", "apparently", "appears? to", "seems? to", "allegedly", "it is possible that",
        "would have",
        "could",
    ),
    Fault.EMPTY_PHRASE: (
        "out of an abundance of caution", "as a precaution", r"no (?:evidence|indication|sign|proof)",
        r"(?:take|takes|took|taking)(?: \w+){0,6} seriously", "rest assured",
        r"(?:our|a) (?:top|highest|first) priority",
        "we value your (?:privacy|trust)", "committed to (?:protecting|the)", "for your peace of mind",
    ),
    Fault.EUPHEMISM: (
        r"incidents?", r"security events?", "issues?", r"inconveniences?", "unauthori[sz]ed access", "anomal(?:y|ies)",
    ),
    Fault.JARGON: (
        r"exfiltrat\w+", "gdpr", "rgpd", r"processors?", r"data controllers?", r"data breach(?:es)?",
        r"personal data breach(?:es)?",
        "ransomware", "phishing", "smishing", "malware", r"compromis(?:e|ed)", r"credentials?", r"data ?bases?",
        r"servers?",
        r"threat actors?", r"cyber(?:attacks?|-attacks?|security)", "social engineering", r"vulnerabilit(?:y|ies)",
        "remediation",
        "authentication", "mitigat\\w+", "data subjects?", "dpo", "article \\d+", r"notif(?:y|ication|ications)",
    ),
    Fault.MARKETING: (
        "discover our", r"special offers?", r"promotions?", r"newsletters?", "subscribe", "follow us", "our new app",
        "our (?:new )?(?:services|products)", "download", "book (?:an|your) appointment", "facebook", "instagram",
    ),
    Fault.BLAME: (
        "your (?:fault|negligence|carelessness)", "you should have", "because of you",
        r"(?:your )?password was too (?:weak|simple)",
    ),
}  # fmt: skip
_LISTS = {"fr": _FRENCH, "en": _ENGLISH}


def faults(text: str, language: str) -> Iterator[tuple[Fault, str]]:
    """Each with the words as written, in the order of the list; the other language's jargon is not looked for."""
    prepared = folded(text)
    for fault, patterns in _LISTS[language].items():
        for pattern in patterns:
            for excerpt in occurrences(pattern, prepared):
                yield fault, excerpt
