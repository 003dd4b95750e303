"""The questions of the path to a decision, one form each. What may not be left out, the rules of the law say."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from notifier.breaches.forms.files import DocumentField, moment_field, text_of
from notifier.breaches.queries.labels import AUTHORITY, GROUNDS, RISKS, TELLINGS, TIERS

LATER = ""
_UNNAMED = _("Ce texte est chiffré avec le dossier. N’y nommez aucun patient.")
_CHOOSE = {"required": _("Choisissez une réponse.")}


def _radio(label: Any, table: dict[str, Promise], *, later: bool = False) -> forms.ChoiceField:
    choices: list[tuple[str, Any]] = list(table.items())
    if later:
        choices.append((LATER, _("Pas encore décidé")))
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, required=not later, error_messages=_CHOOSE
    )


def _reason(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=4000, required=False, help_text=_UNNAMED, widget=text_of())


class RiskQuestion(forms.Form):
    risk = _radio(_("Quel est le risque pour vos patients ?"), RISKS)
    reason = _reason(_("Pourquoi ?"))


class AuthorityQuestion(forms.Form):
    authority = _radio(_("Déclarez-vous la fuite à la CNIL ?"), AUTHORITY, later=True)
    reason = _reason(_("Pourquoi ? Nécessaire si vous ne déclarez pas."))


class TellingQuestion(forms.Form):
    telling = _radio(_("Prévenez-vous vos patients ?"), TELLINGS, later=True)
    reason = _reason(_("Pourquoi ? Nécessaire si vous ne prévenez pas chacun."))


class GroundQuestion(forms.Form):
    ground = _radio(_("Quelle exception ?"), GROUNDS)


class ScoreQuestion(forms.Form):
    reason = _reason(_("Votre décision s’écarte de la méthode. Pourquoi ?"))


class AdviceQuestion(forms.Form):
    reason = _reason(_("Votre décision s’écarte de l’avis de votre DPO. Pourquoi ?"))


class _WithDocument(forms.Form):
    """The file travels once; afterwards its document's id does."""

    file = DocumentField(required=False)
    document = forms.CharField(widget=forms.HiddenInput, required=False)


class UnintelligibleQuestion(_WithDocument):
    measure = _reason(_("Quelle mesure protégeait les données ?"))
    covers_all_data = forms.BooleanField(label=_("Elle couvre toutes les données touchées."), required=False)
    is_key_safe = forms.BooleanField(label=_("La clé n’est pas compromise."), required=False)
    field_order = ("measure", "covers_all_data", "is_key_safe", "file", "document")


class NoLongerLikelyQuestion(_WithDocument):
    measure = _reason(_("Quelle mesure avez-vous prise depuis ?"))
    taken_at = moment_field(_("Quand ?"), required=False)
    field_order = ("measure", "taken_at", "file", "document")


class DisproportionateQuestion(forms.Form):
    tiers = forms.MultipleChoiceField(
        label=_("Qui serait prévenu par une communication publique seulement ?"),
        choices=list(TIERS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    people = forms.IntegerField(label=_("Combien de personnes ? (facultatif)"), min_value=1, required=False)
    effort = _reason(_("Quel effort faudrait-il pour prévenir chacun ?"))
    effects_on_people = _reason(_("Que risquent ces personnes si on ne les prévient pas ?"))
    why_direct_fails = _reason(_("Pourquoi ni courriel ni lettre ne conviennent ?"))
    collected_from_person = forms.BooleanField(
        label=_("Les données venaient des patients eux-mêmes."), required=False, initial=True
    )
    why_though_collected_from_person = _reason(_("Si oui, pourquoi l’exception vaut-elle quand même ?"))
