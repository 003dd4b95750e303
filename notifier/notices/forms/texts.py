"""One text of a wording, as a person types it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from notifier.law.content import Part
from notifier.notices.queries.labels import PARTS, fault_words
from notifier.notices.rules.documents import VariantText
from notifier.notices.rules.editing import LONGEST_PART, LONGEST_SUBJECT, Fault, tidy_part, tidy_subject
from notifier.notices.rules.findings import SUBJECT


def _part(label: Any, rows: int) -> forms.CharField:
    # An empty part may be saved: a draft is not finished, and the checks say what is missing.
    widget = forms.Textarea(attrs={"rows": rows, "spellcheck": "true"})
    return forms.CharField(label=label, max_length=LONGEST_PART, required=False, strip=False, widget=widget)


_SUBJECT: Any = PARTS[SUBJECT]


class TextForm(forms.Form):
    """Subject and six parts. `base` is the revision its editor read."""

    subject = forms.CharField(label=_SUBJECT, max_length=LONGEST_SUBJECT, required=False)
    what_happened = _part(PARTS[Part.WHAT_HAPPENED], 6)
    your_data = _part(PARTS[Part.YOUR_DATA], 3)
    consequences = _part(PARTS[Part.CONSEQUENCES], 6)
    what_to_do = _part(PARTS[Part.WHAT_TO_DO], 8)
    measures = _part(PARTS[Part.MEASURES], 6)
    contact = _part(PARTS[Part.CONTACT], 10)
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def wanted(self) -> VariantText:
        """As typed but for blanks nobody sees, whether or not it may be saved."""
        return VariantText(
            tidy_subject(self._typed(SUBJECT)), {part.value: tidy_part(self._typed(part.value)) for part in Part}
        )

    def refuse(self, faults: tuple[Fault, ...]) -> None:
        """Each fault beside its field."""
        for fault in faults:
            self.add_error(fault.field, fault_words(fault))

    def _typed(self, name: str) -> str:
        value: Any = self.data.get(name, "")
        return str(value)


class CommentForm(forms.Form):
    """A remark, on the whole or on one place."""

    place = forms.ChoiceField(label=_("À propos de"), required=False)
    text = forms.CharField(
        label=_("Votre remarque"),
        max_length=2000,
        help_text=_("Le texte est chiffré. N’y nommez aucun patient."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Écrivez votre remarque.")},
    )

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["place"]
        field.choices = [("", _("Tout le texte")), *places]


class ReasonForm(forms.Form):
    """Why, in a person's words."""

    reason = forms.CharField(
        label=_("Pourquoi ?"),
        max_length=2000,
        help_text=_("La raison est chiffrée et gardée avec le dossier. N’y nommez aucun patient."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Écrivez la raison.")},
    )
