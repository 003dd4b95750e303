"""A controller at the pages, for a journey: what they see, what they post, at the hour it is."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from notifier.accounts.models import User
from notifier.breaches.models import Case


class Practice:
    def __init__(self, case: Case, user: User) -> None:
        self.case, self.user = case, user
        self.client = Client(headers={"accept-language": "fr"})

    @contextmanager
    def at(self, moment: datetime) -> Iterator[datetime]:
        with time_machine.travel(moment, tick=False):
            self.client.force_login(self.user)
            yield moment

    def see(self, name: str, *more: object) -> str:
        answer = self.client.get(reverse(name, args=[self.case.pk, *more]))
        assert answer.status_code == 200, name
        return answer.content.decode()

    def post(self, name: str, *more: object, **data: object) -> HttpResponse:
        answer = self.client.post(reverse(name, args=[self.case.pk, *more]), data)
        assert answer.status_code == 302, (name, answer.content.decode())
        return answer  # type: ignore[return-value]

    def register(self) -> dict[str, object]:
        answer = self.client.post(reverse("register_export"), {"format": "json"})
        [entry] = json.loads(answer.content)
        assert isinstance(entry, dict)
        return entry
