"""The codes of severity and decisions in words, one table for each closed list."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from notifier.breaches.choices import Answer, Topic
from notifier.law.cases.shapes import Confidence, Feature
from notifier.law.decisions.grounds import Ground, PublicChannel
from notifier.law.decisions.shapes import OrderKind, Telling
from notifier.law.risk import Risk
from notifier.law.severity.assessment import Band, Flag
from notifier.law.severity.patients import Insight, Tier

TOPICS: dict[str, Promise] = {
    Topic.RISK: _("Le risque"),
    Topic.AUTHORITY: _("La déclaration à la CNIL"),
    Topic.TELLING: _("L’information des patients"),
    Topic.PUBLIC_NOTICE: _("La communication publique"),
    Topic.ENFORCEMENT: _("Le report demandé par des enquêteurs"),
}
RISKS: dict[str, Promise] = {
    Risk.UNLIKELY: _("Pas de risque probable"),
    Risk.RISK: _("Un risque"),
    Risk.HIGH: _("Un risque élevé"),
}
AUTHORITY: dict[str, Promise] = {
    Answer.YES: _("Déclarer à la CNIL"),
    Answer.NO: _("Ne pas déclarer à la CNIL"),
}
TELLINGS: dict[str, Promise] = {
    Telling.DIRECT: _("Prévenir chaque patient directement"),
    Telling.EXCEPTION: _("Une exception de l’article 34(3)"),
    Telling.NOT_OWED: _("Ne pas prévenir : le risque n’est pas élevé"),
}
NOTICES: dict[str, Promise] = {Answer.YES: _("Publiée")}
DELAYS: dict[str, Promise] = {Answer.YES: _("Attendre avant de prévenir"), Answer.NO: _("Report levé")}
VALUES: dict[Topic, Mapping[str, Promise]] = {
    Topic.RISK: RISKS,
    Topic.AUTHORITY: AUTHORITY,
    Topic.TELLING: TELLINGS,
    Topic.PUBLIC_NOTICE: NOTICES,
    Topic.ENFORCEMENT: DELAYS,
}
GROUNDS: dict[str, Promise] = {
    Ground.UNINTELLIGIBLE: _("(a) Les données étaient illisibles, chiffrées par exemple"),
    Ground.NO_LONGER_LIKELY: _("(b) Une mesure prise depuis écarte le risque élevé"),
    Ground.DISPROPORTIONATE: _("(c) Prévenir chacun demanderait un effort disproportionné"),
}
ORDERS: dict[str, Promise] = {
    OrderKind.COMMUNICATE: _("Elle ordonne de prévenir les patients"),
    OrderKind.CONDITION_MET: _("Elle constate qu’une exception est remplie"),
}
CHANNELS: dict[str, Promise] = {
    PublicChannel.OWN_WEBSITE: _("Notre site internet"),
    PublicChannel.PRESS_RELEASE: _("Un communiqué de presse"),
    PublicChannel.PRESS_ADVERTISEMENT: _("Une annonce dans la presse"),
    PublicChannel.POSTER_AT_PRACTICE: _("Une affiche au cabinet"),
    PublicChannel.OTHER: _("Un autre moyen"),
}
TIERS: dict[str, Promise] = {
    Tier.ADMINISTRATIVE: _("Patients sans notes du médecin dans la fuite"),
    Tier.ANNOTATED: _("Patients dont des notes du médecin ont fui"),
}
INSIGHTS: dict[str, Promise] = {
    Insight.NONE: _("n’apprend rien"),
    Insight.GENERAL: _("n’apprend que des généralités"),
    Insight.HEALTH: _("laisse supposer une maladie"),
    Insight.CRITICAL: _("met la personne en danger"),
}
BANDS: dict[str, Promise] = {
    Band.LOW: _("faible"),
    Band.MEDIUM: _("moyenne"),
    Band.HIGH: _("élevée"),
    Band.VERY_HIGH: _("très élevée"),
}
FLAGS: dict[str, Promise] = {
    Flag.MORE_THAN_100: _("Plus de 100 personnes concernées"),
    Flag.UNINTELLIGIBLE: _("Données illisibles pour qui les détient"),
}
CONFIDENCES: dict[str, Promise] = {
    Confidence.QUOTED: _("issue citée par un tiers"),
    Confidence.OPEN: _("issue non relue dans l’original"),
    Confidence.DISPUTED: _("peu sûr : les sources se contredisent"),
}
FEATURES: dict[str, Promise] = {
    Feature.RANSOMWARE: _("rançongiciel"),
    Feature.WEB_ATTACK: _("attaque volontaire"),
    Feature.CREDENTIALS: _("mots de passe"),
    Feature.MAILBOX: _("messagerie"),
    Feature.INSIDER: _("acte d’un employé"),
    Feature.IDENTITY_FRAUD: _("usurpation d’identité"),
    Feature.DEVICE_STOLEN: _("appareil volé"),
    Feature.PAPER: _("papier"),
    Feature.MISDIRECTED: _("envoi à la mauvaise personne"),
    Feature.TRUSTED_RECIPIENT: _("destinataire de confiance"),
    Feature.EXFILTRATED: _("données sorties"),
    Feature.UNINTELLIGIBLE: _("données illisibles"),
    Feature.BACKUP: _("sauvegarde"),
    Feature.NO_BACKUP: _("pas de sauvegarde"),
    Feature.CARE_DISTURBED: _("soins perturbés"),
    Feature.HEALTH: _("santé"),
    Feature.MINORS: _("mineurs"),
    Feature.VULNERABLE: _("personnes vulnérables"),
    Feature.NATIONAL_NUMBER: _("numéro national"),
    Feature.PAYMENT: _("paiement"),
    Feature.MANY_PEOPLE: _("beaucoup de personnes"),
}
TABLES: dict[str, Mapping[str, Promise]] = {
    "topic": TOPICS,
    "risk": RISKS,
    "authority": AUTHORITY,
    "telling": TELLINGS,
    "ground": GROUNDS,
    "order": ORDERS,
    "channel": CHANNELS,
    "tier": TIERS,
    "insight": INSIGHTS,
    "band": BANDS,
    "flag": FLAGS,
    "confidence": CONFIDENCES,
    "feature": FEATURES,
}


def value_words(topic: str, value: str) -> str:
    """What was decided, in words; a value nobody foresaw is shown as it is."""
    return str(VALUES[Topic(topic)].get(value, value))
