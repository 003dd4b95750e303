"""Reading and judging the environment for the settings: each function takes one variable, or says in one sentence
what is wrong with it. What it says never holds the value, which may be a secret.
"""

import os
import re
import secrets
import sys
from contextlib import suppress
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

from notifier.law.secrecy import sender_name_problems
from notifier.lib.notes import is_key_name

_env = environ.Env()
# `keys init` makes the very secrets all else needs, so it alone starts without them, on some it throws away again.
IS_SETTING_UP = sys.argv[1:3] == ["keys", "init"]
DOMAIN = r"(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9-]+"
# Forty random characters have some thirty different ones; `changeme` over and over has seven.
_LONG, _VARIED = 40, 12


def flag(name: str, default: bool = False) -> bool:
    text = os.environ.get(name, "").strip().lower()
    if text in {"", "default"}:
        return default
    if text in {"1", "true", "yes", "on"}:
        return True
    if text in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not a word of its own.")


def number(name: str, default: int) -> int:
    text = os.environ.get(name, "").strip()
    if text and not (text.isascii() and text.isdigit() and int(text)):
        raise ImproperlyConfigured(f"{name} must be a whole number above 0.")
    return int(text or default)


def days(name: str) -> int | None:
    """A number of days, nought included; None where the variable says nothing."""
    text = os.environ.get(name, "").strip()
    if text and not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise ImproperlyConfigured(f"{name} must be a whole number of days.")
    return int(text) if text else None


def database(name: str, default: Path, *, may_make: bool, journal: str = "WAL") -> dict[str, Any]:
    """Django's dictionary; the folder of an SQLite file must exist unless it may be made."""
    url = os.environ.get(name) or f"sqlite:///{default}"
    if not url.startswith(("postgres://", "postgresql://", "sqlite:///")):
        raise ImproperlyConfigured(f"{name} must be a postgres:// or sqlite:/// address.")
    try:
        config: dict[str, Any] = _env.db_url_config(url)
    except ValueError as problem:
        raise ImproperlyConfigured(f"{name} is not a database address that can be read.") from problem
    if not url.startswith("sqlite"):
        return {**config, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    if not (may_make or IS_SETTING_UP or Path(config["NAME"]).absolute().parent.is_dir()):
        named = name if os.environ.get(name) else "NOTIFIER_HOME"
        raise ImproperlyConfigured(f"{named}: the folder of the SQLite file does not exist.")
    _make_private(Path(config["NAME"]), with_folder=may_make)
    # IMMEDIATE: a writer waits at BEGIN instead of failing half-way. FULL: a receipt survives a power cut.
    init = f"PRAGMA journal_mode={journal}; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
    return {**config, "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": init}}


def _make_private(path: Path, *, with_folder: bool) -> None:
    """SQLite would make the file readable by everybody whom its folder is open to. Its journals take after it."""
    if IS_SETTING_UP or str(path) == ":memory:":
        return
    # A file that is there stays as it is; where none can be made, SQLite says so when it is asked.
    with suppress(OSError):
        if with_folder:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def secret_key(home: Path, *, may_make: bool) -> str:
    key = _secret("NOTIFIER_SECRET_KEY", home / "secret.key", secrets.token_urlsafe(50), may_make=may_make)
    if len(key) < _LONG or len(set(key)) < _VARIED:
        raise ImproperlyConfigured("NOTIFIER_SECRET_KEY is too short or too plain: at least 40 random characters.")
    return key


def master_keys(home: Path, *, may_make: bool) -> str:
    """As given; notifier.vault reads it."""
    return _secret("NOTIFIER_MASTER_KEYS", home / "master.keys", f"m1:{secrets.token_urlsafe(32)}=", may_make=may_make)


def log_keys(home: Path, *, may_make: bool) -> str:
    """As given; notifier.audit reads it."""
    return _secret("NOTIFIER_LOG_KEYS", home / "log.keys", f"l1:{secrets.token_urlsafe(32)}=", may_make=may_make)


def log_origin(default: str) -> str:
    origin = os.environ.get("NOTIFIER_LOG_ORIGIN") or default
    if not is_key_name(origin) or not origin.isprintable():
        raise ImproperlyConfigured("NOTIFIER_LOG_ORIGIN must hold neither spaces nor plus signs.")
    return origin


