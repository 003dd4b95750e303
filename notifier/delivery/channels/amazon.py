"""The way to Amazon SES, through its own library (boto3), which is installed where it is needed."""

from typing import Any

from anymail.exceptions import AnymailAPIError, AnymailError
from botocore.client import Config
from botocore.exceptions import BotoCoreError
from botocore.serialize import create_serializer
from django.core.mail import EmailMultiAlternatives

from notifier.delivery.channels.face import ChannelDown
from notifier.delivery.channels.wires import Composed, KeptBackend


class SesWire(KeptBackend):
    """To Amazon SES, through its own library, which makes the bytes when it sends: they are made before it, the same
    way, and what it makes is compared before it leaves.
    """

    def __init__(self) -> None:
        super().__init__("amazon_ses")

    def open(self) -> None:
        try:
            super().open()
        except BotoCoreError:
            # No region, no such profile: it has many words for settings that are not enough.
            raise ChannelDown("provider_misconfigured") from None

    def made(self) -> Any:
        backend = super().made()
        # Left to itself it asks up to five times where it hears no answer: then a message goes out twice.
        once = Config(retries={"total_max_attempts": 1})
        given = backend.client_params.get("config")
        backend.client_params["config"] = given.merge(once) if given else once
        return backend

    def compose(self, message: EmailMultiAlternatives, key: str, body: bytes | None = None) -> Composed:
        payload = self.payload(message)
        payload.finalize_payload()
        model = self.backend.client.meta.service_model
        made = create_serializer(model.protocol).serialize_to_request(
            payload.params, model.operation_model("SendEmail")
        )
        return Composed(made["body"], message, payload, payload.params)

    def hand_over(self, composed: Composed) -> frozenset[str]:
        def compare(request: Any, **_unknown: object) -> None:
            if bytes(request.body) != composed.body:
                # Nothing has left.
                raise AnymailError("other bytes than were made")

        events = self.backend.client.meta.events
        events.register("before-send.sesv2.SendEmail", compare, unique_id="notifier")
        try:
            payload = composed.payload
            # Made once: made again it would have another boundary.
            payload.finalize_payload = lambda: None
            response = self.backend.post_to_esp(payload, composed.message)
        except (TypeError, AttributeError, ValueError) as problem:
            if isinstance(problem, AnymailError):
                raise
            # Its library reads a yes without looking what it is.
            raise AnymailAPIError("a yes nobody understands", status_code=200) from None
        finally:
            events.unregister("before-send.sesv2.SendEmail", unique_id="notifier")
        return self.understood(response, composed)
