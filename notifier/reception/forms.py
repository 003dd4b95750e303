"""What a patient types."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReferenceForm(forms.Form):
    reference = forms.CharField(
        label=_("Référence"),
        max_length=40,
        error_messages={"required": _("Tapez la référence de votre lettre ou de votre courriel.")},
        help_text=_("Elle est imprimée en haut de la lettre, par exemple 7K3M-9QXT-2W4F-H."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "reference", "spellcheck": "false"}),
    )
