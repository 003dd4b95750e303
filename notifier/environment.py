"""Reading the environment: every value that makes no sense stops the start with one sentence."""

import os
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

# IMMEDIATE: a writer waits at BEGIN instead of failing half-way. FULL: a receipt survives a power cut.
_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
}


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


def database(name: str, default: Path) -> dict[str, Any]:
    """Django's settings for the database whose address the variable gives, else for an SQLite file."""
    url = os.environ.get(name) or f"sqlite:///{default}"
    if not url.startswith(("postgres://", "postgresql://", "sqlite:///")):
        raise ImproperlyConfigured(f"{name} must be a postgres:// or sqlite:/// address.")
    config: dict[str, Any] = environ.Env().db_url_config(url)
    if url.startswith("sqlite"):
        return {**config, "OPTIONS": dict(_SQLITE)}
    return {**config, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def secret(name: str, path: Path, *, make: str | None) -> str:
    """The secret NAME, or what the file holds that NAME_FILE names, or the one at `path`, where `make` is written once
    if it may be made up.
    """
    if value := os.environ.get(name):
        return value
    path = Path(os.environ.get(f"{name}_FILE") or path)
    if path.is_file():
        return path.read_text().strip()
    if make is None:
        raise ImproperlyConfigured(f"{name} is not set: give it, or {name}_FILE, or run the demo.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        path.write_text(make + "\n")
    except OSError as problem:
        raise ImproperlyConfigured(f"NOTIFIER_HOME: no file can be written in {path.parent}.") from problem
    return make
