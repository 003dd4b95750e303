"""A mandate, as a controller's person gives it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from notifier.accounts.choices import OrganisationKind
from notifier.accounts.models import Organisation


class MandateForm(forms.Form):
    office = forms.ModelChoiceField(
        label=_("Quel bureau du DPO ?"),
        queryset=Organisation.objects.filter(kind=OrganisationKind.DPO_OFFICE).order_by("name"),
        empty_label=None,
        error_messages={"required": _("Choisissez un bureau."), "invalid_choice": _("Choisissez un bureau.")},
    )
    may_see_names = forms.BooleanField(
        label=_("Ce bureau voit les noms des patients"),
        required=False,
        help_text=_("Sans cela il voit les délais, les décisions et les nombres."),
    )
