"""The single acts beside the path: severity's inputs, the DPO's advice, orders, public notice, a delay."""

from django import forms
from django.utils.translation import gettext_lazy as _

from notifier.breaches.forms.files import DocumentField, moment_field, text_of
from notifier.breaches.queries.labels import AUTHORITY, CHANNELS, INSIGHTS, ORDERS, RISKS, TELLINGS
from notifier.law.severity.circumstances import WEIGHTS
from notifier.law.words import Words

_SILENT = ("", _("Sans avis"))
_WHEN = {"required": _("Indiquez quand.")}


class SeverityForm(forms.Form):
    insight = forms.ChoiceField(
        label=_("Savoir que quelqu’un est votre patient…"),
        choices=[("", _("Selon la spécialité")), *INSIGHTS.items()],
        required=False,
    )
    circumstances = forms.MultipleChoiceField(
        label=_("Ce qui s’est passé"), widget=forms.CheckboxSelectMultiple, required=False
    )
    is_unintelligible = forms.BooleanField(label=_("Les données sont illisibles pour qui les détient."), required=False)
    reason = forms.CharField(
        label=_("Pourquoi ?"),
        max_length=4000,
        required=False,
        help_text=_("Ce texte est chiffré avec le dossier. N’y nommez aucun patient."),
        widget=text_of(),
    )

    def __init__(self, *args: object, language: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # what a form takes
        options = [(code.value, _said(weight.words, language)) for code, weight in WEIGHTS.items()]
        self.fields["circumstances"].choices = options  # type: ignore[attr-defined] # a choice field


class AdviceForm(forms.Form):
    risk = forms.ChoiceField(label=_("Le risque"), choices=[_SILENT, *RISKS.items()], required=False)
    authority = forms.ChoiceField(
        label=_("La déclaration à la CNIL"), choices=[_SILENT, *AUTHORITY.items()], required=False
    )
    telling = forms.ChoiceField(
        label=_("L’information des patients"), choices=[_SILENT, *TELLINGS.items()], required=False
    )
    why = forms.CharField(
        label=_("Pourquoi ?"),
        max_length=4000,
        required=False,
        help_text=_("Ce texte est chiffré avec le dossier. N’y nommez aucun patient."),
        widget=text_of(6),
    )


class OrderForm(forms.Form):
    kind = forms.ChoiceField(label=_("Que dit la décision de la CNIL ?"), choices=list(ORDERS.items()))
    received_at = moment_field(_("Quand l’avez-vous reçue ?"))
    file = DocumentField()


class PublicNoticeForm(forms.Form):
    channels = forms.MultipleChoiceField(
        label=_("Où est-elle parue ?"),
        choices=list(CHANNELS.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choisissez au moins un moyen.")},
    )
    published_at = moment_field(_("Depuis quand ?"))
    names_the_data = forms.BooleanField(label=_("Elle nomme les données touchées."), required=False)
    why_equally_effective = forms.CharField(
        label=_("Pourquoi informe-t-elle aussi bien qu’un avis à chacun ?"),
        max_length=4000,
        required=False,
        widget=text_of(),
    )
    file = DocumentField()


class DelayForm(forms.Form):
    asked_by = forms.CharField(label=_("Qui demande d’attendre ?"), max_length=200, required=False)
    asked_at = moment_field(_("Quand l’a-t-il demandé ?"))
    review_on = forms.DateField(
        label=_("Quand reverrez-vous cette décision ?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
    )
    reason = forms.CharField(label=_("Pourquoi attendre ?"), max_length=4000, required=False, widget=text_of())
    file = DocumentField()


def _said(words: Words, language: str) -> str:
    return words.in_language(language)
