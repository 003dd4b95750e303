"""Asking a real name server."""

from collections.abc import Iterator

import pytest

from notifier.delivery.channels.names import Names
from notifier.post.sender.answers import Answer
from notifier.post.sender.dkim import read_key
from tests.names import SERVFAIL, SILENCE, World, name_server, unused_port
from tests.post.sender.zones import RSA_2048

LONG = f"v=DKIM1; k=rsa; p={RSA_2048}"


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def names(world: World) -> Iterator[Names]:
    with name_server(world) as port:
        yield Names(("127.0.0.1", port), each=2)


def test_strings_of_a_text_are_joined_without_anything_between(world: World, names: Names) -> None:
    world.records["avis.test", "TXT"] = ['"v=spf1 ip4:192.0.2" ".1 -all"', '"another"']
    assert sorted(names.lookup("avis.test", "TXT").records) == ["another", "v=spf1 ip4:192.0.2.1 -all"]


def test_an_answer_that_is_cut_off_is_asked_for_over_tcp(world: World, names: Names) -> None:
    halves = f'"{LONG[:200]}" "{LONG[200:]}"'
    world.records["s1._domainkey.avis.test", "TXT"] = [halves, f'"{"x" * 250}"']
    found = names.lookup("s1._domainkey.avis.test", "TXT")
    assert read_key(found.records).bits == 2048
    assert [way for _name, _kind, way in world.asked] == ["udp", "tcp"]


def test_an_alias_is_followed(world: World, names: Names) -> None:
    world.records["s1._domainkey.avis.test", "CNAME"] = ["s1.relais.test."]
    world.records["s1.relais.test", "TXT"] = ['"v=DKIM1; p="']
    assert names.lookup("s1._domainkey.avis.test", "TXT") == Answer(("v=DKIM1; p=",))


def test_a_name_that_does_not_exist_has_no_records(world: World, names: Names) -> None:
    world.records["avis.test", "MX"] = ["10 mx.avis.test."]
    assert names.lookup("rien.test", "TXT") == Answer()
    assert names.lookup("avis.test", "TXT") == Answer()


def test_exchangers_are_written_with_their_preference(world: World, names: Names) -> None:
    world.records["avis.test", "MX"] = ["10 MX.avis.test."]
    world.records["nul.test", "MX"] = ["0 ."]
    assert names.lookup("avis.test", "MX").records == ("10 MX.avis.test",)
    assert names.lookup("nul.test", "MX").records == ("0 .",)


@pytest.mark.parametrize("trouble", [SERVFAIL, SILENCE])
def test_no_answer_is_no_word_either_way(world: World, trouble: str) -> None:
    world.records["avis.test", "TXT"] = [trouble]
    with name_server(world) as port:
        assert Names(("127.0.0.1", port), each=0.4).lookup("avis.test", "TXT") == Answer(failed=True)


def test_a_name_server_that_is_not_there_gives_no_answer() -> None:
    assert Names(("127.0.0.1", unused_port()), each=0.4).lookup("avis.test", "TXT").failed


def test_all_questions_together_take_no_longer_than_they_may(world: World) -> None:
    with name_server(world) as port:
        names = Names(("127.0.0.1", port), together=0)
        assert names.lookup("avis.test", "TXT") == Answer(failed=True)
    assert world.asked == []


def test_what_was_asked_is_not_asked_again(world: World, names: Names) -> None:
    for _ in range(3):
        names.lookup("avis.test", "TXT")
    assert world.asked == [("avis.test", "TXT", "udp")]


def test_a_name_in_other_letters_is_asked_for_as_it_is_registered(world: World, names: Names) -> None:
    world.records["xn--cabinet-tienne-ikb.test", "TXT"] = ['"v=spf1 -all"']
    assert names.lookup("cabinet-étienne.test", "TXT").records == ("v=spf1 -all",)


@pytest.mark.parametrize("name", ["a" * 64 + ".test", "..test", "\N{SNOWMAN}.test"])
def test_what_is_no_name_has_no_records(names: Names, world: World, name: str) -> None:
    assert names.lookup(name, "TXT") == Answer()
    assert world.asked == []
