"""A letter's page as HTML and its rendering."""

from notifier.press.layout import DENSE, LOOKS, MAX_LINES, address_html, looks, render


def test_six_lines_have_the_larger_sizes_and_a_seventh_asks_for_the_dense_one() -> None:
    assert looks(6) == ("s10", "s9")
    assert looks(7) == (DENSE,)
    assert LOOKS[DENSE] == (9, MAX_LINES)


def test_an_address_is_escaped_line_by_line() -> None:
    html = address_html(("<b>A", "B"), DENSE)
    assert 'class="s9 dense"' in html
    assert '<span id="a1">&lt;b&gt;A</span>' in html
    assert '<span id="a2">B</span>' in html


def test_rendering_reaches_nothing_outside() -> None:
    outside = '<img src="file:///etc/hostname"><img src="http://127.0.0.1:9/x.png">'
    assert len(render(f"<p>A</p>{outside}").pages) == 1
