"""The upload of a roster."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Fichier CSV"),
        help_text=gettext_lazy("Exporté de votre logiciel ou d’un tableur, au format CSV."),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Choisissez d’abord un fichier.")},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if (file.size or 0) > settings.ROSTER_UPLOAD_LIMIT:
            limit = settings.ROSTER_UPLOAD_LIMIT // (1024 * 1024)
            raise forms.ValidationError(_("Ce fichier dépasse %(limit)d Mo.") % {"limit": limit})
        return file
