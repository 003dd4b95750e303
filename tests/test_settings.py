"""A wrong or missing setting stops the start with one sentence, and every setting is documented."""

import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOUND = {
    "NOTIFIER_SECRET_KEY": secrets.token_urlsafe(50),
    "NOTIFIER_MASTER_KEYS": f"m1:{secrets.token_urlsafe(32)}=",
    "NOTIFIER_LOG_KEYS": f"l1:{secrets.token_urlsafe(32)}=",
    "EMAIL_URL": "smtp://127.0.0.1:25",
    "NOTIFIER_MAIL_DOMAIN": "avis.example.org",
}


def start(home: Path, **changes: str | None) -> subprocess.CompletedProcess[str]:
    """`manage.py check` with sound production settings but for the changes; None takes a setting away."""
    given = {**SOUND, "NOTIFIER_HOME": str(home), **changes}
    env = {"PATH": os.environ["PATH"], **{name: value for name, value in given.items() if value is not None}}
    command = [sys.executable, "manage.py", "check"]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def test_sound_settings_start(tmp_path: Path) -> None:
    done = start(tmp_path)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NOTIFIER_SECRET_KEY", None),
        ("NOTIFIER_SECRET_KEY", "brief"),
        ("NOTIFIER_SECRET_KEY", "changeme" * 8),
        ("NOTIFIER_MASTER_KEYS", None),
        ("NOTIFIER_MASTER_KEYS", "nonsense"),
        ("NOTIFIER_MASTER_KEYS", "m1:dG9vIHNob3J0"),
        ("NOTIFIER_LOG_KEYS", None),
        ("NOTIFIER_LOG_KEYS", "nonsense"),
        ("NOTIFIER_LOG_ORIGIN", "two words"),
        ("NOTIFIER_TSA_URL", "ftp://tsa.test"),
        ("NOTIFIER_TSA_URL", "https://tsa.test"),
        ("NOTIFIER_DEBUG", "maybe"),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "sqlite:nonsense"),
        ("DATABASE_URL", "oracle://u@h/d"),
        ("DATABASE_URL", "postgres://u@h:port/d"),
        ("DATABASE_URL", "sqlite:////nowhere/at/all.sqlite3"),
        ("NOTIFIER_DEMO", "yes"),
        ("NOTIFIER_PUBLIC_ADDRESS", "avis.example.org/x"),
        ("NOTIFIER_PUBLIC_ADDRESS", "ftp://avis.example.org"),
        ("NOTIFIER_KEYSTORE_URL", "mysql://u@h/d"),
        ("REDIS_URL", "ftp://x"),
        ("EMAIL_URL", None),
        ("EMAIL_URL", "nonsense"),
        ("EMAIL_URL", "consolemail://"),
        ("EMAIL_URL", "smtp://:25"),
        ("NOTIFIER_MAIL_DOMAIN", None),
        ("NOTIFIER_MAIL_DOMAIN", "not a domain"),
        ("NOTIFIER_MAIL_SENDER", "nobody"),
        ("NOTIFIER_MAIL_SENDER", "a@example.org\nBcc: b@example.org"),
        ("NOTIFIER_MAIL_SENDER_NAME", "Cabinet du docteur Canari"),
        ("NOTIFIER_MAIL_SENDER_NAME", "Avis\nBcc: b@example.org"),
        ("NOTIFIER_MAIL_LIMIT", "0/hour"),
        ("NOTIFIER_MAIL_WARM_UP", "7000-10"),
        ("NOTIFIER_MAIL_BUCKET_LIMITS", "example=5/day"),
        ("NOTIFIER_ROSTER_UPLOAD_LIMIT", "much"),
        ("NOTIFIER_ROSTER_UPLOAD_LIMIT", "0"),
        ("NOTIFIER_LOG_LEVEL", "LOUD"),
    ],
)
def test_nonsense_stops_the_start_with_one_sentence(name: str, value: str | None, tmp_path: Path) -> None:
    done = start(tmp_path, **{name: value})
    assert done.returncode == 1
    [sentence] = done.stderr.strip().splitlines()
    assert sentence.startswith("Notifier cannot start: ")
    assert name in sentence
    assert not value or value == "0" or value not in sentence


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = start(tmp_path / "file" / "home", NOTIFIER_SECRET_KEY=None, NOTIFIER_DEBUG="1")
    assert "NOTIFIER_HOME" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("program", "code"),
    [(["gunicorn", "notifier.wsgi", "--bind", "127.0.0.1:0"], 3), (["celery", "-A", "notifier.celery", "worker"], 1)],
)
def test_pages_and_workers_stop_with_the_same_sentence(program: list[str], code: int, tmp_path: Path) -> None:
    env = {"PATH": os.environ["PATH"], **SOUND, "NOTIFIER_HOME": str(tmp_path), "NOTIFIER_MAIL_DOMAIN": "no domain"}
    command = [str(Path(sys.executable).with_name(program[0])), *program[1:]]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == code
    assert "Notifier cannot start: NOTIFIER_MAIL_DOMAIN must be a domain name." in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_that_does_not_answer_is_said_in_one_sentence(tmp_path: Path) -> None:
    env = {"PATH": os.environ["PATH"], **SOUND, "NOTIFIER_HOME": str(tmp_path)}
    command = [sys.executable, "manage.py", "migrate"]
    nobody = {**env, "DATABASE_URL": "postgres://u:secret@127.0.0.1:1/none"}
    done = subprocess.run(command, cwd=ROOT, env=nobody, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    [sentence] = done.stderr.strip().splitlines()
    assert sentence.startswith("Notifier cannot go on: the database says: ")
    assert "secret" not in sentence


def test_a_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text(SOUND["NOTIFIER_SECRET_KEY"] + "\n")
    done = start(tmp_path, NOTIFIER_SECRET_KEY=None, NOTIFIER_SECRET_KEY_FILE=str(file))
    assert done.returncode == 0, done.stderr


def test_made_up_secrets_are_the_owners_alone(tmp_path: Path) -> None:
    start(tmp_path, NOTIFIER_SECRET_KEY=None, NOTIFIER_MASTER_KEYS=None, NOTIFIER_LOG_KEYS=None, NOTIFIER_DEBUG="1")
    kept = sorted(tmp_path.iterdir())
    assert [path.name for path in kept] == ["keys.sqlite3", "log.keys", "master.keys", "notifier.sqlite3", "secret.key"]
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o600}


