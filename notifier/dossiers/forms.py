"""What people type to put an erasure off, correct or erase a patient, fill a file, filter the register."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from notifier.dossiers.choices import PatientErasureReason, PostponingReason
from notifier.dossiers.queries.register import Wanted
from notifier.dossiers.rendering.authority import AuthorityFile
from notifier.dossiers.rules.authority.answers import ADDED_TO
from notifier.law.template.document import is_asked
from notifier.law.template.shapes import Field as TemplateField
from notifier.law.template.shapes import Kind, Section, Value
from notifier.rosters.choices import Language, Salutation
from notifier.rosters.rules.corrections import CORRECTABLE
from notifier.rosters.rules.headers import Field

POSTPONING: dict[PostponingReason, str | Promise] = {
    PostponingReason.RETURNS_EXPECTED: _("Des lettres peuvent encore revenir"),
    PostponingReason.AUTHORITY_ASKS: _("La CNIL a posé une question"),
    PostponingReason.CLAIM: _("Un patient a fait une réclamation"),
    PostponingReason.OTHER: _("Autre raison"),
}
ERASING: dict[PatientErasureReason, str | Promise] = {
    PatientErasureReason.PATIENT_ASKED: _("Le patient l’a demandé"),
    PatientErasureReason.WRONG_PERSON: _("Cette personne n’est pas l’un de nos patients"),
    PatientErasureReason.NOT_AFFECTED: _("Ses données n’ont pas fui"),
    PatientErasureReason.OTHER: _("Autre raison"),
}
_SALUTATIONS = [(Salutation.NONE.value, "–"), (Salutation.MADAME.value, _("Mme")), (Salutation.MONSIEUR.value, _("M."))]
_LANGUAGES = [(Language.FRENCH.value, _("français")), (Language.ENGLISH.value, _("anglais"))]
_LONGEST = 300
_TEXT = 20_000
_TYPE, _SUB_TYPE = 3, 4
_YES_NO = {"": None, "oui": True, "non": False}
# Rows whose text is a name, a number, a line.
_SHORT = frozenset({6, 7, 11, 12, 16, 17, 18, 21, 24, 25, 30, 34, 35, 39, 40, 114, 115, 116, 121})
_TO_THE_MINUTE = "%Y-%m-%dT%H:%M"
_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_TO_THE_MINUTE)


class PostponeForm(forms.Form):
    to = forms.DateField(
        label=_("Jusqu’à quelle date ?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.ChoiceField(
        label=_("Pourquoi ?"), choices=[(code.value, words) for code, words in POSTPONING.items()]
    )
    text = forms.CharField(
        label=_("La raison, en quelques mots"),
        max_length=1000,
        help_text=_("Elle est chiffrée et s’efface avec le dossier. N’y nommez personne."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: object, first: date, latest: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # what a form takes
        self.fields["to"].widget.attrs |= {"min": first.isoformat(), "max": latest.isoformat()}


class ErasePatientForm(forms.Form):
    reason = forms.ChoiceField(label=_("Pourquoi ?"), choices=[(code.value, words) for code, words in ERASING.items()])


class CorrectionForm(forms.Form):
    """The fields of rosters.rules.corrections.CORRECTABLE; what may stand in them the rules say."""

    salutation = forms.ChoiceField(label=_("Civilité"), choices=_SALUTATIONS, required=False)
    family_name = forms.CharField(label=_("Nom"), max_length=_LONGEST)
    given_name = forms.CharField(label=_("Prénom"), max_length=_LONGEST)
    birth_date = forms.CharField(
        label=_("Date de naissance"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    street = forms.CharField(
        label=_("Rue et compléments, une ligne chacun"),
        max_length=_LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    postcode = forms.CharField(label=_("Code postal"), max_length=_LONGEST, required=False)
    town = forms.CharField(label=_("Ville"), max_length=_LONGEST, required=False)
    country = forms.CharField(label=_("Pays, s’il n’est pas la France"), max_length=_LONGEST, required=False)
    # The rules judge it, as they do in a list; the browser only offers the right keyboard.
    email = forms.CharField(
        label=_("Courriel"), max_length=_LONGEST, required=False, widget=forms.TextInput(attrs={"inputmode": "email"})
    )
    telephone = forms.CharField(
        label=_("Téléphone"), max_length=_LONGEST, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    insurer = forms.CharField(label=_("Caisse"), max_length=_LONGEST, required=False)
    language = forms.ChoiceField(label=_("Langue de l’avis"), choices=_LANGUAGES)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # what a form takes
        for field in self.fields.values():
            # On a shared machine the browser must not offer one patient's data to the next.
            field.widget.attrs["autocomplete"] = "off"

    def clean_street(self) -> str:
        return "\n".join(self.cleaned_data["street"].splitlines())

    def changes(self) -> dict[Field, str]:
        """What was typed, by field; call on a valid form."""
        return {field: self.cleaned_data[field.value] for field in CORRECTABLE}


class SectionForm(forms.Form):
    """One section of the authority's template: the rows that are asked now and that the controller may answer."""

    def __init__(self, *args: Any, file: AuthorityFile, section: Section, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._file = file
        self._rows = [field for field in section.fields if is_asked(field, file.document) and self._is_open(field)]
        for field in self._rows:
            name = f"row_{field.row}"
            self.fields[name] = self._control(field)
            self.initial[name] = self._first(field)

    def control(self, row: int) -> forms.BoundField | None:
        """The row's control; None for one that nobody fills by hand."""
        name = f"row_{row}"
        return self[name] if name in self.fields else None

    def answers(self) -> dict[int, Value | None]:
        """What was typed, by row; None where it says nothing, or nothing but what is known anyway."""
        return {field.row: self._answer(field) for field in self._rows}

    def _is_open(self, field: TemplateField) -> bool:
        found = self._file.known.get(field.row)
        return found is None or not found.is_live or field.row in ADDED_TO

    def _first(self, field: TemplateField) -> Any:
        values = self._file.answers if field.row in ADDED_TO else self._file.document.values
        value = values.get(field.row)
        return timezone.localtime(value) if isinstance(value, datetime) else value

    def _answer(self, field: TemplateField) -> Value | None:
        typed = self.cleaned_data[f"row_{field.row}"]
        value = tuple(typed) if isinstance(typed, list) else typed
        if isinstance(value, str):
            value = "\n".join(value.strip().splitlines())
        found = self._file.known.get(field.row)
        is_known = found is not None and found.value == value
        return None if is_known or value in ("", (), None) else value

    def _control(self, field: TemplateField) -> forms.Field:
        label = field.label.in_language(self._file.language)
        match field.kind:
            case Kind.CHOICE:
                choices = [("", "–"), *self._options(field)]
                return forms.ChoiceField(label=label, choices=choices, required=False)
            case Kind.CHOICES:
                return forms.MultipleChoiceField(
                    label=label, choices=self._options(field), required=False, widget=forms.CheckboxSelectMultiple
                )
            case Kind.NUMBER:
                return forms.IntegerField(label=label, min_value=0, required=False)
            case Kind.DAY:
                return forms.DateField(label=label, required=False, widget=_DAY)
            case Kind.MOMENT:
                return forms.DateTimeField(label=label, required=False, widget=_MOMENT, input_formats=[_TO_THE_MINUTE])
            case Kind.MARK:
                return forms.BooleanField(label=label, required=False)
        widget = forms.Textarea(attrs={"rows": 2 if field.row in _SHORT else 5})
        return forms.CharField(label=label, max_length=_TEXT, required=False, widget=widget)

    def _options(self, field: TemplateField) -> list[tuple[str, str]]:
        """Only what may stand there: nothing is left open in a complete file, and only what was filed is withdrawn."""
        document = self._file.document
        allowed = [option for option in field.options if document.is_incomplete or not option.is_provisional]
        if field.row == _SUB_TYPE and document.values.get(_TYPE) == "a":
            allowed = [option for option in allowed if option.code != "c"]
        return [(option.code, option.label.in_language(self._file.language)) for option in allowed]


class RegisterForm(forms.Form):
    """What the register can be filtered by."""

    violation = forms.ChoiceField(label=_("Violation"), required=False)
    declaration = forms.ChoiceField(
        label=_("Déclaration à la CNIL"),
        required=False,
        choices=[("", _("Toutes")), ("oui", _("Déclarée")), ("non", _("Non déclarée"))],
    )
    retard = forms.ChoiceField(
        label=_("Délai"),
        required=False,
        choices=[("", _("Tous")), ("oui", _("En retard")), ("non", _("Dans le délai"))],
    )
    etat = forms.ChoiceField(
        label=_("Dossier"),
        required=False,
        choices=[("", _("Tous")), ("oui", _("Ouvert")), ("non", _("Clos"))],
    )
    du = forms.DateField(label=_("Connue à partir du"), required=False, widget=_DAY)
    au = forms.DateField(label=_("Connue jusqu’au"), required=False, widget=_DAY)

    def __init__(self, *args: Any, breaches: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Toutes")), *((str(pk), title) for pk, title in breaches)]
        self.fields["violation"].choices = choices  # type: ignore[attr-defined] # the field above

    def clean(self) -> None:
        since, until = self.cleaned_data.get("du"), self.cleaned_data.get("au")
        if since and until and until < since:
            self.add_error("au", _("Ce jour précède le premier."))

    @property
    def query(self) -> str:
        """The filter as it stands in an address; "" when there is none."""
        return urlencode({name: value for name in self.fields if (value := self.data.get(name))})

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """What is filtered by, in words; call on a valid form."""
        return [(str(self[name].label), self._said(name)) for name in self.fields if self.cleaned_data.get(name)]

    def wanted(self) -> Wanted:
        """The entries asked for; call on a valid form."""
        typed = self.cleaned_data
        return Wanted(
            breach=UUID(typed["violation"]) if typed["violation"] else None,
            filed=_YES_NO[typed["declaration"]],
            late=_YES_NO[typed["retard"]],
            is_open=_YES_NO[typed["etat"]],
            since=typed["du"],
            until=typed["au"],
        )

    def _said(self, name: str) -> str:
        value = self.cleaned_data[name]
        if isinstance(value, date):
            return date_format(value, "SHORT_DATE_FORMAT")
        return str(dict(self.fields[name].choices)[value])  # type: ignore[attr-defined] # all others are choices
