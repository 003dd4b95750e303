"""The annex's bytes depend on the facts alone."""

from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from notifier.dossiers.rendering.annex import annex_content, annex_pdf
from tests.breaches.sharing import FACTS, share

pytestmark = pytest.mark.django_db


def test_the_same_facts_give_the_same_bytes(now: datetime, by: Actor) -> None:
    shared = share(at=now, by=by)
    shared.write(FACTS, by=by, at=now)
    assert annex_pdf(shared.breach, "fr") == annex_pdf(shared.breach, "fr")
    assert annex_pdf(shared.breach, "fr") != annex_pdf(shared.breach, "en")


def test_it_says_which_version_it_is_and_how_to_check_it(now: datetime, by: Actor) -> None:
    shared = share(at=now, by=by)
    assert (annex_content(shared.breach, "fr")["number"], annex_content(shared.breach, "fr")["facts_sha256"]) == (0, "")
    shared.write(FACTS, by=by, at=now)
    content = annex_content(shared.breach, "en")
    assert (content["number"], content["facts_sha256"]) == (1, FACTS.sha256)
    assert content["categories"] == "name, e-mail address"
