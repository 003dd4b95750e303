import re
from dataclasses import replace

from notifier.post.body import Slots, html_body, text_body
from tests.lib.samples import DOCUMENT

SLOTS = Slots(attention=("À l’attention de", "NAME"), reference=("Référence", "REF"), date=("Date", "DAY"))


def test_the_text_holds_every_block_in_order() -> None:
    text = text_body(DOCUMENT, SLOTS)
    wanted = [
        "Madame,",
        "CE QUI S’EST PASSÉ",
        "- Nom et prénom\xa0: oui",
        "1. Ne cliquez pas.",
        "- L’accès",
        "Cabinet Canari",
    ]
    places = [text.index(piece) for piece in wanted]
    assert places == sorted(places)


def test_each_personal_field_stands_alone_on_its_line() -> None:
    for body in (text_body(DOCUMENT, SLOTS), html_body(DOCUMENT, SLOTS)):
        assert {"NAME", "REF", "DAY"} <= set(body.splitlines())


def test_the_html_loads_nothing_and_has_nothing_to_click() -> None:
    html = html_body(DOCUMENT, SLOTS)
    assert re.findall(r"https?:|<a |<img|<link|<script|url\(", html) == []


def test_the_preheader_is_hidden_and_the_way_out_stands_last() -> None:
    slots = replace(SLOTS, preheader="À lire & garder.", end="Écrivez à papier@example.org.")
    html, text = html_body(DOCUMENT, slots), text_body(DOCUMENT, slots)
    hidden = html.split("<body", 1)[1].split("<table")[0]
    assert "À lire &amp; garder." in hidden
    assert "display: none" in hidden
    assert html.index("Écrivez à papier") > html.index("Cabinet Canari")
    assert text.rstrip().endswith("Écrivez à papier@example.org.")
    assert "À lire" not in text


def test_the_html_is_escaped_and_says_its_language() -> None:
    html = html_body(DOCUMENT, SLOTS)
    assert 'lang="fr"' in html
    assert "&amp; copiées &lt;hier&gt;" in html


def test_the_html_has_colours_for_the_night() -> None:
    html = html_body(DOCUMENT, SLOTS)
    head, body = html.split("<body", 1)
    assert "@media (prefers-color-scheme: dark)" in head
    assert "#171614" not in body
    assert max(map(len, html.splitlines())) < 998
