"""What a patient types, and what a practice notes of a patient's request."""

from typing import Any
from uuid import UUID, uuid4, uuid5

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from notifier.lib.ids import parse_reference
from notifier.notices.choices import PaperForm, RequestChannel, RequestKind
from notifier.notices.rendering.requests import CHANNELS, FORMS, KINDS
from notifier.notices.rules.requests import REACH_LIMIT, TEXT_LIMIT, Said

_KINDS = {
    RequestKind.QUESTION: _("J’ai une question"),
    RequestKind.PAPER: _("Je veux l’avis sur papier"),
    RequestKind.STOP_EMAIL: _("Je ne veux plus de courriel à ce sujet"),
    RequestKind.ACCESS: _("Je veux voir mes données"),
    RequestKind.RECTIFICATION: _("Je veux faire corriger mes données"),
    RequestKind.ERASURE: _("Je veux faire effacer mes données"),
    RequestKind.RESTRICTION: _("Je veux faire geler mes données"),
    RequestKind.PORTABILITY: _("Je veux recevoir mes données dans un fichier"),
    RequestKind.OBJECTION: _("Je m’oppose à l’usage de mes données"),
}
_FORMS = {
    PaperForm.PLAIN: _("Une lettre ordinaire"),
    PaperForm.LARGE: _("Une lettre en gros caractères"),
    PaperForm.EASY: _("Une lettre facile à lire"),
}
_TO_STAFF = [channel for channel in RequestChannel if channel is not RequestChannel.PAGE]
_UNSTORED = {"autocomplete": "off"}


class ReferenceForm(forms.Form):
    reference = forms.CharField(
        label=_("Référence"),
        max_length=40,
        error_messages={"required": _("Tapez la référence de votre lettre ou de votre courriel.")},
        help_text=_("Elle est en haut de la lettre ou du courriel, par exemple 7K3M-9QXT-2W4F-H."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "reference", "spellcheck": "false"}),
    )


class _Words(forms.Form):
    """What every request may hold beside its kind."""

    form = forms.ChoiceField(
        label=_("Sur papier : sous quelle forme ?"),
        choices=[(form.value, words) for form, words in _FORMS.items()],
        widget=forms.RadioSelect,
        required=False,
    )
    text = forms.CharField(
        label=_("Ce que vous voulez dire (facultatif)"),
        max_length=TEXT_LIMIT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, **_UNSTORED}),
    )
    reach = forms.CharField(
        label=_("Comment vous répondre ? (facultatif)"),
        max_length=REACH_LIMIT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, **_UNSTORED}),
    )

    def said(self) -> Said:
        """Call on a valid form. The form of a letter counts where a letter is asked for."""
        typed = self.cleaned_data
        is_paper = typed["kind"] == RequestKind.PAPER
        form = PaperForm(typed["form"] or PaperForm.PLAIN) if is_paper else PaperForm.NONE
        return Said(text=typed["text"], reach=typed["reach"], form=form)

    def what(self) -> RequestKind:
        """Call on a valid form."""
        return RequestKind(self.cleaned_data["kind"])


class AskForm(_Words):
    """A stranger's request. The token tells one filled-in form from another, so that two presses are one request."""

    reference = ReferenceForm.base_fields["reference"]
    kind = forms.ChoiceField(
        label=_("Que voulez-vous ?"),
        choices=[(kind.value, words) for kind, words in _KINDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez ce que vous voulez.")},
    )
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    field_order = ("reference", "kind", "form", "text", "reach", "token")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = uuid4()
        self.fields["text"].help_text = gettext("N’écrivez ni mot de passe, ni code.")
        self.fields["reach"].help_text = gettext(
            "Un numéro de téléphone, une adresse. Sans cela, le cabinet se sert de ce qu’il sait déjà."
        )

    def clean_reference(self) -> str:
        """A mistyped one is told as such: its check letter says so, and nothing is looked up for it."""
        reference = parse_reference(self.cleaned_data["reference"])
        if reference is None:
            raise ValidationError(gettext("Cette référence est mal recopiée. Vérifiez chaque signe."))
        return reference

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("kind") == RequestKind.QUESTION and not typed.get("text") and not self.errors:
            self.add_error("text", gettext("Écrivez votre question."))
        return typed

    def request_id(self) -> UUID:
        """Equal for what is sent twice, and for nothing else."""
        typed = self.cleaned_data
        content = "\0".join(str(typed[name]) for name in ("reference", "kind", "form", "text", "reach"))
        return uuid5(typed["token"] or uuid4(), content)


class NoteForm(_Words):
    """What a practice notes of a request that came otherwise."""

    kind = forms.ChoiceField(
        label=_("Que veut le patient ?"), choices=[(kind.value, words) for kind, words in KINDS.items()]
    )
    channel = forms.ChoiceField(
        label=_("Comment l’a-t-il demandé ?"), choices=[(one.value, CHANNELS[one]) for one in _TO_STAFF]
    )
    received_at = forms.DateTimeField(
        label=_("Quand l’avez-vous reçu ?"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
        help_text=_("Heure de Paris. Le délai d’un mois part de là."),
        error_messages={"required": _("Indiquez le jour et l’heure."), "invalid": _("Cette date est illisible.")},
    )
    reference = forms.CharField(
        label=_("La référence de son avis (facultatif)"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"spellcheck": "false", **_UNSTORED}),
    )
    field_order = ("kind", "channel", "received_at", "reference", "form", "text", "reach")

    def __init__(self, *args: Any, knows_patient: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"].widget = forms.Select(choices=[(form.value, words) for form, words in FORMS.items()])
        self.fields["text"].label = gettext("Ce qu’il a dit (facultatif)")
        self.fields["text"].help_text = gettext("Chiffré avec le dossier.")
        self.fields["reach"].label = gettext("Comment lui répondre (facultatif)")
        self.fields["reach"].help_text = gettext("Chiffré avec le dossier.")
        if knows_patient:
            del self.fields["reference"]


class ReplyForm(forms.Form):
    """How and when a patient was told something."""

    told_at = forms.DateTimeField(
        label=_("Quand ?"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
        help_text=_("Heure de Paris."),
        error_messages={"required": _("Indiquez le jour et l’heure."), "invalid": _("Cette date est illisible.")},
    )
    channel = forms.ChoiceField(label=_("Comment ?"), choices=[(one.value, CHANNELS[one]) for one in _TO_STAFF])
    text = forms.CharField(
        label=_("En quels mots ? (facultatif)"),
        max_length=4000,
        required=False,
        help_text=_("Chiffré avec le dossier."),
        widget=forms.Textarea(attrs={"rows": 5, **_UNSTORED}),
    )

    def __init__(self, *args: Any, wants_reason: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if wants_reason:
            self.fields["text"].label = gettext("Pourquoi ? Ce que vous avez dit au patient")
