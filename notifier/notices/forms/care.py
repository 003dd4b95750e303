"""The physician's decision for someone whose notice waits."""

from datetime import date

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from notifier.notices.actions.caring import Decision, Telling
from notifier.notices.choices import CareChoice
from notifier.notices.queries.care.words import CHOICES, HOW, MEANINGS, SURE
from notifier.notices.rules.caring import Permitted
from notifier.rosters.choices import ToldHow

_HELP = _("Ce texte est chiffré avec le dossier. N’y nommez aucun patient.")


class TellingForm(forms.Form):
    """When, how and by whom someone was told; whether that can be is for the rule to say."""

    told_on = forms.DateField(
        label=_("Quel jour ?"),
        widget=forms.DateInput(attrs={"type": "date", "autocomplete": "off"}, format="%Y-%m-%d"),
        required=False,
        error_messages={"invalid": _("Cette date est illisible.")},
    )
    told_how = forms.ChoiceField(label=_("Comment ?"), choices=[("", "–"), *HOW.items()], required=False)
    told_by = forms.CharField(
        label=_("Par qui ?"), max_length=150, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def telling(self) -> Telling:
        return Telling(
            self.cleaned_data["told_on"], ToldHow(self.cleaned_data["told_how"]), self.cleaned_data["told_by"].strip()
        )


class RuleForm(TellingForm):
    """What goes with a choice for a whole group. The proof of having told is asked where no list can give it."""

    text = forms.CharField(
        label=_("Une raison, si vous voulez la garder"),
        max_length=2000,
        required=False,
        help_text=_HELP,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )

    def __init__(self, *args: object, asks_telling: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # what a form takes
        self._asks_telling = asks_telling
        if not asks_telling:
            for name in ("told_on", "told_how", "told_by"):
                del self.fields[name]

    def decision(self, choice: CareChoice) -> Decision:
        telling = self.telling() if self._asks_telling else Telling()
        return Decision(choice, text=self.cleaned_data["text"].strip(), telling=telling)


class PersonForm(TellingForm):
    """One choice among those that are open to this person; some ask for the controller's word, each for its own."""

    choice = forms.ChoiceField(
        label=_("Que décidez-vous ?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choisissez une réponse."),
            "invalid_choice": _("Ce choix n’est pas ouvert pour cette personne."),
        },
    )
    text = forms.CharField(
        label=_("Une raison, si vous voulez la garder"),
        max_length=2000,
        required=False,
        help_text=_HELP,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )

    def __init__(self, *args: object, permitted: Permitted, today: date, teller: str, **kwargs: object) -> None:
        proof = {"told_on": today, "told_how": ToldHow.IN_PERSON, "told_by": teller}
        super().__init__(*args, initial=proof, **kwargs)  # type: ignore[arg-type, misc] # what a form takes
        self._permitted = permitted
        open_now = [choice for choice in CHOICES if choice in permitted.all and choice is not CareChoice.REVIEWED]
        self.fields["choice"].choices = [(c.value, _meant(c)) for c in open_now]  # type: ignore[attr-defined] # choices
        asked = [choice for choice in open_now if choice in permitted.one_by_one]
        for choice in asked:
            self.fields[_sure(choice)] = forms.BooleanField(label=str(SURE[choice]), required=False)
        if CareChoice.TOLD in open_now:
            self.fields["told_on"].help_text = _("Ces trois lignes ne valent que pour une personne déjà prévenue.")
        else:
            for name in proof:
                del self.fields[name]
        self.order_fields(["choice", *map(_sure, asked), *proof, "text"])

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        choice = cleaned.get("choice")
        if choice and CareChoice(choice) in self._permitted.one_by_one and not cleaned.get(_sure(CareChoice(choice))):
            self.add_error(_sure(CareChoice(choice)), _("Confirmez d’abord : cette décision repose sur votre parole."))
        return cleaned

    def decision(self) -> Decision:
        choice = CareChoice(self.cleaned_data["choice"])
        telling = self.telling() if choice is CareChoice.TOLD else Telling()
        return Decision(choice, text=self.cleaned_data["text"].strip(), telling=telling)


def _sure(choice: CareChoice) -> str:
    return f"sure_{choice}"


def _meant(choice: CareChoice) -> str:
    """A choice and what happens by it."""
    return format_html('{}<br><span class="small soft">{}</span>', CHOICES[choice], MEANINGS[choice])
