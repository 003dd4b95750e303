"""Masters: one content for both channels."""

from email import message_from_bytes
from email.policy import default as mail_policy
from html.parser import HTMLParser

import pytest

from notifier.law.content import HEADINGS, Part
from notifier.notices.choices import Audience, Channel
from notifier.notices.models import Wording
from notifier.notices.rendering.masters import make_masters, wording_texts
from notifier.notices.rules.texts import ALL
from notifier.notices.rules.variants import Variant
from notifier.rosters.choices import Language, Salutation, Tier

pytestmark = pytest.mark.django_db
ADULT = Variant(Language.FRENCH, Tier.ADMINISTRATIVE, Salutation.MADAME, 0b11, Audience.ADULT)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._hidden = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._hidden = tag in {"style", "title"}

    def handle_endtag(self, tag: str) -> None:
        self._hidden = False

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)


def text_of(html: str) -> str:
    reader = _Text()
    reader.feed(html)
    return " ".join(" ".join(reader.words).split())


def both(draft: Wording, variant: Variant) -> tuple[str, str, str]:
    """The message as text and as HTML's text, and the letter's text."""
    email, letter = make_masters(draft, [(Channel.EMAIL, variant), (Channel.LETTER, variant)])
    message = message_from_bytes(email.data, policy=mail_policy)
    plain, html = (message.get_body(preferencelist=(kind,)) for kind in ("plain", "html"))
    assert plain is not None
    assert html is not None
    return (" ".join(plain.get_content().split()), text_of(html.get_content()), text_of(letter.data.decode()))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    ("tier", "audience"),
    [
        (Tier.ADMINISTRATIVE, Audience.ADULT),
        (Tier.ANNOTATED, Audience.ADULT),
        (Tier.ADMINISTRATIVE, Audience.GUARDIAN),
        (Tier.ADMINISTRATIVE, Audience.PROTECTED),
        (Tier.ANNOTATED, Audience.PROTECTED),
    ],
)
def test_every_variant_says_the_six_parts_in_message_and_letter(
    language: Language, tier: Tier, audience: Audience, draft: Wording
) -> None:
    variant = Variant(language, tier, Salutation.NONE, 0b11, audience)
    for text in both(draft, variant):
        places = [text.casefold().find(HEADINGS[language][part].casefold()) for part in Part]
        assert places == sorted(places)
        assert places[0] >= 0
        assert "Cabinet du Dr Numéro 1" in text
        assert "{" not in text


def test_equal_wordings_make_equal_bytes(draft: Wording) -> None:
    wanted = [(channel, ADULT) for channel in Channel]
    assert [m.sha256 for m in make_masters(draft, wanted)] == [m.sha256 for m in make_masters(draft, wanted)]


def test_texts_are_read_in_one_query(draft: Wording, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(wording_texts(draft)) == len(ALL)


def test_the_message_comes_from_the_neutral_sender_and_answers_go_to_the_practice(draft: Wording) -> None:
    master = make_masters(draft, [(Channel.EMAIL, ADULT)])[0]
    message = message_from_bytes(master.data, policy=mail_policy)
    assert str(message["From"]) == "Information importante <information@avis.example.org>"
    assert str(message["Reply-To"]) == "cabinet1@example.org"
    assert "papier@avis.example.org" in str(message["List-Unsubscribe"])
    assert message["List-Unsubscribe-Post"] is None
