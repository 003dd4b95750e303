"""What became of a message in doubt; having nothing more go out, or less at once; a provider's word that its copies are
erased.
"""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from notifier.breaches.forms.files import DocumentField, moment_field
from notifier.delivery.choices import Answer, Evidence, HaltKind, HaltReason
from notifier.delivery.policies import MOST_PER_DAY

ANSWERS = {
    Answer.ARRIVED: _("L’avis est arrivé"),
    Answer.LETTER: _("On ne sait pas : envoyer une lettre qui dit qu’un courriel est peut-être déjà arrivé"),
    Answer.AGAIN: _("L’avis n’est pas arrivé : envoyer le courriel de nouveau"),
}
EVIDENCE = {
    Evidence.NOTHING: _("Rien de plus n’est connu"),
    Evidence.PATIENT_SAID: _("Le patient l’a dit"),
    Evidence.REPLY_CAME: _("Une réponse à cet avis est arrivée"),
    Evidence.RELAY_SAID: _("L’exploitant du serveur de courrier l’a confirmé"),
    Evidence.OTHER: _("Autre chose, expliqué ci-dessous"),
}
HALT_REASONS = {
    HaltReason.TELEPHONE: _("Le téléphone ne suit plus"),
    HaltReason.TEXT: _("Le texte est à revoir"),
    HaltReason.LIST: _("La liste est à revoir"),
    HaltReason.RELAY: _("Le serveur de courrier a un problème"),
    HaltReason.OTHER: _("Autre raison"),
}
# How long, in the words of the form; None is until somebody lets it go on.
_HOURS = {
    "1": (_("Une heure"), timedelta(hours=1)),
    "24": (_("Un jour"), timedelta(days=1)),
    "": (_("Jusqu’à ce que je reprenne"), None),
    "stop": (_("Arrêt : rien ne part avant une reprise confirmée"), None),
}
_STOP = "stop"


class DoubtForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("Qu’est devenu ce courriel ?"),
        choices=list(ANSWERS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez une réponse.")},
    )
    evidence = forms.ChoiceField(
        label=_("Sur quoi repose cette réponse ?"), choices=list(EVIDENCE.items()), initial=Evidence.NOTHING
    )
    reason = forms.CharField(
        label=_("Pourquoi ?"),
        max_length=4000,
        required=False,
        help_text=_("Ce texte est chiffré avec le dossier. N’y nommez aucun patient."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def ruling(self) -> dict[str, Any]:
        """What the action takes."""
        given = self.cleaned_data
        return {
            "answer": Answer(given["answer"]),
            "evidence": Evidence(given["evidence"]),
            "reason": given["reason"],
        }


class HaltForm(forms.Form):
    reason = forms.ChoiceField(label=_("Pourquoi suspendre ?"), choices=list(HALT_REASONS.items()))
    lasts = forms.ChoiceField(
        label=_("Pour combien de temps ?"),
        choices=[(key, words) for key, (words, _time) in _HOURS.items()],
        required=False,
    )

    def halt(self, at: datetime) -> dict[str, Any]:
        """What the action takes."""
        lasts = self.cleaned_data["lasts"]
        time = _HOURS[lasts][1]
        return {
            "kind": HaltKind.STOP if lasts == _STOP else HaltKind.PAUSE,
            "reason": HaltReason(self.cleaned_data["reason"]),
            "until": at + time if time else None,
        }


PACE_REFUSALS = {
    "no_such_number": _("Indiquez un nombre de patients d’au moins 1."),
    "half_a_night": _("Indiquez le début et la fin des heures calmes, ou ni l’un ni l’autre."),
    "no_day_left": _("Laissez au moins six heures par jour pour l’envoi."),
}


class PaceForm(forms.Form):
    per_day = forms.IntegerField(
        label=_("Combien de patients prévenir par médecin et par jour ?"),
        help_text=_("Laissez vide pour ne pas limiter. Ceux qui attendent partent les jours suivants."),
        required=False,
        min_value=1,
        max_value=MOST_PER_DAY,
        error_messages={
            "min_value": PACE_REFUSALS["no_such_number"],
            "invalid": PACE_REFUSALS["no_such_number"],
            "max_value": _("Ce nombre est trop grand. Laissez vide pour ne pas limiter."),
        },
    )
    quiet_from = forms.TimeField(
        label=_("Ne rien envoyer à partir de"),
        help_text=_("À l’heure de votre cabinet. Laissez vide pour envoyer à toute heure."),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Indiquez une heure, comme 20:00.")},
    )
    quiet_until = forms.TimeField(
        label=_("jusqu’à"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Indiquez une heure, comme 08:00.")},
    )

    def pace(self) -> dict[str, Any]:
        """What the action takes."""
        given = self.cleaned_data
        return {name: given[name] for name in ("per_day", "quiet_from", "quiet_until")}


class ErasedForm(forms.Form):
    erased_at = moment_field(
        _("Quand le prestataire dit-il avoir tout effacé ?"), error_messages={"required": _("Indiquez quand.")}
    )
    file = DocumentField(required=False)
