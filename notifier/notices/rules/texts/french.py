"""Les textes français."""

from notifier.law.content import Part
from notifier.notices.choices import Audience
from notifier.notices.rules.texts.shape import Text, TextKey
from notifier.rosters.choices import Language, Tier

_GENUINE = (
    "Nous ne vous demandons ni argent, ni code, ni mot de passe. Ce courrier ne contient aucun lien. "
    "Pour vérifier qu’il vient bien de nous, appelez-nous au numéro que vous connaissez déjà "
    "et donnez la référence indiquée."
)
_CONTACT = "{practice}\n{address}\nTéléphone : {telephone}\nCourriel : {reply_email}"
_REGRET = "Ces données nous étaient confiées. Nous regrettons profondément ce qui arrive."
_MEASURES = (
    "- L’accès dont les voleurs se sont servis a été fermé.\n"
    "- Nous déclarons ce vol à la CNIL, l’autorité qui protège les données personnelles.\n"
    "- Nous prévenons chaque personne concernée, une par une."
)

_ADMINISTRATIVE = Text(
    subject="Vos données personnelles ont été volées : ce qu’il faut faire",
    parts={
        Part.WHAT_HAPPENED: (
            "Des données vous concernant ont été volées.\n\n"
            "Nous, {practice}, tenons ou avons tenu un dossier à votre nom. "
            "Des inconnus ont copié des fichiers {period}, {place}."
        ),
        Part.YOUR_DATA: "Voici ce qui a été volé (oui) et ce qui ne l’a pas été (non).",
        Part.CONSEQUENCES: (
            "Des escrocs peuvent vous appeler ou vous écrire en se faisant passer pour votre médecin, "
            "votre caisse d’assurance maladie ou votre banque. Ils connaissent sur vous des détails vrais. "
            "C’est ce qui les rend crédibles."
        ),
        Part.WHAT_TO_DO: (
            "1. Méfiez-vous de tout appel, SMS ou courriel qui vous demande de l’argent, un code ou un document. "
            "Raccrochez. Ne cliquez pas.\n"
            "2. En cas de doute, rappelez vous-même au numéro que vous connaissez déjà.\n"
            "3. Si quelqu’un se sert de vos données, déposez plainte à la police ou à la gendarmerie."
        ),
        Part.MEASURES: _MEASURES,
        Part.CONTACT: f"{_CONTACT}\n\n{_GENUINE}\n\n{_REGRET}",
    },
)

_ANNOTATED = Text(
    subject=_ADMINISTRATIVE.subject,
    parts={
        **_ADMINISTRATIVE.parts,
        Part.WHAT_HAPPENED: (
            "Des données vous concernant ont été volées. Parmi elles se trouvent des notes de votre médecin.\n\n"
            "Nous, {practice}, tenons ou avons tenu un dossier à votre nom. "
            "Des inconnus ont copié des fichiers {period}, {place}."
        ),
        Part.CONSEQUENCES: (
            "Des inconnus peuvent lire ce que votre médecin a noté sur vous. Quelqu’un peut vous menacer de le "
            "montrer à d’autres. Des escrocs peuvent aussi se faire passer pour votre médecin, votre caisse ou "
            "votre banque."
        ),
        Part.WHAT_TO_DO: (
            "1. Si quelqu’un vous menace, ne payez pas et ne répondez pas. Gardez les messages. "
            "Déposez plainte. En danger, appelez le 17.\n"
            "2. Appelez-nous si vous voulez savoir ce que ces notes contenaient. Votre médecin vous le dira "
            "de vive voix.\n"
            "3. Méfiez-vous de tout appel ou message qui vous demande de l’argent, un code ou un document."
        ),
    },
)

_GUARDIAN = Text(
    subject="Les données d’un enfant ont été volées : ce qu’il faut faire",
    parts={
        Part.WHAT_HAPPENED: (
            "Des données concernant l’enfant nommé ci-dessus ont été volées. "
            "Vous recevez ce courrier comme parent ou représentant légal.\n\n"
            "Nous, {practice}, tenons ou avons tenu un dossier à son nom. "
            "Des inconnus ont copié des fichiers {period}, {place}."
        ),
        Part.YOUR_DATA: (
            "Il s’agit de données de contact et de dossier. Pour protéger l’enfant, nous ne les détaillons pas "
            "par écrit. Appelez-nous : nous vous répondrons."
        ),
        Part.CONSEQUENCES: (
            "Des escrocs peuvent vous appeler ou vous écrire en parlant de l’enfant. Ils connaissent des détails "
            "vrais. C’est ce qui les rend crédibles."
        ),
        Part.WHAT_TO_DO: (
            "1. Méfiez-vous de tout appel, SMS ou courriel qui vous demande de l’argent, un code ou un document. "
            "Raccrochez. Ne cliquez pas.\n"
            "2. Parlez-en à l’enfant, selon son âge. Demandez-lui de vous signaler tout message étrange.\n"
            "3. Si quelqu’un se sert de ses données, déposez plainte à la police ou à la gendarmerie."
        ),
        Part.MEASURES: _MEASURES,
        Part.CONTACT: f"{_CONTACT}\n\n{_GENUINE}\n\n{_REGRET}",
    },
)

TEXTS: dict[TextKey, Text] = {
    TextKey(Language.FRENCH, Tier.ADMINISTRATIVE, Audience.ADULT): _ADMINISTRATIVE,
    TextKey(Language.FRENCH, Tier.ANNOTATED, Audience.ADULT): _ANNOTATED,
    TextKey(Language.FRENCH, Tier.ADMINISTRATIVE, Audience.GUARDIAN): _GUARDIAN,
}
