"""What outsiders see of a notice: neighbours, mail carriers, mail programs, spam filters. Every shipped text."""

import re
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as mail_policy
from html import unescape
from io import BytesIO

import pikepdf
import pytest
from django.conf import settings

from notifier.law.secrecy import outside_problems
from notifier.notices.choices import Audience, Channel
from notifier.notices.models import Wording
from notifier.notices.rendering.labels import ATTENTION, PREHEADER
from notifier.notices.rendering.masters import make_masters
from notifier.notices.rules.documents import advice
from notifier.notices.rules.samples import ADMINISTRATIVE, EVERYTHING
from notifier.notices.rules.texts import ALL, TextKey
from notifier.notices.rules.variants import Variant
from notifier.post.stamp import Fields, stamp
from notifier.press.letters import Letter, LetterFields, compose
from notifier.rosters.choices import Category, Language, Salutation, Tier

pytestmark = pytest.mark.django_db
EVERY = pytest.mark.parametrize("key", ALL, ids=str)
NAMES = ("Cabinet du Dr Numéro 1", "Logidoc")
PREVIEW_LENGTH = 140


def variant(key: TextKey) -> Variant:
    exposure = EVERYTHING if key.tier is Tier.ANNOTATED else ADMINISTRATIVE
    return Variant(key.language, key.tier, Salutation.NONE, exposure, key.audience)


def sent(draft: Wording, chosen: Variant) -> bytes:
    master = make_masters(draft, [(Channel.EMAIL, chosen)])[0].data
    return stamp(
        master,
        Fields(
            to_address="zoe@example.org",
            name="Mme Zoé Canari",
            reference="7K3M-9QXT-2W4F-H",
            message_id="<1.email@avis.example.org>",
            at=datetime.now(UTC),
            date_words="5 mars 2026",
        ),
    )


def message(draft: Wording, key: TextKey) -> EmailMessage:
    return message_from_bytes(sent(draft, variant(key)), policy=mail_policy)  # type: ignore[return-value]


def body(draft: Wording, key: TextKey, kind: str) -> str:
    part = message(draft, key).get_body(preferencelist=(kind,))
    assert part is not None
    return str(part.get_content())


def wordiest(key: TextKey) -> Variant:
    """The one whose letter says most, whatever leaked."""
    variants = (replace(variant(key), exposure=exposure) for exposure in range(1 << len(Category)))
    return max(variants, key=lambda one: len("".join(advice(one).values())))


def letter(draft: Wording, key: TextKey) -> Letter:
    master = make_masters(draft, [(Channel.LETTER, wordiest(key))])[0].data.decode()
    address = ("M. JEAN-BAPTISTE CANARI DE LA TOUR", "APPARTEMENT 12", "14 RUE DES LILAS", "69003 LYON")
    return compose(master, LetterFields(address=address, date="24 septembre 2026", reference="7K3M-9QXT-2W4F-H"))


@EVERY
def test_subject_and_sender_tell_an_outsider_nothing(key: TextKey, draft: Wording) -> None:
    found = message(draft, key)
    assert outside_problems(str(found["Subject"]), NAMES) == ()
    sender = found["From"].addresses[0]
    assert outside_problems(sender.display_name, NAMES) == ()
    assert outside_problems(sender.username, NAMES) == ()


@EVERY
def test_a_list_of_mails_shows_the_preheader_and_nothing_of_the_notice(key: TextKey, draft: Wording) -> None:
    html = body(draft, key, "html").split("<body", 1)[1]
    first = unescape(re.sub(r"<[^>]+>", "", html.split(">", 1)[1]))
    seen = " ".join(re.sub(r"[\u034f\u200c\xa0]", " ", first[:PREVIEW_LENGTH]).split())
    assert seen == PREHEADER[key.language]
    assert outside_problems(seen, NAMES) == ()


@EVERY
def test_a_program_that_reads_plain_text_shows_no_more(key: TextKey, draft: Wording) -> None:
    seen = body(draft, key, "plain")[:PREVIEW_LENGTH]
    assert {"names_party", "medical", "legal"} & set(outside_problems(seen, NAMES)) == set()


@EVERY
def test_a_message_loads_nothing_and_holds_nothing_to_click(key: TextKey, draft: Wording) -> None:
    html = body(draft, key, "html")
    assert re.findall(r"https?:|//|<a[ >]|<img|<link|<script|<iframe|<form|url\(|@import|src=|background=", html) == []
    assert message(draft, key)["Disposition-Notification-To"] is None
    assert [part.get_content_type() for part in message(draft, key).walk()] == [
        "multipart/alternative", "text/plain", "text/html",
    ]  # fmt: skip


@EVERY
def test_a_message_says_its_language_and_its_colours(key: TextKey, draft: Wording) -> None:
    html = body(draft, key, "html")
    assert f'<html lang="{key.language}"' in html
    assert html.count(f'lang="{key.language}"') == 2
    assert '<meta name="color-scheme" content="light dark">' in html


@EVERY
def test_the_way_out_is_a_mailbox(key: TextKey, draft: Wording) -> None:
    for kind in ("plain", "html"):
        assert f"papier@{settings.MAIL_DOMAIN}" in body(draft, key, kind)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("audience", Audience)
def test_the_window_names_no_practice_and_no_law(language: Language, audience: Audience) -> None:
    assert outside_problems(ATTENTION[language, audience], NAMES) == ()


@EVERY
def test_a_letter_fits_one_page_and_its_file_says_nothing(key: TextKey, draft: Wording) -> None:
    made = letter(draft, key)
    assert made.pages == 1
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        shown = {name: str(value) for name, value in pdf.docinfo.items()}
        assert shown["/Title"] in {"Lettre", "Letter"}
        assert {"/Author", "/Subject", "/Keywords"} & set(shown) == set()
        xmp = bytes(pdf.Root.Metadata.read_bytes()).decode() if "/Metadata" in pdf.Root else ""
    assert {"medical", "legal", "names_party"} & set(outside_problems(xmp, NAMES)) == set()


@EVERY
def test_a_spam_filter_finds_nothing(key: TextKey, draft: Wording) -> None:
    """A real SpamAssassin with its own rules, without network; 5 is spam, and nothing of ours reaches 1."""
    assert score(filtered(sent(draft, variant(key)))) < 1


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("salutation", [Salutation.MADAME, Salutation.MONSIEUR])
def test_a_spam_filter_finds_nothing_in_how_one_is_spoken_to(
    language: Language, salutation: Salutation, draft: Wording
) -> None:
    key = TextKey(language, Tier.ANNOTATED, Audience.ADULT)
    assert score(filtered(sent(draft, replace(variant(key), salutation=salutation)))) < 1


def test_the_spam_filter_does_look() -> None:
    """GTUBE, the text that every filter must refuse."""
    gtube = b"XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X"
    assert score(filtered(b"From: a@example.org\r\nTo: b@example.org\r\nSubject: x\r\n\r\n" + gtube + b"\r\n")) >= 5


def filtered(mail: bytes) -> bytes:
    command = ["spamassassin", "--local", "--test-mode"]
    return subprocess.run(command, input=mail, capture_output=True, check=True).stdout


def score(report: bytes) -> float:
    found = re.search(rb"Content analysis details:\s+\((-?[\d.]+) points", report)
    assert found is not None
    return float(found[1])
