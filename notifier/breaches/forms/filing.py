"""The filing, as a person types it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from notifier.breaches.choices import FilingChannel, FilingKind
from notifier.breaches.policies import RECEIPT_LIMIT

CHANNELS = {
    FilingChannel.ONLINE_FORM: _("Formulaire en ligne de la CNIL"),
    FilingChannel.POST: _("Courrier"),
    FilingChannel.OTHER: _("Autre moyen"),
}
FOLLOWING = {
    FilingKind.COMPLEMENTARY: _("Un complément à la déclaration"),
    FilingKind.WITHDRAWAL: _("Le retrait de la déclaration"),
}


class FilingForm(forms.Form):
    """The first filing is the initial one; after it, `kind` says what the next one is."""

    kind = forms.ChoiceField(
        label=_("Qu’avez-vous déclaré ?"), choices=[(kind.value, words) for kind, words in FOLLOWING.items()]
    )
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
        help_text=_("Il figure sur l’accusé de la CNIL. La suite de la déclaration le rappelle."),
    )
    document = forms.FileField(
        label=_("Le récépissé (facultatif)"),
        required=False,
        help_text=_("PDF ou image. Il est chiffré."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/png,image/jpeg"}),
    )
    state = forms.ChoiceField(
        label=_("Tout est-il dit ?"),
        choices=[("complete", _("Oui, la déclaration est complète")), ("incomplete", _("Non, un complément suivra"))],
        required=False,
    )
    reason = forms.CharField(
        label=_("Le motif d’un retard ou d’un retrait"),
        max_length=2000,
        required=False,
        help_text=_("Seulement après le délai, ou pour un retrait. Il est chiffré. N’y nommez aucun patient."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_first:
            del self.fields["kind"]

    def clean_document(self) -> bytes:
        """The file's bytes; empty where none was given. One that is too big is read only far enough to refuse it."""
        file = self.cleaned_data["document"]
        return file.read(RECEIPT_LIMIT + 1) if file else b""

    def filing(self) -> dict[str, Any]:
        """What record_filing takes; call on a valid form."""
        typed = self.cleaned_data
        return {
            "kind": FilingKind(typed.get("kind", FilingKind.INITIAL)),
            "filed_at": typed["filed_at"],
            "channel": FilingChannel(typed["channel"]),
            "receipt": typed["receipt"],
            "is_complete": typed["state"] != "incomplete",
            "reason": typed["reason"],
            "document": typed["document"],
        }
