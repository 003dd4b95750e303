"""The SPF record to publish."""

import pytest

from notifier.post.sender.mending import mended


@pytest.mark.parametrize(
    ("standing", "wanted", "record"),
    [
        ([], ["192.0.2.1", "2001:db8::1", "spf.relais.test"],
         "v=spf1 ip4:192.0.2.1 ip6:2001:db8::1 include:spf.relais.test ~all"),
        (["v=spf1  mx -ALL"], ["192.0.2.1"], "v=spf1 mx ip4:192.0.2.1 -ALL"),
        (["v=spf1 mx +all"], [], "v=spf1 mx ~all"),
        (["v=spf1 mx ?all"], [], "v=spf1 mx ~all"),
        (["v=spf1 mx redirect=_spf.test"], ["192.0.2.1"], "v=spf1 mx ip4:192.0.2.1 redirect=_spf.test"),
        (["v=spf1 mx -all", "v=spf1 mx a ~all"], ["192.0.2.1"], "v=spf1 mx a ip4:192.0.2.1 -all"),
        (["v=spf1 ip4:192.0.2.1 ~all"], ["192.0.2.1"], "v=spf1 ip4:192.0.2.1 ~all"),
    ],
)  # fmt: skip
def test_what_stands_is_kept_and_closed(standing: list[str], wanted: list[str], record: str) -> None:
    assert mended(standing, wanted) == record


def test_what_is_wrong_is_left_out() -> None:
    assert mended(["v=spf1 mx include:gone.test -all"], [], without="include:gone.test") == "v=spf1 mx -all"
