"""One channel, one file, the same face: prepare the exact bytes, then send them and say how it ended."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.conf import settings

from notifier.delivery.channels.email import Relay
from notifier.delivery.channels.face import Channel as ChannelFace
from notifier.delivery.channels.letter import LetterChannel
from notifier.delivery.channels.provider import ProviderChannel
from notifier.delivery.channels.returning import ReturningEmail
from notifier.notices.choices import Channel


@contextmanager
def open_channels() -> Iterator[Mapping[Channel, ChannelFace]]:
    """Every channel as the settings say, closed at the end."""
    channels: dict[Channel, ChannelFace] = {Channel.EMAIL: _email(), Channel.LETTER: LetterChannel()}
    try:
        yield channels
    finally:
        for channel in channels.values():
            channel.close()


def _email() -> ChannelFace:
    """The relay, or the provider that is named in its place."""
    if settings.MAIL_PROVIDER:
        return ProviderChannel(settings.MAIL_PROVIDER, settings.MAIL_DOMAIN)
    return ReturningEmail(Relay.from_settings(), settings.MAIL_SENDER)
