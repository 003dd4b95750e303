"""When the program breaks: the person gets a word, and the operator finds it."""

import logging
import re

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings

from notifier import urls
from notifier.vault.reports import SealedFormatter

REFERENCE = r"[0-9A-Y]{4}-[0-9A-Y]{4}"


def breaks(request: HttpRequest) -> HttpResponse:
    # Put together here, so that the line of source a traceback shows does not hold it.
    raise ValueError("".join(["can", "ari"]))


breaks.login_required = False  # type: ignore[attr-defined]
urlpatterns = [path("x/", breaks)]
handler500 = "notifier.accounts.views.problems.server_error"


@pytest.mark.parametrize(("language", "word"), [("fr", "donnez cette référence"), ("en", "give this reference")])
def test_the_page_gives_a_reference_that_begins_the_line_in_the_log(
    client: Client, settings: Settings, caplog: pytest.LogCaptureFixture, language: str, word: str
) -> None:
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False
    with caplog.at_level(logging.ERROR, logger="django.request"):
        answer = client.get("/x/", headers={"accept-language": language})
    assert answer.status_code == 500
    page = answer.content.decode()
    found = re.search(rf"<strong>({REFERENCE})</strong>", page)
    assert found is not None
    assert word in page
    assert "canari" not in page
    line = SealedFormatter("%(levelname)s %(message)s").format(caplog.records[-1])
    assert line.startswith(f"ERROR [{found[1]}] ")
    assert "canari" not in line


def test_two_errors_have_two_references(client: Client, settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False
    pages = {re.findall(REFERENCE, client.get("/x/").content.decode())[0] for _ in range(3)}
    assert len(pages) == 3


def test_the_house_uses_this_page() -> None:
    assert urls.handler500 == handler500
