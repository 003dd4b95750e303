"""La forme courte : une idée par phrase, une phrase par ligne, dix mots ou peu s’en faut."""

from notifier.law.content import Part
from notifier.notices.choices import Audience
from notifier.notices.rules.texts.shape import Text, TextKey
from notifier.rosters.choices import Language, Tier

_WHEN_AND_WHERE = (
    "Des inconnus ont copié des données.\nC’était {period}.\nC’était {place}.\nNous vous présentons nos excuses."
)
_LIST = (
    "Regardez la liste.\nOui veut dire : volé.\nNon veut dire : pas volé.\n"
    "Un autre cabinet peut aussi vous écrire.\nChaque avis parle d’un seul cabinet."
)
_MEASURES = (
    "L’accès des voleurs est fermé.\nNous déclarons le vol à la CNIL.\nLa CNIL protège les données.\n"
    "Nous prévenons toutes les personnes concernées."
)
_CONTACT = (
    "Vous avez une question ?\nVous avez peur ?\nAppelez-nous.\nQuelqu’un peut appeler avec vous.\n\n"
    "{practice}\n{address}\nTéléphone : {telephone}\nCourriel : {reply_email}\n{officer}\n\n"
    "Cette lettre a une référence.\nVous avez un doute ?\nAppelez le numéro que vous connaissez déjà.\n"
    "Donnez la référence.\nNous dirons si nous avons envoyé un avis.\nNous dirons aussi quand.\n"
    "Une lettre demande de l’argent ?\nElle demande des données ou un clic ?\nCette lettre est fausse.\n\n"
    "Vous voulez vous plaindre ?\nÉcrivez à la CNIL.\n3 place de Fontenoy, TSA 80715\n75334 Paris Cedex 07"
)
_START = "Vous n’y êtes pour rien.\nNous sommes {practice}.\nNous avons, ou avions, un dossier à votre nom."

_ADMINISTRATIVE = Text(
    subject="Vos données ont été volées",
    parts={
        Part.WHAT_HAPPENED: f"Des données sur vous ont été volées.\n{_START}\n{_WHEN_AND_WHERE}",
        Part.YOUR_DATA: _LIST,
        Part.CONSEQUENCES: "{consequences}",
        Part.WHAT_TO_DO: "{actions}",
        Part.MEASURES: _MEASURES,
        Part.CONTACT: _CONTACT,
    },
)
_ANNOTATED = Text(
    subject=_ADMINISTRATIVE.subject,
    parts={
        **_ADMINISTRATIVE.parts,
        Part.WHAT_HAPPENED: (
            "Des données sur vous ont été volées.\nIl y a aussi des notes de votre médecin.\n"
            f"{_START}\n{_WHEN_AND_WHERE}"
        ),
    },
)
_GUARDIAN = Text(
    subject="Les données d’un enfant ont été volées",
    parts={
        Part.WHAT_HAPPENED: (
            "Des données sur un enfant ont été volées.\nC’est l’enfant nommé en haut.\n"
            "Vous êtes son parent ou son représentant.\nNous sommes {practice}.\n"
            f"Nous avons, ou avions, un dossier à son nom.\n{_WHEN_AND_WHERE}"
        ),
        Part.YOUR_DATA: (
            "Ce sont des données de contact et de dossier.\nNous ne les écrivons pas ici.\n"
            "C’est pour protéger l’enfant.\nAppelez-nous.\nNous vous répondrons.\n"
            "Un autre cabinet peut aussi vous écrire.\nChaque avis parle d’un seul cabinet."
        ),
        Part.CONSEQUENCES: "{consequences}",
        Part.WHAT_TO_DO: "{actions}",
        Part.MEASURES: _MEASURES,
        Part.CONTACT: _CONTACT,
    },
)

TEXTS: dict[TextKey, Text] = {
    TextKey(Language.FRENCH, Tier.ADMINISTRATIVE, Audience.ADULT): _ADMINISTRATIVE,
    TextKey(Language.FRENCH, Tier.ANNOTATED, Audience.ADULT): _ANNOTATED,
    TextKey(Language.FRENCH, Tier.ADMINISTRATIVE, Audience.GUARDIAN): _GUARDIAN,
    TextKey(Language.FRENCH, Tier.ADMINISTRATIVE, Audience.PROTECTED): _ADMINISTRATIVE,
    TextKey(Language.FRENCH, Tier.ANNOTATED, Audience.PROTECTED): _ANNOTATED,
}