def time_stamping() -> tuple[str, str]:
    """The authority's address and the PEM file of its certificates; both empty when there is none."""
    url, roots = os.environ.get("NOTIFIER_TSA_URL", ""), os.environ.get("NOTIFIER_TSA_CERTIFICATES", "")
    if url and not url.startswith(("http://", "https://")):
        raise ImproperlyConfigured("NOTIFIER_TSA_URL must be an http:// or https:// address.")
    if url and not (roots and Path(roots).is_file()):
        raise ImproperlyConfigured("NOTIFIER_TSA_URL needs NOTIFIER_TSA_CERTIFICATES, a PEM file of its certificates.")
    return url, roots


def _secret(name: str, kept: Path, make: str, *, may_make: bool) -> str:
    """From NAME, from the file named by NAME_FILE, or from `kept`; the demo and DEBUG write `make` there once."""
    if value := os.environ.get(name):
        return value
    path = Path(os.environ.get(f"{name}_FILE") or kept)
    try:
        if path.is_file():
            return path.read_text().strip()
    except (OSError, UnicodeDecodeError) as problem:
        raise ImproperlyConfigured(f"{name}: its file cannot be read by this user.") from problem
    if IS_SETTING_UP:
        return make
    if not may_make:
        raise ImproperlyConfigured(f"{name} is not set: give it, or {name}_FILE, or run the demo.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        path.write_text(make + "\n")
    except OSError as problem:
        raise ImproperlyConfigured(f"NOTIFIER_HOME: no file can be written in {kept.parent}.") from problem
    return make


def public_address(default: str) -> str:
    address = (os.environ.get("NOTIFIER_PUBLIC_ADDRESS") or default).rstrip("/")
    if not re.fullmatch(r"https?://[A-Za-z0-9.:\[\]-]+", address):
        raise ImproperlyConfigured("NOTIFIER_PUBLIC_ADDRESS must be https:// or http:// and a host, without a path.")
    return address


# A page behind https:// has its TLS from a proxy, which stands on this machine or a network of its own.
PRIVATE_NETWORKS = ("127.0.0.0/8", "::1/128", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")


def networks(name: str, default: tuple[str, ...]) -> tuple[IPv4Network | IPv6Network, ...]:
    """Addresses or networks, separated by commas; `none` for none at all."""
    text = os.environ.get(name, "").strip()
    if text.lower() == "none":
        return ()
    listed = [part.strip() for part in text.split(",") if part.strip()] or default
    try:
        return tuple(ip_network(part) for part in listed)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must list addresses or networks such as 10.0.0.0/8, or none.") from None


def bounce_domain() -> str:
    """Where what comes back is sent to; empty where each message has no return address of its own."""
    domain = os.environ.get("NOTIFIER_BOUNCE_DOMAIN", "")
    if domain and not re.fullmatch(DOMAIN, domain):
        raise ImproperlyConfigured("NOTIFIER_BOUNCE_DOMAIN must be a domain name.")
    return domain.lower()


def bounce_inbox() -> dict[str, Any] | None:
    """The mailbox returns are read from, as delivery.channels.inbox wants it; None where none is named."""
    host, user = os.environ.get("NOTIFIER_BOUNCE_IMAP_HOST", ""), os.environ.get("NOTIFIER_BOUNCE_IMAP_USER", "")
    if not host:
        return None
    if not user:
        raise ImproperlyConfigured("NOTIFIER_BOUNCE_IMAP_HOST needs NOTIFIER_BOUNCE_IMAP_USER and its password.")
    folder = os.environ.get("NOTIFIER_BOUNCE_IMAP_FOLDER") or "INBOX"
    done = os.environ.get("NOTIFIER_BOUNCE_IMAP_DONE") or "Notifier"
    if not all(re.fullmatch(r"[A-Za-z0-9._/ -]+", name) for name in (folder, done)) or folder == done:
        raise ImproperlyConfigured("NOTIFIER_BOUNCE_IMAP_FOLDER and _DONE must be two plain names of folders.")
    port, password = number("NOTIFIER_BOUNCE_IMAP_PORT", 993), given("NOTIFIER_BOUNCE_IMAP_PASSWORD")
    return {"host": host, "port": port, "user": user, "password": password, "folder": folder, "done": done}


# What django-anymail asks of each, and where it is taken from; amazon_ses reads its own AWS_* variables.
_PROVIDERS: dict[str, dict[str, str]] = {
    "amazon_ses": {},
    "brevo": {"BREVO_API_KEY": "NOTIFIER_MAIL_PROVIDER_KEY"},
    "mailjet": {"MAILJET_API_KEY": "NOTIFIER_MAIL_PROVIDER_KEY", "MAILJET_SECRET_KEY": "NOTIFIER_MAIL_PROVIDER_SECRET"},
    "postal": {
        "POSTAL_API_KEY": "NOTIFIER_MAIL_PROVIDER_KEY",
        "POSTAL_API_URL": "NOTIFIER_MAIL_PROVIDER_URL",
        "POSTAL_WEBHOOK_KEY": "NOTIFIER_MAIL_PROVIDER_WEBHOOK_KEY",
    },
    "postmark": {"POSTMARK_SERVER_TOKEN": "NOTIFIER_MAIL_PROVIDER_KEY"},
    "resend": {"RESEND_API_KEY": "NOTIFIER_MAIL_PROVIDER_KEY"},
    "scaleway": {
        "SCALEWAY_SECRET_KEY": "NOTIFIER_MAIL_PROVIDER_KEY",
        "SCALEWAY_PROJECT_ID": "NOTIFIER_MAIL_PROVIDER_PROJECT",
    },
}
_PROVIDER = "NOTIFIER_MAIL_PROVIDER"


def provider() -> tuple[str, dict[str, Any]]:
    """Who is handed e-mail instead of the relay, and django-anymail's settings; empty where nobody is named."""
    name = os.environ.get(_PROVIDER, "")
    if not name:
        return "", {}
    if name not in _PROVIDERS:
        raise ImproperlyConfigured(f"{_PROVIDER} must be one of {', '.join(_PROVIDERS)}.")
    found: dict[str, Any] = {asked: given(ours) for asked, ours in _PROVIDERS[name].items()}
    if url := os.environ.get("NOTIFIER_MAIL_PROVIDER_URL"):
        found[f"{name.upper()}_API_URL"] = url
    if secret := guard("NOTIFIER_WEBHOOK_SECRET"):
        found["WEBHOOK_SECRET"] = secret
    return name, found


def guard(name: str) -> str:
    """`login:password` of a webhook; empty where there is none."""
    if not (os.environ.get(name) or os.environ.get(f"{name}_FILE")):
        return ""
    secret = given(name)
    user, _colon, password = secret.partition(":")
    if not user or len(password) < _LONG // 2:
        raise ImproperlyConfigured(f"{name} must be a name, a colon and at least 20 random characters.")
    return secret


def given(name: str) -> str:
    """A secret somebody else made: from NAME or the file named by NAME_FILE."""
    if value := os.environ.get(name):
        return value
    try:
        return Path(os.environ[f"{name}_FILE"]).read_text().strip()
    except KeyError:
        raise ImproperlyConfigured(f"{name} is not set: give it, or {name}_FILE.") from None
    except (OSError, UnicodeDecodeError):
        raise ImproperlyConfigured(f"{name}: its file cannot be read by this user.") from None


def relay(default: str) -> dict[str, Any]:
    """Django's e-mail settings. Only SMTP: notices are handed over command by command (docs/decisions/0004)."""
    try:
        config: dict[str, Any] = _env.email_url("EMAIL_URL", default=default)
    except (KeyError, ValueError, ImproperlyConfigured) as problem:
        raise ImproperlyConfigured("EMAIL_URL is not a mail server address that can be read.") from problem
    if not (config["EMAIL_HOST"] and config["EMAIL_BACKEND"].endswith(".smtp.EmailBackend")):
        raise ImproperlyConfigured("EMAIL_URL must name a mail server by its host and port.")
    return config


# What follows stands in the head of every notice: nothing may end a line there, and nothing may tell of a care.


def mail_domain(default: str) -> str:
    domain = os.environ.get("NOTIFIER_MAIL_DOMAIN") or default
    if not re.fullmatch(DOMAIN, domain):
        raise ImproperlyConfigured("NOTIFIER_MAIL_DOMAIN must be a domain name.")
    return domain


def mail_sender(default: str) -> str:
    sender = os.environ.get("NOTIFIER_MAIL_SENDER") or default
    if not re.fullmatch(rf"[A-Za-z0-9._+-]+@{DOMAIN}", sender):
        raise ImproperlyConfigured("NOTIFIER_MAIL_SENDER must be one e-mail address.")
    return sender


def mail_sender_name(default: str) -> str:
    name = os.environ.get("NOTIFIER_MAIL_SENDER_NAME") or default
    if not name.isprintable() or sender_name_problems(name):
        raise ImproperlyConfigured("NOTIFIER_MAIL_SENDER_NAME must be one line that tells of no care and no doctor.")
    return name
