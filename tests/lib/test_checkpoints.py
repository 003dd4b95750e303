"""The text of a checkpoint, to the letter."""

import base64

import pytest

from notifier.lib.checkpoints import BadCheckpoint, CheckpointText, read_checkpoint
from notifier.lib.merkle import EMPTY_ROOT

ROOT = bytes(range(32))
ENCODED = base64.b64encode(ROOT).decode()


def test_a_checkpoint_has_three_lines() -> None:
    assert str(CheckpointText("notifier.test/journal", 12, ROOT)) == f"notifier.test/journal\n12\n{ENCODED}\n"


@pytest.mark.parametrize("size", [0, 1, 10**12])
def test_it_reads_what_it_writes(size: int) -> None:
    written = CheckpointText("notifier.test/journal", size, EMPTY_ROOT)
    assert read_checkpoint(str(written)) == written


def test_extension_lines_are_passed_over() -> None:
    assert read_checkpoint(f"a\n1\n{ENCODED}\nmore\n").size == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        f"a\n1\n{ENCODED}",
        f"\n1\n{ENCODED}\n",
        f"a\n01\n{ENCODED}\n",
        f"a\n-1\n{ENCODED}\n",
        f"a\n١\n{ENCODED}\n",
        f"a\n\n{ENCODED}\n",
        "a\n1\n\n",
        "a\n1\nAAAA\n",
        f"a\n1\n{ENCODED[:-2]}9=\n",
        f"a\n1\n!{ENCODED}\n",
        f"a\n1\n{ENCODED}\n\nmore\n",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(BadCheckpoint):
        read_checkpoint(text)
