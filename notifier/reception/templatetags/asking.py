"""Patients' requests in words."""

from django import template

from notifier.notices.choices import PaperForm, RequestChannel, RequestKind
from notifier.notices.rendering.requests import CHANNELS, FORMS, KINDS

register = template.Library()


@register.filter
def request_kind(kind: str) -> str:
    return str(KINDS[RequestKind(kind)])


@register.filter
def request_channel(channel: str) -> str:
    return str(CHANNELS[RequestChannel(channel)])


@register.filter
def paper_form(form: str) -> str:
    return str(FORMS[PaperForm(form)])
