"""The ready-made texts a draft begins with. Written for someone frightened, who has one minute."""

from notifier.notices.choices import Audience
from notifier.notices.rules.texts import english, french
from notifier.notices.rules.texts.shape import Text, TextKey

ALL: dict[TextKey, Text] = {**french.TEXTS, **english.TEXTS}

__all__ = ["ALL", "Text", "TextKey", "text_keys"]


def text_keys(audiences: frozenset[Audience]) -> tuple[TextKey, ...]:
    """The keys a wording needs for these audiences, in a stable order."""
    return tuple(key for key in ALL if key.audience in audiences)
