"""Who people are to one another."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a member may do for the organisation (DESIGN: who may what)."""

    CONTROLLER = "controller", _("responsable du cabinet")
    ASSISTANT = "assistant", _("assistant")
    DPO = "dpo", _("délégué à la protection des données")
    COORDINATOR = "coordinator", _("coordinateur")
    VENDOR = "vendor", _("éditeur de logiciel")
    AUDITOR = "auditor", _("auditeur")
    OPERATOR = "operator", _("exploitant")


class OrganisationKind(models.TextChoices):
    PRACTICE = "practice", _("cabinet")
    DPO_OFFICE = "dpo_office", _("bureau du DPO")
    VENDOR = "vendor", _("éditeur")
    PLATFORM = "platform", _("plateforme")
