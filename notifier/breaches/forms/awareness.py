"""Who knew what and when, and the papers that show it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifier.breaches.actions.awareness import PAPER_LIMIT

_KINDS = ".pdf,.png,.jpg,.jpeg,.eml,.txt"
_FORMATS = gettext_lazy("PDF, image, courriel enregistré (.eml) ou texte, 10 Mo au plus. Elle est chiffrée.")


def _file(*, label: Any, required: bool) -> forms.FileField:
    return forms.FileField(
        label=label,
        required=required,
        help_text=_FORMATS,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": _KINDS}),
        error_messages={"required": gettext_lazy("Choisissez d’abord un fichier.")},
    )


class PaperForm(forms.Form):
    file = _file(label=gettext_lazy("Fichier"), required=True)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > PAPER_LIMIT:
            raise forms.ValidationError(_("Ce fichier dépasse 10 Mo."))
        return file


class AwarenessForm(PaperForm):
    """`is_correction` asks for the reason by name."""

    happened_at = forms.DateTimeField(
        label=gettext_lazy("Quand ?"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
        help_text=gettext_lazy("Heure de Paris."),
        error_messages={
            "required": gettext_lazy("Indiquez le jour et l’heure."),
            "invalid": gettext_lazy("Cette date est illisible."),
        },
    )
    reason = forms.CharField(
        required=False,
        max_length=1000,
        help_text=gettext_lazy("Elle est chiffrée et s’efface avec les données du dossier. N’y nommez personne."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    file = _file(label=gettext_lazy("Pièce à l’appui (facultatif)"), required=False)

    field_order = ("happened_at", "reason", "file")

    def __init__(self, *args: object, is_correction: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # what a form takes
        self.fields["reason"].label = (
            _("Pourquoi corriger ?")
            if is_correction
            else _("Pourquoi la certitude est venue après l’avis de l’éditeur (seulement dans ce cas)")
        )
