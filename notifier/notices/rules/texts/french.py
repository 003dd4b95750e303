"""Les textes français. Pourquoi ils sont ainsi : docs/texts.md."""

from notifier.law.content import Part
from notifier.notices.choices import Audience
from notifier.notices.rules.texts.shape import Text, TextKey
from notifier.rosters.choices import Language, Tier

_COPIED = "Des inconnus ont copié des fichiers {period}. Le vol a eu lieu {place}."
_SORRY = "Ces données nous étaient confiées. Nous vous présentons nos excuses."
_OTHERS = "Un autre cabinet peut aussi vous écrire : chaque avis ne parle que du cabinet qu’il nomme."
_KEPT = "Nous, {practice}, tenons ou avons tenu un dossier à votre nom."
_MEASURES = (
    "- L’accès dont les voleurs se sont servis a été fermé.\n"
    "- Nous déclarons ce vol à la CNIL, qui protège les données. Nous prévenons chaque personne."
)
_ADDRESS = "{practice}\n{address}\nTéléphone : {telephone}\nCourriel : {reply_email}\n{officer}"
_REFERENCE = (
    "Un doute ? Appelez le numéro que vous connaissez déjà. "
    "Nous dirons si un avis avec cette référence est parti, et quand. "
    "Un courrier qui demande de l’argent, des données ou un clic est faux."
)
_ELSE = (
    "Vous voulez cet avis sur papier, en gros caractères ou plus court ? Dites-le-nous. Une réclamation ? "
    "Écrivez à la CNIL, 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07."
)

_ADMINISTRATIVE = Text(
    subject="Vos données personnelles ont été volées : ce qu’il faut faire",
    parts={
        Part.WHAT_HAPPENED: f"Des données vous concernant ont été volées.\n\n{_KEPT} {_COPIED} {_SORRY}",
        Part.YOUR_DATA: f"Voici ce qui a été volé (oui) et ce qui ne l’a pas été (non). {_OTHERS}",
        Part.CONSEQUENCES: "{consequences}",
        Part.WHAT_TO_DO: "{actions}",
        Part.MEASURES: _MEASURES,
        Part.CONTACT: f"{_ADDRESS}\n\n{_REFERENCE}\n\n{_ELSE}",
    },
)

_ANNOTATED = Text(
    subject=_ADMINISTRATIVE.subject,
    parts={
        **_ADMINISTRATIVE.parts,
        Part.WHAT_HAPPENED: (
            "Des données vous concernant ont été volées. Parmi elles se trouvent des notes de votre médecin.\n\n"
            f"{_KEPT} {_COPIED} {_SORRY}"
        ),
        Part.CONTACT: (
            "Cette nouvelle est dure à lire. Vous n’y êtes pour rien. Appelez-nous pour en parler.\n\n"
            f"{_ADDRESS}\n\n{_REFERENCE}\n\n{_ELSE}"
        ),
    },
)

_GUARDIAN = Text(
    subject="Les données d’un enfant ont été volées : ce qu’il faut faire",
    parts={
        Part.WHAT_HAPPENED: (
            "Des données sur l’enfant nommé en haut ont été volées. "
            "Vous recevez cet avis comme parent ou représentant légal.\n\n"
            f"Nous, {{practice}}, tenons ou avons tenu un dossier à son nom. {_COPIED} {_SORRY}"
        ),
        Part.YOUR_DATA: (
            "Il s’agit de données de contact et de dossier. Pour protéger l’enfant, nous ne les détaillons pas "
            f"par écrit. Appelez-nous : nous vous répondrons. {_OTHERS}"
        ),
        Part.CONSEQUENCES: "{consequences}",
        Part.WHAT_TO_DO: "{actions}",
        Part.MEASURES: _MEASURES,
        Part.CONTACT: f"{_ADDRESS}\n\n{_REFERENCE}\n\n{_ELSE}",
    },
)

_PROTECTED = Text(
    subject="Vos données ont été volées : ce qu’il faut faire",
    parts={
        Part.WHAT_HAPPENED: (
            "Des données sur vous ont été volées. Vous n’y êtes pour rien.\n\n"
            "Nous sommes {practice}. Nous avons, ou avions, un dossier à votre nom. "
            "Des inconnus ont copié ce dossier {period}. Le vol a eu lieu {place}. "
            "Nous vous présentons nos excuses."
        ),
        Part.YOUR_DATA: (
            "Regardez la liste. « Oui » veut dire : volé. « Non » veut dire : pas volé. "
            "Un autre cabinet peut aussi vous écrire. Chaque avis parle d’un seul cabinet."
        ),
        Part.CONSEQUENCES: "{consequences}",
        Part.WHAT_TO_DO: "{actions}",
        Part.MEASURES: (
            "- L’accès des voleurs est fermé.\n"
            "- Nous déclarons ce vol à la CNIL. La CNIL protège les données.\n"
            "- Nous prévenons toutes les personnes concernées."
        ),
        Part.CONTACT: (
            "Vous avez une question ? Vous avez peur ? Appelez-nous. Quelqu’un peut appeler avec vous.\n\n"
            f"{_ADDRESS}\n\n"
            "Cet avis a un numéro : la référence. Vous avez un doute ? Appelez le numéro que vous connaissez déjà. "
            "Donnez la référence. Nous dirons si nous avons envoyé cet avis, et quand. "
            "Un courrier qui demande de l’argent, des données ou un clic est faux.\n\n"
            "Vous voulez cet avis en gros caractères, ou plus court ? Dites-le-nous. Vous voulez vous plaindre ? "
            "Écrivez à la CNIL, 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07."
        ),
    },
)

_PROTECTED_ANNOTATED = Text(
    subject=_PROTECTED.subject,
    parts={
        **_PROTECTED.parts,
        Part.WHAT_HAPPENED: (
            "Des données sur vous ont été volées. Il y a aussi des notes de votre médecin. Vous n’y êtes pour rien.\n\n"
            "Nous sommes {practice}. Nous avons, ou avions, un dossier à votre nom. "
            "Des inconnus ont copié ce dossier {period}. Le vol a eu lieu {place}. "
            "Nous vous présentons nos excuses."
        ),
    },
)

TEXTS: dict[TextKey, Text] = {
    TextKey(Language.FRENCH, Tier.ADMINISTRATIVE, Audience.ADULT): _ADMINISTRATIVE,
    TextKey(Language.FRENCH, Tier.ANNOTATED, Audience.ADULT): _ANNOTATED,
    TextKey(Language.FRENCH, Tier.ADMINISTRATIVE, Audience.GUARDIAN): _GUARDIAN,
    TextKey(Language.FRENCH, Tier.ADMINISTRATIVE, Audience.PROTECTED): _PROTECTED,
    TextKey(Language.FRENCH, Tier.ANNOTATED, Audience.PROTECTED): _PROTECTED_ANNOTATED,
}
