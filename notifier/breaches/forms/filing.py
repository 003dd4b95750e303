"""The filing, as a person types it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from notifier.breaches.choices import FilingChannel

CHANNELS = {
    FilingChannel.ONLINE_FORM: _("Formulaire en ligne de la CNIL"),
    FilingChannel.POST: _("Courrier"),
    FilingChannel.OTHER: _("Autre moyen"),
}


class FilingForm(forms.Form):
    filed_at = forms.DateTimeField(
        label=_("Quand avez-vous déclaré ?"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
        help_text=_("Heure de Paris."),
        error_messages={
            "required": _("Indiquez le jour et l’heure de la déclaration."),
            "invalid": _("Cette date est illisible."),
        },
    )
    channel = forms.ChoiceField(
        label=_("Par quel moyen ?"), choices=[(c.value, words) for c, words in CHANNELS.items()]
    )
    receipt = forms.CharField(
        label=_("Numéro du récépissé (facultatif)"),
        max_length=60,
        required=False,
        help_text=_("Il figure sur l’accusé de la CNIL."),
    )
