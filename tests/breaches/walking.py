"""Walking the path of questions that leads to a decision."""

import re

from django.test import Client
from django.urls import reverse

from notifier.breaches.models import Case

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


class Walker:
    """Answers one page after the other, carrying what each page carries."""

    def __init__(self, client: Client, case: Case) -> None:
        self.client, self.address = client, reverse("decide", args=[case.pk])
        self.text = client.get(self.address).content.decode()

    def carried(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name, value in HIDDEN.findall(self.text):
            found.setdefault(name, []).append(value)
        return {name: values for name, values in found.items() if name != "csrfmiddlewaretoken"}

    def answer(self, **answers: object) -> str:
        [step] = self.carried()["step"]
        typed = {f"{step}-{name}": value for name, value in answers.items()}
        response = self.client.post(self.address, {**self.carried(), **typed})
        self.text = response.content.decode() if response.status_code == 200 else response["Location"]
        return self.text
