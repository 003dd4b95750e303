"""The shared facts, as a person types them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from notifier.breaches.choices import CATEGORIES
from notifier.breaches.rules.facts import Facts, Words

_LONGEST = 4000


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _text(label: Any, rows: int) -> forms.CharField:
    return forms.CharField(label=label, max_length=_LONGEST, widget=forms.Textarea(attrs={"rows": rows}))


class WordsForm(forms.Form):
    """The facts in words, in both languages: notices and files are made in either."""

    what_fr = _text(_("Ce qui s’est passé"), 6)
    measures_fr = _text(_("Ce qui a été fait depuis"), 5)
    contact_fr = _text(_("À qui s’adresser"), 3)
    what_en = _text(_("Ce qui s’est passé, en anglais"), 6)
    measures_en = _text(_("Ce qui a été fait depuis, en anglais"), 5)
    contact_en = _text(_("À qui s’adresser, en anglais"), 3)

    def words(self) -> Words:
        """Line ends as every system writes them, so that equal texts are equal."""
        return Words(**{name: self.cleaned_data[name].replace("\r\n", "\n") for name in WordsForm.base_fields})


class FactsForm(WordsForm):
    """A whole version. `base` is the number of the version its writer saw."""

    began_on = forms.DateField(label=_("Début de la violation"), widget=_day())
    ended_on = forms.DateField(
        label=_("Fin"), help_text=_("Laissez vide si vous ne la connaissez pas."), widget=_day(), required=False
    )
    categories = forms.MultipleChoiceField(
        label=_("Données concernées"), choices=list(CATEGORIES.items()), widget=forms.CheckboxSelectMultiple
    )
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    field_order = ("began_on", "ended_on", "categories", *WordsForm.base_fields, "base")

    def facts(self) -> Facts:
        cleaned = self.cleaned_data
        return Facts(cleaned["began_on"], cleaned["ended_on"], tuple(cleaned["categories"]), self.words())
