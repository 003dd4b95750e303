"""What others make of the same job, in a process of their own: `python -m benchmarks.mail_peers PEER URL PORT N FILE`.

Each gets the same personal text and HTML, PostgreSQL where it keeps a queue, and the same mail server. Rendering is
inside the measure for everyone. The last line is one JSON object with what each of them took.
"""

import json
import logging
import sys
import time
import types
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from urllib.parse import urlsplit

import django
from django.conf import settings
from django.core.management import call_command

Content = dict[str, str]
# Tried on so many messages before the best of them is measured on all.
_TRIAL = 1500
_SENDER = "information@example.org"


def main() -> None:
    peer, url, port, count, path = sys.argv[1:]
    _set_up(url, int(port))
    content = json.loads(Path(path).read_text())
    measure = {"django_send": django_send, "post_office": post_office, "django_mailer": django_mailer}[peer]
    print(json.dumps(measure(content, int(count))))


def _set_up(url: str, port: int) -> None:
    parts = urlsplit(url)
    settings.configure(
        SECRET_KEY="bench",  # noqa: S106 - guards nothing
        USE_TZ=True,
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "post_office", "mailer"],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": parts.path.strip("/"),
                "HOST": parts.hostname,
                "PORT": parts.port or 5432,
                "USER": parts.username,
                "PASSWORD": parts.password or "",
            }
        },
        TEMPLATES=[
            {"BACKEND": "django.template.backends.django.DjangoTemplates"},
            {"BACKEND": "post_office.template.backends.post_office.PostOfficeTemplates"},
        ],
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=port,
        POST_OFFICE={"MESSAGE_ID_ENABLED": True, "MESSAGE_ID_FQDN": "example.org"},
        LOGGING={"version": 1, "root": {"level": "ERROR"}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )
    django.setup()
    logging.disable(logging.WARNING)
    # A name looked up by each message would measure the resolver.
    mail_utils = sys.modules.get("django.core.mail.utils")
    if isinstance(mail_utils, types.ModuleType):
        mail_utils.DNS_NAME._fqdn = "bench.example.org"
    call_command("migrate", verbosity=0, interactive=False)


def _people(count: int) -> Iterator[dict[str, str]]:
    for number in range(count):
        yield {"name": f"Élodie Lefèvre {number}", "reference": f"7K3M-{number:08d}", "to": f"p{number}@example.org"}


def django_send(content: Content, count: int) -> dict[str, object]:
    """EmailMultiAlternatives.send() in a loop over one open connection; nothing is kept of it."""
    from django.core.mail import get_connection

    def work() -> None:
        make = _maker(content)
        with get_connection() as connection:
            for person in _people(count):
                make(person, connection).send()

    return _rate(count, _timed(work))


def _maker(content: Content) -> Callable[..., object]:
    from django.core.mail import EmailMultiAlternatives
    from django.template import Context, Template

    plain, html = Template(content["plain"]), Template(content["html"])

    def make(person: dict[str, str], connection: object = None) -> object:
        context = Context(person)
        text = plain.render(context)
        message = EmailMultiAlternatives(
            content["subject"],
            text,
            _SENDER,
            [person["to"]],
            connection=connection,  # type: ignore[arg-type]
        )
        message.attach_alternative(html.render(context), "text/html")
        return message

    return make


def django_mailer(content: Content, count: int) -> dict[str, object]:
    """Its backend to enqueue in one go, its engine to send."""
    from django.core.mail import get_connection
    from mailer import engine
    from mailer.models import Message

    def work() -> None:
        make = _maker(content)
        get_connection("mailer.backend.DbBackend").send_messages([make(person) for person in _people(count)])  # type: ignore[list-item]
        engine.send_all()

    seconds = _timed(work)
    if left := Message.objects.count():
        raise SystemExit(f"django-mailer left {left} messages")
    return _rate(count, seconds)


def post_office(content: Content, count: int) -> dict[str, object]:
    """The fastest of its ways on a trial, then all messages that way."""
    ways = list(product((1, 2, 4), (1, 4), (500, 5000), (False, True)))
    tried = {way: _post_office(content, min(_TRIAL, count), way) for way in ways}
    best = min(tried, key=lambda way: tried[way])
    processes, threads, batch, late = best
    seconds = _post_office(content, count, best)
    return {**_rate(count, seconds), "processes": processes, "threads": threads, "batch": batch, "late": late}


def _post_office(content: Content, count: int, way: tuple[int, int, int, bool]) -> float:
    from post_office import mail
    from post_office.models import STATUS, Email, EmailTemplate

    processes, threads, batch, late = way
    Email.objects.all().delete()
    EmailTemplate.objects.all().delete()
    template = EmailTemplate.objects.create(
        name="notice", subject=content["subject"], content=content["plain"], html_content=content["html"]
    )
    settings.POST_OFFICE |= {"THREADS_PER_PROCESS": threads, "BATCH_SIZE": batch, "BATCH_DELIVERY_TIMEOUT": 3600}

    def work() -> None:
        mail.send_many(
            [
                {
                    "recipients": [person["to"]], "sender": _SENDER, "template": template,
                    "context": {"name": person["name"], "reference": person["reference"]}, "render_on_delivery": late,
                }
                for person in _people(count)
            ]
        )  # fmt: skip
        mail.send_queued_mail_until_done(processes=processes)

    seconds = _timed(work)
    sent = Email.objects.filter(status=STATUS.sent).count()
    if sent != count:
        raise SystemExit(f"post_office sent {sent} of {count}")
    return seconds


def _timed(work: Callable[[], None]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _rate(count: int, seconds: float) -> dict[str, object]:
    return {"per_second": round(count / seconds), "seconds": round(seconds, 1)}


if __name__ == "__main__":
    main()
