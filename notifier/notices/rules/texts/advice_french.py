"""Ce qui peut arriver et ce qu’il faut faire, selon ce qui a été volé."""

from notifier.notices.rules.advice import Action, Danger
from notifier.notices.rules.texts.shape import AdviceWords

_TRUE = (
    "Ils se font passer pour votre médecin, votre caisse ou votre banque. "
    "Ils citent des détails vrais pour vous convaincre."
)

_CONSEQUENCES: dict[Danger, str] = {
    Danger.NOTES: (
        "Des inconnus peuvent lire ce que votre médecin a noté sur vous. "
        "Quelqu’un peut vous menacer de le montrer à d’autres."
    ),
    Danger.CALLS_AND_MAILS: f"Des escrocs peuvent vous appeler ou vous écrire. {_TRUE}",
    Danger.CALLS: f"Des escrocs peuvent vous appeler ou vous envoyer des SMS. {_TRUE}",
    Danger.MAILS: f"Des escrocs peuvent vous écrire par courriel. {_TRUE}",
    Danger.IDENTITY: "Quelqu’un peut se faire passer pour vous, par exemple pour obtenir un crédit.",
    Danger.INSURER: "De faux messages peuvent parler de vos remboursements.",
    Danger.DOORSTEP: "Des inconnus peuvent vous écrire ou venir chez vous.",
    Danger.DECEIT: "Des escrocs peuvent se servir de votre nom pour vous tromper, vous ou vos proches.",
    Danger.CHILD: (
        "Des escrocs peuvent vous appeler ou vous écrire en parlant de l’enfant. "
        "Ils citent des détails vrais pour vous convaincre."
    ),
}

_ACTIONS: dict[Action, str] = {
    Action.NOTES: (
        "Si quelqu’un vous menace, ne payez pas et ne répondez pas. Gardez les messages et déposez plainte. "
        "En danger, appelez le\N{NO-BREAK SPACE}17."
    ),
    Action.ASK_NOTES: ("Appelez-nous pour savoir ce que disaient ces notes. Votre médecin vous le dira de vive voix."),
    Action.CALLS_AND_MAILS: (
        "Un appel, un SMS ou un courriel vous demande de l’argent, un code ou un document ? "
        "Raccrochez, ne cliquez pas. Rappelez vous-même le numéro que vous connaissez."
    ),
    Action.CALLS: (
        "Un appel ou un SMS vous demande de l’argent, un code ou un document ? Raccrochez : le numéro affiché "
        "est parfois faux. Rappelez vous-même le numéro que vous connaissez."
    ),
    Action.MAILS: (
        "Ne cliquez pas dans un courriel que vous n’attendiez pas, même s’il porte votre nom. "
        "En cas de doute, appelez vous-même le numéro que vous connaissez."
    ),
    Action.IDENTITY: (
        "Surveillez vos comptes et votre courrier. Vous y trouvez un crédit ou un contrat inconnu ? "
        "Prévenez votre banque et déposez plainte."
    ),
    Action.INSURER: (
        "Ne répondez pas aux messages sur un remboursement ou une carte Vitale à remplacer. "
        "Appelez vous-même votre caisse."
    ),
    Action.DOORSTEP: (
        "N’ouvrez pas à une personne que vous n’attendez pas, même si elle connaît votre nom. "
        "Appelez d’abord l’organisme dont elle parle."
    ),
    Action.DECEIT: (
        "Méfiez-vous si l’on vous demande de l’argent, un code ou un document, même en citant des détails vrais."
    ),
    Action.CHILD: (
        "Un appel ou un message parle de l’enfant et demande de l’argent, un code ou un document ? "
        "Raccrochez, ne cliquez pas. Rappelez vous-même le numéro que vous connaissez."
    ),
    Action.TALK: "Parlez-en à l’enfant, selon son âge. Demandez-lui de vous montrer tout message étrange.",
    Action.SHOW: "Montrez cet avis à une personne de confiance. Elle peut vous aider.",
    Action.COMPLAIN: (
        "Si quelqu’un se sert de vos données, gardez les messages et déposez plainte à la police ou à la gendarmerie."
    ),
    Action.COMPLAIN_CHILD: (
        "Si quelqu’un se sert de ses données, gardez les messages et déposez plainte à la police ou à la gendarmerie."
    ),
}

# En phrases très courtes, pour l’adulte protégé et la forme courte : une idée par phrase.
_SHORT_CONSEQUENCES: dict[Danger, str] = {
    Danger.NOTES: "Des inconnus peuvent lire ces notes. Quelqu’un peut vous menacer.",
    Danger.CALLS_AND_MAILS: "Des inconnus peuvent vous appeler ou vous écrire. Ils peuvent mentir.",
    Danger.CALLS: "Des inconnus peuvent vous appeler. Ils peuvent mentir.",
    Danger.MAILS: "Des inconnus peuvent vous écrire. Ils peuvent mentir.",
    Danger.IDENTITY: "Quelqu’un peut prendre votre nom.",
    Danger.INSURER: "De faux messages peuvent parler de vos remboursements.",
    Danger.DOORSTEP: "Un inconnu peut venir chez vous.",
    Danger.DECEIT: "Quelqu’un peut se servir de votre nom. Il peut mentir.",
    Danger.CHILD: "Des inconnus peuvent parler de l’enfant. Ils peuvent mentir.",
}

_SHORT_ACTIONS: dict[Action, str] = {
    Action.NOTES: "Quelqu’un vous menace ? Ne payez pas. Ne répondez pas. Appelez le\N{NO-BREAK SPACE}17.",
    Action.ASK_NOTES: "Vous voulez savoir ce que disaient les notes ? Appelez-nous.",
    Action.CALLS_AND_MAILS: "Un inconnu demande de l’argent ou un code ? Raccrochez. Ne cliquez pas.",
    Action.CALLS: "Un inconnu demande de l’argent ou un code ? Raccrochez.",
    Action.MAILS: "Un message vous demande de cliquer ? Ne cliquez pas.",
    Action.IDENTITY: "Vous recevez une facture bizarre ? Prévenez votre banque.",
    Action.INSURER: "Un message parle de votre carte Vitale ? Ne répondez pas.",
    Action.DOORSTEP: "Un inconnu sonne chez vous ? N’ouvrez pas.",
    Action.DECEIT: "Un inconnu demande de l’argent ou un code ? Dites non.",
    Action.CHILD: "Un inconnu parle de l’enfant ? Raccrochez. Ne cliquez pas.",
    Action.TALK: "Parlez-en à l’enfant. Demandez-lui de montrer les messages bizarres.",
    Action.SHOW: "Montrez cet avis à une personne de confiance. Elle peut vous aider.",
    Action.COMPLAIN: "Quelqu’un se sert de votre nom ? Allez à la police.",
    Action.COMPLAIN_CHILD: "Quelqu’un se sert de son nom ? Allez à la police.",
}

WORDS = AdviceWords(
    consequences=_CONSEQUENCES,
    actions=_ACTIONS,
    short_consequences=_SHORT_CONSEQUENCES,
    short_actions=_SHORT_ACTIONS,
)
