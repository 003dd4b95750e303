"""Who prints and posts letters for us: its part of the environment, read and judged as notifier.environment does."""

import os
import re
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from notifier.environment import DOMAIN, flag, given, guard

# Maileva's published addresses: the interface, and where its tokens are given.
_HYBRID_MAIL = {
    "maileva": (
        "https://api.maileva.com/mail/v2",
        "https://connexion.maileva.com/auth/realms/services/protocol/openid-connect/token",
    ),
    "maileva-sandbox": (
        "https://api.sandbox.maileva.net/mail/v2",
        "https://connexion.sandbox.maileva.net/auth/realms/services/protocol/openid-connect/token",
    ),
}
_HYBRID = "NOTIFIER_HYBRID_MAIL"
_POSTAGE = ("ECONOMIC", "FAST", "URGENT")


def hybrid_mail(undelivered_to: str, *, is_demo: bool, is_trial: bool) -> dict[str, Any] | None:
    """Who prints and posts letters for us, as mailroom.channels wants it; None where nobody is named. `is_trial`
    where no real roster is taken.
    """
    name = os.environ.get(_HYBRID, "")
    if not name:
        return None
    if name not in _HYBRID_MAIL:
        raise ImproperlyConfigured(f"{_HYBRID} must be one of {', '.join(_HYBRID_MAIL)}.")
    url = _network_address("NOTIFIER_HYBRID_MAIL_URL", _HYBRID_MAIL[name][0])
    token_url = _network_address("NOTIFIER_HYBRID_MAIL_TOKEN_URL", _HYBRID_MAIL[name][1])
    if is_demo and not all(map(_is_of_this_machine, (url, token_url))):
        raise ImproperlyConfigured(f"{_HYBRID}: a demo gives letters to nobody outside this machine.")
    if not is_trial and any("sandbox" in address for address in (name, url)):
        # It says of letters that they are produced, and prints none: their patients would count as informed.
        raise ImproperlyConfigured(f"{_HYBRID}: a sandbox prints nothing; it is for NOTIFIER_DEBUG=1 alone.")
    postage = os.environ.get("NOTIFIER_HYBRID_MAIL_POSTAGE") or _POSTAGE[0]
    if postage not in _POSTAGE:
        raise ImproperlyConfigured(f"NOTIFIER_HYBRID_MAIL_POSTAGE must be one of {', '.join(_POSTAGE)}.")
    told = os.environ.get("NOTIFIER_HYBRID_MAIL_UNDELIVERED_TO") or undelivered_to
    if not re.fullmatch(rf"[A-Za-z0-9._+-]+@{DOMAIN}", told):
        raise ImproperlyConfigured("NOTIFIER_HYBRID_MAIL_UNDELIVERED_TO must be one e-mail address.")
    user = os.environ.get("NOTIFIER_HYBRID_MAIL_USERNAME", "")
    return {
        "name": name,
        "url": url,
        "token_url": token_url,
        "client_id": given("NOTIFIER_HYBRID_MAIL_CLIENT_ID"),
        "client_secret": given("NOTIFIER_HYBRID_MAIL_CLIENT_SECRET"),
        "username": user,
        "password": given("NOTIFIER_HYBRID_MAIL_PASSWORD") if user else "",
        "postage": postage,
        "is_color": flag("NOTIFIER_HYBRID_MAIL_COLOR"),
        "has_address_sheet": flag("NOTIFIER_HYBRID_MAIL_ADDRESS_SHEET", default=True),
        "undelivered_to": told,
        "webhook": guard("NOTIFIER_HYBRID_MAIL_WEBHOOK"),
    }


def _network_address(name: str, default: str) -> str:
    """TLS, but on this machine."""
    url = os.environ.get(name) or default
    if not re.fullmatch(r"https?://[^\s/?#@]+(?:/[^\s?#@]*)?", url):
        raise ImproperlyConfigured(f"{name} is not an address that can be read.")
    if not url.startswith("https://") and not _is_of_this_machine(url):
        raise ImproperlyConfigured(f"{name} must begin with https://.")
    return url.rstrip("/")


def _is_of_this_machine(url: str) -> bool:
    return bool(re.match(r"https?://(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?(?:/|$)", url))
