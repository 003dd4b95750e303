"""A provider's word that its copies are erased."""

from django import forms
from django.utils.translation import gettext_lazy as _

from notifier.breaches.forms.files import DocumentField, moment_field


class ErasedForm(forms.Form):
    erased_at = moment_field(
        _("Quand le prestataire dit-il avoir tout effacé ?"), error_messages={"required": _("Indiquez quand.")}
    )
    file = DocumentField(required=False)
