"""Who prints and posts for us."""

from django.conf import settings

from notifier.mailroom.channels.face import Declined, Down, HybridMail, Letter, Said, Unclear
from notifier.mailroom.channels.maileva import Maileva, Options


def open_provider() -> HybridMail | None:
    """The provider named in the settings, None where none is. Nothing is asked of it yet."""
    return Maileva(Options(**settings.HYBRID_MAIL)) if settings.HYBRID_MAIL else None


__all__ = ["Declined", "Down", "HybridMail", "Letter", "Said", "Unclear", "open_provider"]
