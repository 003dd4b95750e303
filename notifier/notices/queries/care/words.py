"""What each reason to wait means, and each choice, in the physician's words; total over both."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from notifier.notices.choices import CareChoice, HoldReason
from notifier.rosters.choices import ToldHow

# What stands in an address for no reason at all.
NO_REASON = "aucune"
REASONS: dict[HoldReason, Promise] = {
    HoldReason.NONE: _("Sans raison notée"),
    HoldReason.NO_CHANNEL: _("Ni courriel ni adresse utilisable"),
    HoldReason.DECEASED: _("Personne décédée"),
    HoldReason.MINOR_ANNOTATED: _("Mineur dont des notes ont fui : à voir avec vous"),
    HoldReason.MINOR_SECRET: _("Mineur qui a demandé le secret"),
    HoldReason.PROTECTED_ADULT: _("Majeur protégé : à voir avec vous"),
    HoldReason.DO_NOT_POST: _("Ne veut pas de courrier, et pas de courriel connu"),
    HoldReason.SAFE_CHANNEL: _("À joindre seulement par un moyen sûr"),
    HoldReason.CONFIDENTIAL_ADDRESS: _("Adresse confidentielle"),
    HoldReason.ALREADY_TOLD: _("Déjà informé, d’après votre liste"),
    HoldReason.TEXT_NOT_APPROVED: _("D’autres données sont concernées : texte à approuver à nouveau"),
    HoldReason.SEPARATED_PARENTS: _("Mineur dont les parents sont séparés"),
    HoldReason.SHARED_EMAIL: _("Notes dans la fuite, adresse électronique partagée avec un autre patient"),
    HoldReason.SHARED_ADDRESS: _("Notes dans la fuite, adresse postale partagée avec un autre patient"),
    HoldReason.LONG_UNSEEN: _("Notes dans la fuite, pas vu depuis plus de dix ans"),
    HoldReason.CARE_UNKNOWN: _("Notes dans la fuite, et la liste ne dit rien des précautions"),
}
RULES: dict[HoldReason, Promise] = {
    HoldReason.NONE: _("Rien de connu ne s’oppose plus à l’envoi. Choisissez le moyen."),
    HoldReason.NO_CHANNEL: _(
        "Rien ne permet de lui écrire. L’avis reste dû : corrigez la liste, ou prévenez la personne vous-même."
    ),
    HoldReason.DECEASED: _(
        "Aucun avis n’est dû pour une personne décédée, et le secret demeure : rien ne part vers son domicile. "
        "L’avis se retire, la raison reste notée."
    ),
    HoldReason.MINOR_ANNOTATED: _(
        "Une lettre irait aux représentants légaux, sans dire quelles données ont fui. Si le mineur vous a confié des "
        "soins que ses parents ignorent, prévenez-le en personne."
    ),
    HoldReason.MINOR_SECRET: _(
        "Ce mineur a demandé que ses parents ne sachent pas. L’adresse et la boîte électronique de la liste peuvent "
        "être celles des parents : rien n’y part. Prévenez-le en personne."
    ),
    HoldReason.PROTECTED_ADULT: _(
        "L’information va à la personne elle-même, d’une manière qu’elle comprend. Si la mesure prévoit une "
        "représentation pour la personne, prévenez aussi son représentant."
    ),
    HoldReason.DO_NOT_POST: _(
        "Cette personne ne veut pas de courrier et n’a pas de courriel connu. L’avis reste dû : voyez avec elle."
    ),
    HoldReason.SAFE_CHANNEL: _(
        "Cette personne n’est en sécurité que par un moyen convenu avec vous. La liste ne dit pas lequel. Écrire "
        "ailleurs peut la mettre en danger. Si son adresse sûre a fui, appelez-la sans attendre."
    ),
    HoldReason.CONFIDENTIAL_ADDRESS: _(
        "Cette adresse est tenue secrète. Une lettre, ou une ancienne adresse, peut révéler où vit la personne. Si "
        "cette adresse a fui, appelez-la sans attendre."
    ),
    HoldReason.ALREADY_TOLD: _(
        "Votre liste dit que cette personne a déjà été prévenue. Elle compte comme informée si l’on sait quel jour, "
        "comment et par qui."
    ),
    HoldReason.TEXT_NOT_APPROVED: _(
        "Le texte approuvé ne dit pas tout ce qui a fui. Ces avis partent quand vous approuvez le texte à nouveau ; "
        "vous pouvez aussi prévenir la personne vous-même."
    ),
    HoldReason.SEPARATED_PARENTS: _(
        "La lettre va à l’adresse de l’enfant, aux représentants légaux, sans dire quelles données ont fui. Elle n’est "
        "jamais envoyée à une autre adresse."
    ),
    HoldReason.SHARED_EMAIL: _(
        "Un autre patient utilise la même boîte électronique. Il apprendrait que des notes de cette personne ont fui."
    ),
    HoldReason.SHARED_ADDRESS: _(
        "Un autre patient vit à la même adresse. La lettre est à un seul nom, dans une enveloppe neutre, mais un "
        "proche peut l’ouvrir."
    ),
    HoldReason.LONG_UNSEEN: _(
        "Cette personne n’est pas venue depuis plus de dix ans : elle a sans doute déménagé. Quelqu’un d’autre "
        "ouvrirait la lettre."
    ),
    HoldReason.CARE_UNKNOWN: _(
        "La liste n’a aucune colonne de précautions. On ne sait donc pas si l’une de ces personnes est mineure sous "
        "secret, en danger chez elle ou décédée. Parcourez les noms : vous les connaissez."
    ),
}
CHOICES: dict[CareChoice, Promise] = {
    CareChoice.REVIEWED: _("Je les ai passés en revue : envoyer"),
    CareChoice.EMAIL: _("Envoyer par courriel"),
    CareChoice.LETTER: _("Envoyer par lettre"),
    CareChoice.IN_PERSON: _("Prévenir en personne"),
    CareChoice.TOLD: _("Déjà prévenu par le cabinet"),
    CareChoice.WITHDRAW: _("Retirer : personne décédée"),
}
MEANINGS: dict[CareChoice, Promise] = {
    CareChoice.REVIEWED: _(
        "Vous dites avoir regardé chaque nom. L’avis part par courriel, ou par lettre quand aucun courriel n’est connu."
    ),
    CareChoice.EMAIL: _("L’avis part tout de suite à l’adresse électronique de la liste. Il ne peut pas être repris."),
    CareChoice.LETTER: _(
        "Une lettre est composée, à imprimer et à poster. Pour un mineur le jour de l’envoi, elle va à ses "
        "représentants légaux."
    ),
    CareChoice.IN_PERSON: _(
        "Rien ne part. La personne passe dans la liste à prévenir en personne, avec un aide-mémoire à imprimer. Elle "
        "compte comme informée quand vous notez que c’est fait."
    ),
    CareChoice.TOLD: _("Rien ne part. La personne compte comme informée, avec le jour, le moyen et qui l’a fait."),
    CareChoice.WITHDRAW: _("Rien ne part et rien n’est plus dû. La personne reste comptée, avec cette raison."),
}
# What the controller gives their word for, where a rule cannot know it.
SURE: dict[CareChoice, Promise] = {
    CareChoice.EMAIL: _("Je confirme que cette boîte électronique est sûre et n’est lue que par cette personne."),
    CareChoice.LETTER: _("Je confirme que cette adresse est sûre pour cette personne et qu’elle accepte ce courrier."),
    CareChoice.WITHDRAW: _("Je confirme que cette personne est décédée."),
}
HOW: dict[ToldHow, Promise] = {
    ToldHow.IN_PERSON: _("en consultation, de vive voix"),
    ToldHow.TELEPHONE: _("par téléphone"),
    ToldHow.VIDEO: _("en téléconsultation"),
    ToldHow.LETTER: _("par une lettre du cabinet"),
    ToldHow.MESSAGE: _("par un message du cabinet"),
}
# Why a decision left someone as they were.
LEFT: dict[str, Promise] = {
    "elsewhere": ngettext_lazy("%(n)d personne n’attend plus ici.", "%(n)d personnes n’attendent plus ici.", "n"),
    "not_permitted": ngettext_lazy(
        "%(n)d personne a aussi une autre raison d’attendre, qui s’y oppose.",
        "%(n)d personnes ont aussi une autre raison d’attendre, qui s’y oppose.",
        "n",
    ),
    "no_text": ngettext_lazy(
        "%(n)d personne n’a pas de texte approuvé pour ce moyen : approuvez le texte à nouveau.",
        "%(n)d personnes n’ont pas de texte approuvé pour ce moyen : approuvez le texte à nouveau.",
        "n",
    ),
    "no_proof": ngettext_lazy(
        "%(n)d personne attend encore : la liste ne dit pas le jour, le moyen et qui l’a prévenue, ou ce jour est "
        "impossible.",
        "%(n)d personnes attendent encore : la liste ne dit pas le jour, le moyen et qui les a prévenues, ou ce jour "
        "est impossible.",
        "n",
    ),
}


def left_words(code: str, count: int) -> str:
    return str(LEFT[code] % {"n": count})


def not_open_words(code: str) -> str:
    """Why nothing is decided any more, by the code of breaches.policies.CaseNotOpen."""
    return str(_NOT_OPEN[code])


_NOT_OPEN = {
    "case_closed": _("Ce dossier est clos. Rouvrez-le d’abord."),
    "case_erased": _("Les données de ce dossier sont effacées."),
}
