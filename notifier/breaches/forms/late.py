"""The reasons for a late filing."""

from django import forms
from django.utils.translation import gettext_lazy as _


class LateReasonsForm(forms.Form):
    text = forms.CharField(
        label=_("Pourquoi la déclaration est-elle en retard ?"),
        max_length=4000,
        help_text=_("Écrivez ce que vous direz à la CNIL. Le texte est chiffré. N’y nommez aucun patient."),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Écrivez la raison du retard.")},
    )