def test_every_setting_is_documented_and_none_that_is_gone() -> None:
    readers = [ROOT / "notifier/settings.py", ROOT / "manage.py", *(ROOT / "notifier/environment").glob("*.py")]
    source = "".join(path.read_text() for path in readers)
    read = set(re.findall(r'"(NOTIFIER_[A-Z_]+|DATABASE_URL|REDIS_URL|EMAIL_URL)"', source))
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs" / "settings.md").read_text(), re.MULTILINE))
    assert documented == read


def test_every_setting_of_production_can_be_given_to_the_containers() -> None:
    documented = re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs" / "settings.md").read_text(), re.MULTILINE)
    of_no_use_there = {"NOTIFIER_HOME", "NOTIFIER_DEBUG", "NOTIFIER_DEMO", "NOTIFIER_DEMO_CATCHER"}
    given = set(re.findall(r"^    ([A-Z_]+?)(?:_FILE)?: ", (ROOT / "docker-compose.yml").read_text(), re.MULTILINE))
    assert set(documented) - of_no_use_there <= given


def test_what_is_given_empty_is_not_given(tmp_path: Path) -> None:
    """As the containers get what nobody filled in."""
    optional = (
        "NOTIFIER_MAIL_SENDER",
        "NOTIFIER_MAIL_SENDER_NAME",
        "NOTIFIER_MAIL_LIMIT",
        "NOTIFIER_MAIL_WARM_UP",
        "NOTIFIER_MAIL_BUCKET_LIMITS",
        "NOTIFIER_ROSTER_UPLOAD_LIMIT",
        "NOTIFIER_LOG_LEVEL",
        "NOTIFIER_LOG_ORIGIN",
        "NOTIFIER_TSA_URL",
        "NOTIFIER_TSA_CERTIFICATES",
    )
    done = start(tmp_path, **dict.fromkeys(optional, ""))
    assert done.returncode == 0, done.stderr


def test_production_sets_what_browsers_must_be_told(tmp_path: Path) -> None:
    """Over HTTPS: cookies, transport, framing; the check of Django for deployment finds nothing."""
    given = {**SOUND, "NOTIFIER_HOME": str(tmp_path), "NOTIFIER_PUBLIC_ADDRESS": "https://avis.example.org"}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    env = {"PATH": os.environ["PATH"], **given}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
