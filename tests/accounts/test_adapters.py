"""Nobody signs up by themselves."""

import pytest
from django.test import Client, RequestFactory

from notifier.accounts.adapters import AccountAdapter
from notifier.accounts.models import User


def test_signing_up_is_closed(rf: RequestFactory) -> None:
    assert not AccountAdapter().is_open_for_signup(rf.get("/"))


@pytest.mark.django_db
def test_the_sign_up_page_makes_no_account(client: Client) -> None:
    fields = {"email": "x@example.org", "password1": "un mot de passe long", "password2": "un mot de passe long"}
    answer = client.post("/compte/signup/", fields)
    assert answer.status_code in {200, 302, 403, 404}
    assert not User.objects.exists()
