"""The script an authority checks a package with: what it accepts, and everything it must refuse."""

import hashlib
import io
import random
import subprocess
import sys
import zipfile
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from notifier.dossiers import verify
from notifier.lib import merkle
from notifier.notices.choices import State
from notifier.notices.rules.states import BY_LETTER, EVENTS
from notifier.notices.rules.states import INFORMED as INFORMED_STATES
from tests.dossiers import packages
from tests.dossiers.packages import CASE, FIRST, NOTICES, SECOND, Package, edited, event, made, seal, verdict

SCRIPT = Path(verify.__file__)
# RFC 8032, section 7.1: public key, message, signature.
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe"
        "24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302a"
        "eeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed2"
        "8dc027beceea1ec40a",
    ),
]


class TestSignatures:
    @pytest.mark.parametrize(("public", "message", "signature"), VECTORS)
    def test_the_vectors_of_the_standard_are_accepted(self, public: str, message: str, signature: str) -> None:
        assert verify.ed25519_accepts(*map(bytes.fromhex, (public, signature, message)))

    def test_every_verdict_is_that_of_another_implementation(self) -> None:
        """Two thousand signatures with one bit changed in key, signature or message."""
        chance = random.Random(8032)
        for _ in range(80):
            key, message = Ed25519PrivateKey.from_private_bytes(chance.randbytes(32)), chance.randbytes(40)
            whole = key.public_key().public_bytes_raw() + key.sign(message) + message
            assert verify.ed25519_accepts(whole[:32], whole[32:96], whole[96:])
            for _ in range(25):
                spoiled = bytearray(whole)
                spoiled[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
                parts = bytes(spoiled[:32]), bytes(spoiled[32:96]), bytes(spoiled[96:])
                assert verify.ed25519_accepts(*parts) == accepted_elsewhere(*parts)

    def test_a_signature_has_one_spelling(self) -> None:
        public, message, signature = (bytes.fromhex(part) for part in VECTORS[1])
        high = int.from_bytes(signature[32:], "little") + 2**252 + 27742317777372353535851937790883648493
        assert not verify.ed25519_accepts(public, signature[:32] + high.to_bytes(32, "little"), message)

    @pytest.mark.parametrize("y", [2**255 - 19, 2**255 - 18, 2**255 - 1, 2**255 - 19 + 2**255])
    def test_a_point_has_one_spelling(self, y: int) -> None:
        assert not verify.ed25519_accepts(y.to_bytes(32, "little"), bytes(64), b"")

    @pytest.mark.parametrize("y", [0, 1, 2**255 - 20, 2**255, 1 + 2**255])
    def test_a_key_of_small_order_signs_nothing(self, y: int) -> None:
        """With such a key R = B and S = 1 would fit half of all messages."""
        signature = bytes.fromhex("58" + "66" * 31) + (1).to_bytes(32, "little")
        assert not any(verify.ed25519_accepts(y.to_bytes(32, "little"), signature, bytes([n])) for n in range(16))


def accepted_elsewhere(public: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


class TestCanonicalJson:
    @pytest.mark.parametrize(
        "value",
        [
            None,
            [True, False, 0, -1, 2**53 - 1],
            {"é": 1, "e": {"b": [], "a": {}}, "\U0001f600": 2, "\uffff": 3},
            '\x00\x1f\b\t\n\f\r"\\/\x7f\u2028\U0001f600é',
        ],
    )
    def test_it_is_what_the_library_writes(self, value: object) -> None:
        assert verify.canonical(value) == rfc8785.dumps(value)  # type: ignore[arg-type]
        assert verify.read_canonical(rfc8785.dumps(value)) == value  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        "text",
        [
            *(' {"a":1}', '{"a": 1}', '{"b":1,"a":1}', '{"a":1,"a":1}', '{"a":1.0}', "1e3", "NaN", "-0", "01"),
            *('"\\u00e9"', '"\\/"', '"\\ud800"', "9007199254740992", "[1,]", "", '{"a":1}\n', "[" * 100_000),
        ],
    )
    def test_any_other_spelling_is_refused(self, text: str) -> None:
        with pytest.raises((ValueError, RecursionError)):
            verify.read_canonical(text.encode())


class TestTree:
    def test_it_is_the_houses_own(self) -> None:
        hashes = [merkle.leaf_hash(bytes([n])) for n in range(13)]
        for places in ([0], [12], [3, 4, 9], list(range(13))):
            spans = {
                span: merkle.span_hash(span, lambda level, at: merkle.root(hashes[at << level : (at + 1) << level]))
                for span in merkle.missing_spans(places, 13)
            }
            leaves = {place: hashes[place] for place in places}
            assert verify.rebuild_root(leaves, spans, 13) == merkle.root(hashes)

    def test_a_hash_that_is_not_needed_is_refused(self) -> None:
        hashes = [merkle.leaf_hash(bytes([n])) for n in range(2)]
        with pytest.raises(ValueError, match="prove nothing"):
            verify.rebuild_root(dict(enumerate(hashes)), {(4, 8): bytes(32)}, 2)

    def test_consistency_is_judged_as_in_the_house(self) -> None:
        hashes = [merkle.leaf_hash(bytes([n])) for n in range(20)]
        for old in range(1, 20):
            proof = merkle.consistency_proof(
                old, 20, lambda level, at: merkle.root(hashes[at << level : (at + 1) << level])
            )
            before = verify.Checkpoint("", old, merkle.root(hashes[:old]))
            after = verify.Checkpoint("", 20, merkle.root(hashes))
            assert verify.is_consistent(before, after, proof)
            assert not verify.is_consistent(before, after, [*proof, bytes(32)])
            assert not verify.is_consistent(verify.Checkpoint("", old, bytes(32)), after, proof)


class TestContainer:
    def test_it_is_a_plain_zip(self) -> None:
        """Python's own writer gives the same bytes, and its reader finds nothing to complain of."""
        members = {"a.txt": b"", "b/c.txt": b"\x00\xff" * 1000}
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
            for name, data in members.items():
                info = zipfile.ZipInfo(name)
                info.create_system, info.external_attr = 3, 0o100644 << 16
                file.writestr(info, data)
        assert verify.write_zip(members) == out.getvalue()
        assert verify.read_zip(out.getvalue()) == members

    @pytest.mark.parametrize(
        "options", [{"compress_type": zipfile.ZIP_DEFLATED}, {"comment": b"x"}, {"extra": b"1234"}]
    )
    def test_any_other_zip_is_refused(self, options: dict[str, object]) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as file:
            info = zipfile.ZipInfo("a.txt")
            info.create_system, info.external_attr = 3, 0o100644 << 16
            for name, value in options.items():
                setattr(info, name, value)
            file.writestr(info, b"a" * 100)
        assert verdict(out.getvalue()) == "container"

    def test_nothing_may_follow_or_lie_between(self) -> None:
        whole = made()
        assert [verdict(b""), verdict(whole + b"\x00"), verdict(b"\x00" + whole), verdict(whole[:-1])] == [
            "container"
        ] * 4


class TestPackage:
    def test_an_untouched_one_is_accepted(self) -> None:
        assert verdict(made()) == "yes"

    def test_the_fingerprint_may_be_typed_as_people_do_and_the_whole_key_will_do(self) -> None:
        typed = FIRST.verifier.fingerprint.upper().replace(" ", "")
        assert [verdict(made(), key=key) for key in (typed, f" {FIRST.verifier.text}\n")] == ["yes", "yes"]

    def test_another_key_than_the_readers_is_refused(self) -> None:
        assert verdict(made(), key=SECOND.verifier.fingerprint) == "other_key"

    def test_a_seal_by_anyone_else_is_refused(self) -> None:
        package = Package(signers=(FIRST,))
        assert verdict(seal(package.members(), SECOND)) == "seal"
        assert verdict(seal(package.members(), FIRST, FIRST)) == "seal"

    def test_a_file_that_was_not_sealed_is_named(self) -> None:
        members = verify.read_zip(made())
        assert verdict(verify.write_zip({**members, "report.pdf": b"other\n"})) == "file"

    def test_a_new_key_is_accepted_where_the_old_one_vouches_for_it(self) -> None:
        data = made(Package(packages.changed_keys(), signers=(FIRST, SECOND)))
        assert [verdict(data, key=signer.verifier.fingerprint) for signer in (FIRST, SECOND)] == ["yes", "yes"]

    def test_a_new_key_nobody_vouches_for_is_refused(self) -> None:
        events = packages.changed_keys()
        events[-1]["data"]["old_signature"] = b64encode(SECOND.sign("something else")).decode()
        data = made(Package(events, signers=(FIRST, SECOND)))
        assert verdict(data) == "key_change"
        unsaid = made(Package(signers=(FIRST, SECOND)))
        assert verdict(unsaid) == "derived"
        smuggled = Package().members()
        assert verdict(seal(smuggled, SECOND)) == "seal"

    def test_an_old_key_may_not_sign_after_its_successor(self) -> None:
        package = Package(packages.changed_keys(), signers=(FIRST, SECOND))
        assert verdict(seal(package.members(), FIRST)) == "seal"


class TestCheckpoints:
    def test_one_the_reader_holds_is_found_again(self) -> None:
        package = Package()
        held = [package.checkpoint(size) for size in (4, 9, len(package.events))]
        assert verdict(made(package), held=held) == "yes"

    def test_one_of_a_rewritten_log_is_found_out(self) -> None:
        rewritten = Package(packages.the_story())
        rewritten.events[2]["at"] = "2026-03-04T09:00:00.000000Z"
        assert verdict(made(rewritten), held=[Package().checkpoint(4)]) == "forked"

    def test_one_the_package_does_not_reach_is_no_verdict(self) -> None:
        assert verdict(made(), held=[Package().checkpoint(7)]) == "held_unknown"
        assert verdict(made(), held=[b"something else"]) == "held_unreadable"

    def test_a_proof_that_does_not_hold_is_refused(self) -> None:
        consistency = Package(earlier=(4,)).members()["consistency.json"]
        data = made(Package(extra={"consistency.json": consistency.replace(b'"size":4', b'"size":5')}))
        assert verdict(data) == "consistency"


class TestDishonestOperator:
    """Whoever holds the key can seal anything, but not make it fit the signed root, nor the tables fit the events."""

    @pytest.mark.parametrize("place", range(len(packages.the_story())))
    def test_an_event_changed_after_the_checkpoint_is_found(self, place: int) -> None:
        honest, changed = Package(), Package()
        changed.events[place]["at"] = "2026-03-04T09:00:00.000000Z"
        events = changed.members()
        same = {
            name: honest.members()[name] for name in ("case.json", "checkpoint.txt", "proof.json", "consistency.json")
        }
        found = verdict(seal({**events, **same}))
        # Another case's events are not in the package; there is nothing to find.
        assert found == ("yes" if honest.events[place]["case"] not in (None, CASE) else "inclusion")

    def test_an_event_left_out_is_found(self) -> None:
        members = Package().members()
        events = b"".join(members["events.jsonl"].splitlines(keepends=True)[:-1])
        assert verdict(seal({**members, "events.jsonl": events})) == "inclusion"

    def test_another_cases_event_is_found(self) -> None:
        package = Package()
        members = {**package.members(), **package.proof(list(range(len(package.events))))}
        assert verdict(seal(members)) == "foreign"

    @pytest.mark.parametrize(
        ("name", "old", "new"),
        [
            ("notices.csv", b",sent,,yes,", b",sent,,no,"),
            ("notices.json", b'"outcome":"refused"', b'"outcome":"accepted"'),
            ("case.json", b'"informed":1', b'"informed":4'),
            ("case.json", b'"owed":5', b'"owed":4'),
        ],
    )
    def test_a_table_that_says_more_than_the_events_is_found(self, name: str, old: bytes, new: bytes) -> None:
        members = Package().members()
        assert members[name].count(old) == 1
        assert verdict(seal({**members, name: members[name].replace(old, new)})) == "derived"

    @pytest.mark.parametrize("name", ["wording/1/approved.json", "wording/1/email.fr.administrative.mme.7f.adult.eml"])
    def test_another_wording_than_the_approved_is_found(self, name: str) -> None:
        members = Package().members()
        spoiled = members[name].replace(b"fr.", b"en.").replace(b"Bonjour", b"Bonsoir")
        assert verdict(seal({**members, name: spoiled})) == "wording"

    def test_a_story_with_a_hole_is_found(self) -> None:
        """Even in a log that was made so from the beginning."""
        for hole in (8, 9):
            package = Package()
            members = package.members()
            del package.events[hole]
            left = [n for n, one in enumerate(package.events) if one["case"] in (None, CASE)]
            assert verdict(seal({**members, **package.proof(left)})) == "story"

    def test_a_file_nobody_speaks_of_is_found(self) -> None:
        assert verdict(made(Package(extra={"annexe.txt": b"..."}))) == "unexpected"
        assert verdict(made(Package(extra={"wording/2/approved.json": b"{}"}))) == "unexpected"

    def test_a_missing_file_is_named(self) -> None:
        assert verdict(made(Package(extra={"report.pdf": None}))) == "lacking"

    def test_shapes_nobody_expects_are_refused_and_not_a_crash(self) -> None:
        names = [name for name in Package().members() if name.endswith((".json", ".jsonl"))]
        for name in names:
            # An empty list of reasons says that none is enclosed.
            empty = () if name == "reasons.json" else (b"[]",)
            for shape in (*empty, b"{}", b'""', b"null", b'"x"', b"[[1]]", b"[{}]", b'{"keys":[1]}\n', b"[" * 5000):
                assert verdict(made(Package(extra={name: shape}))) != "yes"

    def test_another_format_is_no_verdict(self) -> None:
        case = edited(Package().members()["case.json"], format="notifier evidence v9")
        assert verdict(made(Package(extra={"case.json": case}))) == "format"


def reasoned(*entries: object, events: list[dict[str, Any]] | None = None) -> bytes:
    """A package with these reasons, sealed by whoever holds the key."""
    package = Package(events or packages.the_story(), extra={"reasons.json": verify.canonical(list(entries))})
    return made(package)


class TestReasons:
    """A text can be left out, and is then missed by name; it can be neither changed nor moved nor invented."""

    RISK, LATE, FILING = packages.the_reasons()

    @pytest.mark.parametrize("place", range(3))
    @pytest.mark.parametrize("name", ["text", "nonce"])
    def test_no_byte_of_it_can_be_changed(self, name: str, place: int) -> None:
        entries = packages.the_reasons()
        spoiled = entries[place][name].replace("0", "1", 1) if name == "nonce" else entries[place][name] + " "
        entries[place] = {**entries[place], name: spoiled}
        assert verdict(reasoned(*entries)) == "reason"

    def test_the_texts_of_two_acts_cannot_change_places(self) -> None:
        swapped = {**self.RISK, "event": self.LATE["event"]}, {**self.LATE, "event": self.RISK["event"]}
        assert verdict(reasoned(swapped[1], swapped[0], self.FILING)) == "reason"

    def test_a_commitment_cannot_be_made_to_fit(self) -> None:
        """Not without another event, which the signed root does not know."""
        other = "Rien ne pressait."
        events = packages.the_story()
        events[16]["data"]["commitment"] = hashlib.sha256(bytes(32) + other.encode()).hexdigest()
        forged = {**self.LATE, "nonce": bytes(32).hex(), "text": other}
        entries = verify.canonical([self.RISK, forged, self.FILING])
        members = Package(events, extra={"reasons.json": entries}).members()
        assert verdict(seal(members)) == "yes"
        same = {name: Package().members()[name] for name in ("case.json", "checkpoint.txt", "proof.json")}
        assert verdict(seal({**members, **same})) == "inclusion"
        assert verdict(reasoned(self.RISK, forged, self.FILING)) == "reason"

    @pytest.mark.parametrize(
        "entries",
        [
            [RISK, RISK, LATE, FILING],
            [LATE, RISK, FILING],
            [RISK, LATE, FILING, {**FILING, "event": "00000000-0000-4000-8000-000000000023"}],
            [RISK, LATE, FILING, {**FILING, "event": "00000000-0000-4000-8000-000000000099"}],
            [{**RISK, "nonce": RISK["nonce"].replace("07", "0A", 1)}],
            [{**RISK, "nonce": RISK["nonce"] + "00"}],
            [{**RISK, "text": 7}],
            [{"event": RISK["event"], "text": RISK["text"]}],
            [[RISK["event"], RISK["nonce"], RISK["text"]]],
            [{**RISK, "event": [RISK["event"]]}],
        ],
    )
    def test_one_twice_out_of_order_or_of_no_event_is_refused(self, entries: list[object]) -> None:
        assert verdict(reasoned(*entries)) == "reasons"

    def test_nothing_may_be_said_beside_it(self) -> None:
        assert verdict(reasoned({**self.RISK, "by": "user:7"}, self.LATE, self.FILING)) == "reason"

    def test_two_events_of_one_id_cannot_hide_one_another(self) -> None:
        events = packages.the_story()
        events[16]["id"] = events[15]["id"]
        assert verdict(reasoned(self.RISK, self.FILING, events=events)) == "reasons"

    def test_the_list_itself_may_not_be_left_out(self) -> None:
        assert verdict(made(Package(extra={"reasons.json": None}))) == "lacking"

    def test_one_taken_out_breaks_the_seal(self) -> None:
        members = {**verify.read_zip(made()), "reasons.json": verify.canonical([self.RISK, self.FILING])}
        assert verdict(verify.write_zip(members)) == "file"

    @pytest.mark.parametrize(("language", "asks"), [("fr", "Demandez ces textes"), ("en", "Ask whoever gave you")])
    def test_one_the_sealer_left_out_is_counted_and_named(
        self, language: str, asks: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        data = reasoned(self.RISK, self.FILING)
        assert verify.report(verify.Package(data, FIRST.verifier.fingerprint), language) == 0
        said = capsys.readouterr().out
        assert ("2 / 1)" in said, asks in said) == (True, True)
        assert f"late_reasons.given  2026-03-04T10:21:00.000000Z  {self.LATE['event']}" in said
        assert self.RISK["event"] not in said

    @pytest.mark.parametrize(("language", "says"), [("fr", "dit l’effacement"), ("en", "tells of the erasure")])
    @pytest.mark.parametrize("kind", ["case.erased", "case.erasure_begun"])
    def test_after_an_erasure_it_says_that_they_are_gone(
        self, kind: str, language: str, says: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        data = reasoned(events=[*packages.the_story(), event(30, kind, f"case:{CASE}")])
        assert verify.report(verify.Package(data, FIRST.verifier.fingerprint), language) == 0
        said = capsys.readouterr().out
        assert ("0 / 3)" in said, says in said, "Demandez" in said) == (True, True, False)

    def test_with_all_of_them_nothing_is_missed(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert verify.report(verify.Package(made(), FIRST.verifier.fingerprint), "en") == 0
        said = capsys.readouterr().out
        assert ("3 / 0)" in said, "not enclosed (" in said) == (True, False)

    def test_what_an_event_says_of_itself_does_not_steer_the_terminal(self, capsys: pytest.CaptureFixture[str]) -> None:
        events = packages.the_story()
        events[16]["at"] = "\x1b[2J"
        assert verify.report(verify.Package(reasoned(events=events), FIRST.verifier.fingerprint), "en") == 0
        assert "\x1b" not in capsys.readouterr().out


class TestStory:
    def test_every_notice_is_where_its_events_left_it(self) -> None:
        story = verify.tell([one for one in packages.the_story() if one["case"] == CASE], is_whole=True)
        assert {notice["notice"]: notice["state"] for notice in story.listed()} == {
            NOTICES[0]: "sent",
            NOTICES[1]: "failed",
            NOTICES[2]: "in_doubt",
        }
        assert story.counts() == {
            "by_state": {"sent": 1, "failed": 1, "in_doubt": 1, "queued": 1, "held": 1},
            "failed_by_code": {"550": 1},
            "held_at_approval": {"no_channel": 1},
            "held_since": {},
            "informed": 1,
            "not_informed": 4,
            "owed": 5,
            "patients": 5,
            "withdrawn_by_code": {},
        }

    def test_why_a_notice_does_not_go_out_is_told_while_it_does_not(self) -> None:
        story = [one for one in packages.the_story() if one["case"] == CASE]
        held = event(24, "notice.held", f"notice:{NOTICES[1]}", **{"from": "failed", "reason": "deceased"})
        gone = event(25, "notice.withdrawn", f"notice:{NOTICES[3]}", **{"from": "queued", "code": "patient_erased"})
        released = event(26, "notice.released", f"notice:{NOTICES[1]}", reason="")
        before, after = (
            verify.tell(events, is_whole=True) for events in ([*story, held, gone], [*story, held, released])
        )
        assert (before.counts()["held_since"], after.counts()["held_since"]) == ({"deceased": 1}, {})
        assert before.counts()["withdrawn_by_code"] == {"patient_erased": 1}
        assert [notice["why"] for notice in before.listed()] == ["", "deceased", "", "patient_erased"]

    def test_its_changes_are_those_of_the_house(self) -> None:
        kinds: dict[str, tuple[set[str], set[str]]] = {}
        for (old, new), kind in (*EVENTS.items(), *BY_LETTER.items()):
            before, after = kinds.setdefault(kind, (set(), set()))
            before.add(old.value)
            after.add(new.value)
        assert {kind: (set(before), {after}) for kind, (before, after) in verify.CHANGES.items()} == kinds
        assert {State(state) for state in verify.INFORMED} == INFORMED_STATES

    def test_an_event_that_fits_several_states_says_which_it_was(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(verify.CHANGES, "notice.withdrawn", (("held", "queued"), "withdrawn"))
        story = [one for one in packages.the_story() if one["case"] == CASE]
        withdrawn = event(16, "notice.withdrawn", f"notice:{NOTICES[3]}", **{"from": "queued"})
        counts = verify.tell([*story, withdrawn], is_whole=True).counts()["by_state"]
        assert counts == {"sent": 1, "failed": 1, "in_doubt": 1, "withdrawn": 1, "held": 1}

    def test_a_retry_adds_an_attempt_to_the_same_notice(self) -> None:
        again = [
            event(16, "notice.requeued", f"notice:{NOTICES[1]}"),
            event(17, "notices.claimed", f"case:{CASE}", count=1, notices=[NOTICES[1]]),
        ]
        second = {**packages.the_story()[11], "subject": "attempt:9"}
        story = verify.tell(
            [one for one in [*packages.the_story(), *again, second] if one["case"] == CASE], is_whole=True
        )
        assert [attempt["attempt"] for attempt in story.notices[NOTICES[1]]["attempts"]] == ["2", "9"]


class TestFurtherNotices:
    """A correction to the one who was told: it adds nobody to the sums."""

    def package(self, *, number: int = 2, follows: str = NOTICES[0], extra: tuple[Any, ...] = ()) -> Package:
        told = {"code": "correction", "number": number, "follows": follows, "state": "queued", "reason": ""}
        owed = event(24, "follow_up.owed", f"notice:{NOTICES[4]}", wording="2", channel="email", **told)
        return Package(events=[*packages.the_story(), owed, *extra])

    def test_a_file_that_tells_of_them_is_accepted_and_counts_nobody_twice(self) -> None:
        package = self.package()
        assert verdict(made(package)) == "yes"
        story = verify.tell([one for one in package.events if one["case"] == CASE], is_whole=True)
        plain = verify.tell([one for one in packages.the_story() if one["case"] == CASE], is_whole=True)
        assert story.counts() == {**plain.counts(), "follow_ups": {"2": {"queued": 1}}}
        assert verify.table(story.listed()).decode().splitlines()[-1].endswith(",2")

    def test_who_was_not_told_is_not_told_more(self) -> None:
        """The second was refused, the third is in doubt, the fifth was never heard of."""
        for notice in NOTICES[1:4]:
            package = self.package()
            members = package.members()
            package.events[-1]["data"]["follows"] = notice
            left = [n for n, one in enumerate(package.events) if one["case"] in (None, CASE)]
            assert verdict(seal({**members, **package.proof(left)})) == "story"

    def test_no_number_is_left_out_or_given_twice(self) -> None:
        for number, state in ((3, "queued"), (1, "queued"), (2, "sent")):
            package = self.package()
            members = package.members()
            package.events[-1]["data"] |= {"number": number, "state": state}
            left = [n for n, one in enumerate(package.events) if one["case"] in (None, CASE)]
            assert verdict(seal({**members, **package.proof(left)})) == "story"
        story = verify.Story(True)
        for one in self.package().events:
            if one["case"] == CASE:
                story.tell(one)
        again = event(25, "follow_up.owed", f"notice:{NOTICES[3]}", **self.package().events[-1]["data"])
        with pytest.raises(verify.No):
            story.tell(again)
        story.tell(event(26, "notice.withdrawn", f"notice:{NOTICES[4]}", **{"from": "queued", "code": "replaced"}))
        story.tell(again)
        assert story.counts()["follow_ups"] == {"2": {"withdrawn": 1, "queued": 1}}

    def test_one_that_was_taken_out_is_found(self) -> None:
        package = self.package()
        members = package.members()
        del package.events[-1]
        left = [n for n, one in enumerate(package.events) if one["case"] in (None, CASE)]
        assert verdict(seal({**members, **package.proof(left)})) == "derived"
        whole = self.package()
        ours = [n for n, one in enumerate(whole.events) if one["case"] in (None, CASE)]
        assert verdict(seal({**whole.members(), **whole.proof(ours[:-1])})) == "derived"


class TestProgram:
    """The script as an authority runs it: by the system's Python, isolated from everything installed."""

    def run(self, *arguments: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-I", str(SCRIPT), *arguments], capture_output=True, text=True, check=False, timeout=60
        )
        assert done.stderr == "" or done.returncode == 2
        return done.returncode, done.stdout

    def test_it_says_yes_in_both_languages(self, tmp_path: Path) -> None:
        file = tmp_path / "p.zip"
        file.write_bytes(made())
        for language, words in (("fr", "OUI : ce dossier est authentique"), ("en", "YES: this package is authentic")):
            code, said = self.run(str(file), "--key", FIRST.verifier.fingerprint, "--language", language)
            assert (code, words in said) == (0, True)

    def test_it_says_no_and_why(self, tmp_path: Path) -> None:
        file = tmp_path / "p.zip"
        file.write_bytes(made()[:-1])
        code, said = self.run(str(file), "--key", FIRST.verifier.fingerprint, "--language", "fr")
        assert (code, "NON  Le fichier n’est pas dans la seule forme permise" in said) == (1, True)

    @pytest.mark.parametrize("key", ["abc", "", "zz" * 16])
    def test_it_does_not_guess_at_a_key(self, key: str, tmp_path: Path) -> None:
        file = tmp_path / "p.zip"
        file.write_bytes(made())
        assert self.run(str(file), "--key", key)[0] == 2
        assert self.run(str(tmp_path / "absent.zip"), "--key", FIRST.verifier.fingerprint)[0] == 2

    def test_it_says_how_to_check_a_time_stamp(self, tmp_path: Path) -> None:
        file = tmp_path / "p.zip"
        package = Package()
        package.extra = {"timestamps/9.checkpoint": package.checkpoint(9), "timestamps/9.tsr": b"..."}
        file.write_bytes(made(package))
        code, said = self.run(str(file), "--key", FIRST.verifier.fingerprint)
        command = "openssl ts -verify -in timestamps/9.tsr -data timestamps/9.checkpoint -CAfile TSA.pem"
        assert (code, command in said) == (0, True)

    def test_what_a_package_says_does_not_steer_the_terminal(self, capsys: pytest.CaptureFixture[str]) -> None:
        package = Package()
        package.events[7]["case"], package.events[7]["id"] = None, "\x1b[2J\x07"
        assert verify.report(verify.Package(made(package), FIRST.verifier.fingerprint), "en") == 1
        assert "\x1b" not in capsys.readouterr().out
