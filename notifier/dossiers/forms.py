"""What people type to put off an erasure, to correct a patient, to erase one."""

from datetime import date

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from notifier.dossiers.choices import PatientErasureReason, PostponingReason
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
