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
    ERASURE = "effacement", _("Effacement")
    PROOF = "preuve", _("Preuve")
    KEYS = "cles", _("Clés")
    PEOPLE = "personnes", _("Personnes et cabinets")
