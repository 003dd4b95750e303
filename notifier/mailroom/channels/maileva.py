"""Maileva's mail interface, version 2.6, as its published description has it. Not tried against the live service.

A sending is a draft until it is submitted; only a draft can be submitted, changed or deleted. So a letter that was
asked to be printed under one name is printed once, however often it is asked for.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from notifier.mailroom.channels.face import Declined, Down, Letter, Said, Unclear
from notifier.mailroom.channels.maileva_http import Gone, Line, Refused
from notifier.mailroom.choices import Stage, Word
from notifier.mailroom.rules.maileva import Undeliverable, address_fields, check_sheets, is_of_the_letter, word_of

# A page of the list of sendings, and how many of them are looked through for one that may be there.
_PAGE, _PAGES = 500, 200


@dataclass(frozen=True, slots=True)
class Options:
    """As the settings give them. Without a user the application logs in as itself."""

    name: str
    url: str
    token_url: str
    client_id: str
    client_secret: str = field(repr=False)
    undelivered_to: str
    username: str = ""
    password: str = field(default="", repr=False)
    postage: str = "ECONOMIC"
    is_color: bool = False
    has_address_sheet: bool = True
    webhook: str = field(default="", repr=False)
    timeout: float = 60.0


class Maileva:
    stages: Sequence[Stage] = (Stage.DRAFTING, Stage.FILLING, Stage.ADDRESSING, Stage.SUBMITTING)

    def __init__(self, options: Options) -> None:
        self.name = options.name
        self._options = options
        self._line = Line(options.url, options.token_url, self._login(), options.timeout)

    def check(self, letter: Letter) -> None:
        options = self._options
        try:
            address_fields(letter.lines, letter.country)
            check_sheets(letter.pages, duplex=letter.is_duplex, has_address_sheet=options.has_address_sheet)
        except Undeliverable as undeliverable:
            raise Declined(undeliverable.code) from None

    def take(self, stage: Stage, letter: Letter, sending: str) -> str:
        try:
            if stage is Stage.DRAFTING:
                return self._draft(letter)
            if stage is Stage.FILLING:
                self._fill(sending, letter)
            elif stage is Stage.ADDRESSING:
                self._address(sending, letter)
            else:
                self._check_before(sending, letter)
                self._submit(sending)
        except Refused as refused:
            if refused.code == "SENDING_STATUS_IS_NOT_DRAFT":
                # Somebody submitted it meanwhile: what it is now must be asked.
                raise Unclear("not_a_draft") from None
            if is_of_the_letter(refused.code):
                raise Declined(refused.code) from None
            # What it says of a draft, which holds our options only, or in words nobody knows, concerns every letter.
            raise Down(refused.code) from None
        except Gone:
            raise Unclear("gone") from None
        return sending

    def submit(self, sending: str) -> None:
        try:
            self._submit(sending)
        except Refused as refused:
            if refused.code != "SENDING_STATUS_IS_NOT_DRAFT":
                raise Down(refused.code) from None
        except Gone:
            raise Unclear("gone") from None

    def find(self, custom_ids: frozenset[str]) -> dict[str, list[tuple[str, Word]]]:
        """The interface has no search: the list is read to its end."""
        found: dict[str, list[tuple[str, Word]]] = {name: [] for name in custom_ids}
        for sending in self._sendings():
            if (name := str(sending.get("custom_id") or "")) in custom_ids:
                found[name].append((str(sending["id"]), word_of(str(sending.get("status") or ""), "")))
        return found

    def look(self, sending: str) -> Said:
        """Two requests once it is taken: what became of a letter stands with its recipient."""
        try:
            head = self._asked("GET", f"sendings/{sending}")
            status = str(head.get("status") or "")
            if status == "DRAFT":
                return Said(Word.DRAFT)
            listed = self._asked("GET", f"sendings/{sending}/recipients", params={"start_index": 1, "count": 2})
        except Gone:
            return Said(Word.GONE)
        recipients = listed.get("recipients") or [{}]
        return self._said(head, recipients[0] if isinstance(recipients[0], Mapping) else {})

    def discard(self, sending: str) -> bool:
        try:
            self._line.ask("DELETE", f"sendings/{sending}")
        except Gone:
            return True
        except Refused as refused:
            if refused.code == "SENDING_STATUS_IS_NOT_DRAFT":
                return False
            raise Down(refused.code) from None
        return True

    def close(self) -> None:
        self._line.close()

    def _login(self) -> dict[str, str]:
        options = self._options
        mode = {"grant_type": "password", "username": options.username, "password": options.password}
        return {
            **(mode if options.username else {"grant_type": "client_credentials"}),
            "client_id": options.client_id,
            "client_secret": options.client_secret,
        }

    def _draft(self, letter: Letter) -> str:
        """The envelope shows nothing but the address: one window, no sender. Nothing is archived. Letters of a doctor
        to patients are health data, and are said to be; the account needs the right to it.
        """
        options = self._options
        wanted: dict[str, Any] = {
            "name": letter.label,
            "custom_id": letter.custom_id,
            "color_printing": options.is_color,
            "duplex_printing": letter.is_duplex,
            "optional_address_sheet": options.has_address_sheet,
            "print_sender_address": False,
            "archiving_duration": 0,
            "envelope_windows_type": "SIMPLE",
            "postage_type": options.postage,
            "treat_undelivered_mail": True,
            "notification_treat_undelivered_mail": [options.undelivered_to],
            "with_health_data": True,
        }
        if letter.sender:
            name, street, place = letter.sender
            wanted |= {"sender_address_line_1": name, "sender_address_line_4": street}
            wanted |= {"sender_address_line_6": place, "sender_country_code": "FR"}
        sending = self._asked("POST", "sendings", json=wanted).get("id")
        if not isinstance(sending, str) or not 0 < len(sending) <= 40 or not sending.replace("-", "").isalnum():
            raise Unclear("no_id")
        return sending

    def _fill(self, sending: str, letter: Letter) -> None:
        parts = {
            "document": (f"{letter.custom_id}.pdf", letter.pdf, "application/pdf"),
            "metadata": (None, json.dumps({"priority": 1, "name": f"{letter.custom_id}.pdf"}), "application/json"),
        }
        self._asked("POST", f"sendings/{sending}/documents", files=parts)

    def _address(self, sending: str, letter: Letter) -> None:
        address = address_fields(letter.lines, letter.country)
        self._asked("POST", f"sendings/{sending}/recipients", json={**address, "custom_id": letter.custom_id})

    def _check_before(self, sending: str, letter: Letter) -> None:
        """What cannot be taken back is looked at once more: one document, one recipient, under our name."""
        head = self._asked("GET", f"sendings/{sending}")
        counts = head.get("recipients_counts")
        total = counts.get("total", 1) if isinstance(counts, Mapping) else 1
        if head.get("custom_id") != letter.custom_id or head.get("documents_count", 1) != 1 or total != 1:
            raise Unclear("not_as_handed")

    def _submit(self, sending: str) -> None:
        self._line.ask("POST", f"sendings/{sending}/submit")

    def _sendings(self) -> Iterator[Mapping[str, Any]]:
        for page in range(_PAGES):
            params = {"start_index": page * _PAGE + 1, "count": _PAGE}
            try:
                listed = self._asked("GET", "sendings", params=params).get("sendings")
            except Gone:
                raise Down("no_list") from None
            if not isinstance(listed, list) or not all(isinstance(one, Mapping) for one in listed):
                raise Down("unreadable_list")
            yield from listed
            if len(listed) < _PAGE:
                return
        # What was not read may be the one that is looked for.
        raise Down("list_too_long")

    def _asked(self, method: str, path: str, **more: Any) -> Mapping[str, Any]:
        try:
            return self._line.ask(method, path, **more)
        except Refused as refused:
            if method == "GET":
                raise Down(refused.code) from None
            raise

    def _said(self, head: Mapping[str, Any], recipient: Mapping[str, Any]) -> Said:
        status, of_recipient = str(head.get("status") or ""), str(recipient.get("status") or "")
        word = word_of(status, of_recipient)
        code = str(recipient.get("status_detail") or head.get("status_detail") or "") if word is Word.REJECTED else ""
        carrier = plain_code(str(recipient.get("last_delivery_status") or ""))
        printed = recipient.get("pages_count")
        # Theirs counts the sheet with the address, ours does not.
        pages = printed - self._options.has_address_sheet if isinstance(printed, int) else None
        archived = bool(recipient.get("archive_date") or head.get("archive_date"))
        return Said(
            word,
            on=_day(str(head.get("processed_date") or "")),
            code=plain_code(code),
            carrier=carrier,
            is_undelivered=bool(recipient.get("undelivered_mail_date")),
            pages=pages,
            is_archived=archived,
        )


def plain_code(text: str) -> str:
    """A provider's code as it may be kept and logged: what is no plain word could be a sentence with a name in it."""
    short = text.strip()
    if not short:
        return ""
    return short if short.isascii() and short.replace("_", "").isalnum() and len(short) <= 60 else "unknown"


def _day(text: str) -> date | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return timezone.localdate(moment) if timezone.is_aware(moment) else moment.date()
