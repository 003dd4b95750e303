"""Kinds of controllers, and the specialties the demo and the notices know by name."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ControllerKind(models.TextChoices):
    SELF_EMPLOYED = "self_employed", _("médecin libéral")
    PRACTICE = "practice", _("cabinet de groupe ou centre")


class Specialty(models.TextChoices):
    GENERAL_PRACTICE = "general_practice", _("médecine générale")
    PSYCHIATRY = "psychiatry", _("psychiatrie")
    ONCOLOGY = "oncology", _("oncologie")
    ADDICTION = "addiction", _("addictologie")
    GYNAECOLOGY = "gynaecology", _("gynécologie")
    PAEDIATRICS = "paediatrics", _("pédiatrie")
    CARDIOLOGY = "cardiology", _("cardiologie")
    DERMATOLOGY = "dermatology", _("dermatologie")
    OPHTHALMOLOGY = "ophthalmology", _("ophtalmologie")
    RHEUMATOLOGY = "rheumatology", _("rhumatologie")
    ENT = "ent", _("oto-rhino-laryngologie")
    ENDOCRINOLOGY = "endocrinology", _("endocrinologie")
    OTHER = "other", _("autre spécialité")
