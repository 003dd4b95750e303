"""Closed lists of the pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Group(models.TextChoices):
    """What the acts of the audit log are about; each kind of event stands in one (queries/stories)."""

    CASE = "dossier", _("Dossier")
    ROSTER = "liste", _("Liste")
    WORDING = "texte", _("Texte")
    SENDING = "envois", _("Envois")
    PAPER = "papier", _("Papier")
    REQUEST = "demandes", _("Demandes de patients")
    ERASURE = "effacement", _("Effacement")
    PROOF = "preuve", _("Preuve")
    KEYS = "cles", _("Clés")
    PEOPLE = "personnes", _("Personnes et cabinets")


class Watch(models.TextChoices):
    """Which cases of a breach a board shows."""

    ALL = "", _("Tous")
    LATE = "retard", _("En retard")
    UNDECIDED = "indecis", _("Rien de décidé")
    UNOPENED = "ferme", _("Compte jamais ouvert")
    WAITING = "attente", _("À approuver")
    BEHIND = "annexe", _("Déclarés avec d’anciens faits")
    MINE = "moi", _("Confiés à moi")


class Sorting(models.TextChoices):
    """In which order."""

    URGENT = "", _("Le plus urgent d’abord")
    NAME = "nom", _("Par nom")
    PATIENTS = "patients", _("Le plus de patients d’abord")
