"""What the contract with the vendor says."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TermForm(forms.Form):
    hours = forms.IntegerField(
        label=_("Délai pour vous prévenir, en heures"),
        required=False,
        help_text=_("Laissez vide si le contrat n’en fixe aucun."),
        error_messages={"invalid": _("Écrivez un nombre d’heures.")},
    )
    since = forms.DateField(
        label=_("Depuis quand ce délai est-il au contrat ?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Indiquez le jour."), "invalid": _("Cette date est illisible.")},
    )
