"""A document that proves something."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LIMIT = 20 * 1024 * 1024


class DocumentField(forms.FileField):
    """A file no larger than what evidence needs."""

    def __init__(self, *, required: bool = True) -> None:
        super().__init__(
            label=gettext_lazy("La pièce qui le montre"),
            required=required,
            help_text=gettext_lazy("Elle est chiffrée avec le dossier. Son nom n’est pas gardé. 20 Mo au plus."),
            error_messages={"required": gettext_lazy("Joignez la pièce.")},
        )

    def clean(self, data: Any, initial: object = None) -> Any:
        file = super().clean(data, initial)
        if file and (file.size or 0) > LIMIT:
            raise forms.ValidationError(_("Ce fichier dépasse %(limit)d Mo.") % {"limit": LIMIT // (1024 * 1024)})
        return file


def text_of(rows: int = 4) -> forms.Textarea:
    """A few lines, which a shared machine's browser does not offer to the next."""
    return forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})


def moment_field(label: Any, **options: Any) -> forms.DateTimeField:
    """A moment in Paris time, typed with the browser's own control."""
    return forms.DateTimeField(
        label=label,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
        help_text=gettext_lazy("Heure de Paris."),
        error_messages={"invalid": gettext_lazy("Cette date est illisible."), **options.pop("error_messages", {})},
        **options,
    )
