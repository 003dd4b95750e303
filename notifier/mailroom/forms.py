"""What is noted of paper."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifier.mailroom.rules.posting import UnreadablePieces, read_pieces

# A line of a disposition file is short: this is more than a million of them.
FILE_LIMIT = 64 * 1024 * 1024


class PostedForm(forms.Form):
    """The day, and which pieces; all that are left where none are named."""

    on = forms.DateField(
        label=gettext_lazy("Jour du dépôt à la poste"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("Indiquez le jour."),
            "invalid": gettext_lazy("Cette date est illisible."),
        },
    )
    pieces = forms.CharField(
        label=gettext_lazy("Pièces (facultatif)"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Par exemple 1-20, 35. Sans rien, toutes celles qui restent."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, last: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._last = last

    def clean_pieces(self) -> frozenset[int] | None:
        typed = self.cleaned_data["pieces"].strip()
        try:
            return read_pieces(typed, self._last) if typed else None
        except UnreadablePieces:
            raise forms.ValidationError(
                _("Écrivez des numéros de pièces de 1 à %(last)d, par exemple 1-20, 35.") % {"last": self._last}
            ) from None


class DispositionForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Réponse de l’imprimeur (CSV)"),
        allow_empty_file=True,
        help_text=gettext_lazy("Colonnes : pièce ou référence, statut (imprimée, abîmée, postée), date."),
        error_messages={"required": gettext_lazy("Choisissez d’abord un fichier.")},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if (file.size or 0) > FILE_LIMIT:
            raise forms.ValidationError(_("Ce fichier dépasse %(limit)d Mo.") % {"limit": FILE_LIMIT // (1024 * 1024)})
        return file
