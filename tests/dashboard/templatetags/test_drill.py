from types import SimpleNamespace

import pytest
from django.template import Context

from notifier.breaches.models import Breach, Case
from notifier.dashboard.templatetags.drill import is_drill

DRILL = Breach(is_drill=True)
EARNEST = Breach(is_drill=False)


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ({"breach": DRILL}, True),
        ({"case": Case(breach=DRILL)}, True),
        ({"board": SimpleNamespace(breach=DRILL)}, True),
        ({"view": SimpleNamespace(case=Case(breach=DRILL))}, True),
        ({"case": Case(breach=EARNEST)}, False),
        ({"case": "", "view": None}, False),
        ({}, False),
    ],
)
def test_a_page_knows_what_it_is_about(page: dict[str, object], says: bool) -> None:
    assert is_drill(Context(page)) is says
