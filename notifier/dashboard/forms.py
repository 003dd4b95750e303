"""Filters of the log. Everything is optional, and a plain GET."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notifier.dashboard.choices import Group
from notifier.dashboard.queries.journal.choosing import FOUND_AT_MOST, cases_of, people_called
from notifier.dashboard.queries.journal.history import is_notice_key, notice_history
from notifier.dashboard.queries.journal.wanted import Wanted
from notifier.dashboard.queries.stories import ACTS, BY_GROUP

_ACTS, _SYSTEM = "actes", "systeme"
_T = TypeVar("_T")


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=False, widget=widget, input_formats=["%Y-%m-%d"])


class JournalForm(forms.Form):
    """What every page of the log can be filtered by."""

    sujet = forms.ChoiceField(
        label=_("Sujet"),
        required=False,
        choices=[("", _("Tout")), (_ACTS, _("Tout, sauf le détail de chaque avis")), *Group.choices],
    )
    du = _day(_("À partir du"))
    au = _day(_("Jusqu’au"))
    avis = forms.CharField(label=_("Avis"), required=False, max_length=64)

    def clean_avis(self) -> str:
        key: str = self.cleaned_data["avis"].strip().lower()
        if key and not is_notice_key(key):
            raise ValidationError(_("Ce n’est ni le numéro d’un avis, ni l’empreinte d’une référence."))
        return key

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
        """What is filtered by, for those who cannot see the form: on paper."""
        return [(str(self[name].label), self._said(name)) for name in self.fields if self.cleaned_data.get(name)]

    def wanted(self, cases: Collection[UUID] | None) -> Wanted:
        """The rows asked for, within those cases (None: all)."""
        cleaned = self.cleaned_data
        return Wanted(
            cases=cases,
            kinds=self._kinds(),
            actors=self._actors(),
            since=_midnight(cleaned["du"]),
            until=_midnight(cleaned["au"] + timedelta(days=1)) if cleaned["au"] else None,
            events=notice_history(cleaned["avis"], cases) if cleaned["avis"] else None,
        )

    def _kinds(self) -> Collection[str] | None:
        group = self.cleaned_data["sujet"]
        if group == _ACTS:
            return ACTS
        return BY_GROUP[Group(group)].keys() if group else None

    def _actors(self) -> Collection[str] | None:
        """Whose acts are asked for; None: everybody's, as long as a page lets nobody be chosen."""
        return None

    def _said(self, name: str) -> str:
        value = self.cleaned_data[name]
        choices = getattr(self.fields[name], "choices", None)
        return str(dict(choices)[value] if choices else value)


class CaseJournalForm(JournalForm):
    """Of one case, whose few people can be chosen from."""

    qui = forms.ChoiceField(label=_("Personne"), required=False)

    field_order = ("sujet", "qui", "du", "au", "avis")

    def __init__(self, data: Any, *, people: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        everyone = [("", _("Tout le monde")), *people, (_SYSTEM, _("Le système"))]
        self.fields["qui"].choices = everyone  # type: ignore[attr-defined] # the field above

    def _actors(self) -> Collection[str] | None:
        actor = self.cleaned_data["qui"]
        if actor == _SYSTEM:
            return [""]
        return [actor] if actor else None


class WholeJournalForm(JournalForm):
    """Of everything: people and practices are asked for by name."""

    qui = forms.CharField(label=_("Personne"), required=False, max_length=150)
    cabinet = forms.CharField(label=_("Cabinet ou dossier"), required=False, max_length=200)

    field_order = ("sujet", "qui", "cabinet", "du", "au", "avis")

    def clean_qui(self) -> str:
        text: str = self.cleaned_data["qui"]
        self._people = _few(people_called(text)) if text else None
        return text

    def clean_cabinet(self) -> str:
        text: str = self.cleaned_data["cabinet"]
        self._cases = _few(cases_of(text)) if text else None
        return text

    def wanted(self, cases: Collection[UUID] | None) -> Wanted:
        return super().wanted(self._cases if self._cases is not None else cases)

    def _actors(self) -> Collection[str] | None:
        return self._people


def _few(found: list[_T]) -> list[_T]:
    if len(found) > FOUND_AT_MOST:
        raise ValidationError(_("Trop de réponses : précisez."))
    return found


def _midnight(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time())) if day else None
