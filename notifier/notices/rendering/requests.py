"""Patients' requests in words, for pages and for the log."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from notifier.notices.choices import PaperForm, RequestChannel, RequestKind

KINDS: dict[RequestKind, Promise] = {
    RequestKind.QUESTION: _("une question"),
    RequestKind.PAPER: _("l’avis sur papier"),
    RequestKind.STOP_EMAIL: _("plus aucun courriel"),
    RequestKind.ACCESS: _("voir ses données"),
    RequestKind.RECTIFICATION: _("corriger ses données"),
    RequestKind.ERASURE: _("effacer ses données"),
    RequestKind.RESTRICTION: _("geler ses données"),
    RequestKind.PORTABILITY: _("recevoir ses données dans un fichier"),
    RequestKind.OBJECTION: _("s’opposer à l’usage de ses données"),
}
CHANNELS: dict[RequestChannel, Promise] = {
    RequestChannel.PAGE: _("par la page des patients"),
    RequestChannel.PHONE: _("par téléphone"),
    RequestChannel.LETTER: _("par lettre"),
    RequestChannel.EMAIL: _("par courriel"),
    RequestChannel.IN_PERSON: _("de vive voix"),
}
FORMS: dict[PaperForm, Promise] = {
    PaperForm.NONE: _("sans préférence"),
    PaperForm.PLAIN: _("une lettre ordinaire"),
    PaperForm.LARGE: _("une lettre en gros caractères"),
    PaperForm.EASY: _("une lettre facile à lire"),
}
