"""Reasons, steps and problems of the mailroom in plain words; total over each."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifier.mailroom.choices import ReturnReason
from notifier.mailroom.rules.disposition import Problem
from notifier.notices.choices import State

# As the label of La Poste says it, the four of which come first.
REASONS: dict[ReturnReason, Promise] = {
    ReturnReason.ACCESS: gettext_lazy("Défaut d’accès ou d’adressage"),
    ReturnReason.NOT_IDENTIFIED: gettext_lazy("Destinataire inconnu à l’adresse"),
    ReturnReason.REFUSED: gettext_lazy("Pli refusé par le destinataire"),
    ReturnReason.UNCLAIMED: gettext_lazy("Pli avisé et non réclamé"),
    ReturnReason.WRONG_ADDRESS: gettext_lazy("N’habite plus à cette adresse"),
    ReturnReason.DECEASED: gettext_lazy("Décès indiqué sur l’enveloppe"),
    ReturnReason.OTHER: gettext_lazy("Autre raison, ou aucune"),
}
_STEPS: dict[State, Promise] = {
    State.QUEUED: gettext_lazy("L’avis part par courriel. Plus rien n’est posté à cette adresse."),
    State.TO_TELL: gettext_lazy("À prévenir en personne. Plus rien n’est posté à cette adresse."),
    State.HELD: gettext_lazy("Plus rien ne part. Le médecin confirme le décès, puis retire l’avis."),
    State.WITHDRAWN: gettext_lazy("L’avis est retiré. Plus rien ne part vers ce domicile."),
}
_WAITS: dict[ReturnReason, Promise] = {
    ReturnReason.NOT_IDENTIFIED: gettext_lazy(
        "Corrigez l’adresse sur la page du patient : une nouvelle lettre part alors, une seule fois."
    ),
    ReturnReason.REFUSED: gettext_lazy(
        "Plus rien ne part. Gardez l’enveloppe : c’est une preuve. Le patient ne compte pas comme informé."
    ),
}
_DECIDE = gettext_lazy("Le médecin décide de la suite sur la page du patient.")
_PROBLEMS: dict[str, Promise] = {
    "not_text": gettext_lazy("ce fichier n’est pas un fichier CSV"),
    "empty_file": gettext_lazy("le fichier est vide"),
    "row_too_long": gettext_lazy("la ligne est trop longue"),
    "bad_quotes": gettext_lazy("les guillemets ne se referment pas"),
    "columns_missing": gettext_lazy("il faut une colonne « statut » et une colonne « pièce » ou « référence »"),
    "status_unknown": gettext_lazy("statut inconnu : « imprimée », « abîmée » ou « postée »"),
    "piece_missing": gettext_lazy("ni pièce ni référence"),
    "piece_unknown": gettext_lazy("cette pièce n’est pas dans le tirage"),
    "reference_unknown": gettext_lazy("cette référence n’est pas celle d’une lettre du tirage"),
    "date_unreadable": gettext_lazy("date illisible"),
    "date_impossible": gettext_lazy("la date précède le tirage, ou elle est à venir"),
    "said_twice": gettext_lazy("une autre ligne dit autre chose de la même lettre"),
    "with_provider": gettext_lazy("cette lettre est chez le prestataire : lui seul dit qu’elle n’est pas imprimée"),
    "already_posted": gettext_lazy("cette lettre est déjà notée comme postée"),
    "already_spoiled": gettext_lazy("cette lettre est déjà notée comme abîmée : elle va dans un autre tirage"),
}

# What keeps letters from a provider; any other code is its own.
_KEEPS: dict[str, Promise] = {
    "no_connection": gettext_lazy("Le prestataire ne répond pas."),
    "connection_lost": gettext_lazy("La liaison s’est coupée."),
    "login_refused": gettext_lazy("Le prestataire refuse nos identifiants."),
    "http_401": gettext_lazy("Le prestataire refuse nos identifiants."),
    "http_402": gettext_lazy("Le compte chez le prestataire ne permet plus d’envoi."),
    "http_403": gettext_lazy("Le compte n’a pas ce droit, peut-être celui des données de santé."),
    "http_429": gettext_lazy("Le prestataire demande d’aller moins vite."),
    "letter_gone": gettext_lazy("La lettre n’existe plus telle qu’elle a été faite."),
    "gone": gettext_lazy("Le prestataire dit ne pas avoir cette lettre."),
    "country_unknown": gettext_lazy("Le pays de l’adresse n’est pas reconnu."),
    "too_many_lines": gettext_lazy("L’adresse a trop de lignes pour le prestataire."),
    "line_too_long": gettext_lazy("Une ligne de l’adresse dépasse 38 caractères."),
    "too_many_sheets": gettext_lazy("La lettre irait dans une grande enveloppe, qui montre l’expéditeur."),
}


def why_kept(code: str) -> str:
    """Why a provider has not taken letters, or not all."""
    return str(_KEEPS.get(code, _("Le prestataire en donne une raison à lui.")))


def next_step(reason: ReturnReason, led_to: State) -> str:
    """What follows a return, said at once to who noted it."""
    if led_to is State.RETURNED:
        return str(_WAITS.get(reason, _DECIDE))
    return str(_STEPS.get(led_to, _DECIDE))


def problem_words(problem: Problem) -> str:
    words = _PROBLEMS.get(problem.code, problem.code)
    return _("Ligne %(line)d : %(words)s.") % {"line": problem.line, "words": words}
