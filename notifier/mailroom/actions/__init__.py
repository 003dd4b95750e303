"""What is done with paper."""

from notifier.mailroom.actions.consigning import (
    AlreadyHandedOver,
    DrillStaysHere,
    consign_letters,
    consign_run,
    print_otherwise,
    resume,
)
from notifier.mailroom.actions.posting import DispositionRefused, Taken, note_posted, take_disposition
from notifier.mailroom.actions.printing import (
    LettersChanged,
    NothingToPrint,
    WithProvider,
    hand_over,
    make_print_run,
    print_again,
    print_here,
    print_to,
)
from notifier.mailroom.actions.returning import NotInThePost, correct_return, note_return, send_corrected

__all__ = [
    "AlreadyHandedOver",
    "DispositionRefused",
    "DrillStaysHere",
    "LettersChanged",
    "NotInThePost",
    "NothingToPrint",
    "Taken",
    "WithProvider",
    "consign_letters",
    "consign_run",
    "correct_return",
    "hand_over",
    "make_print_run",
    "note_posted",
    "note_return",
    "print_again",
    "print_here",
    "print_otherwise",
    "print_to",
    "resume",
    "send_corrected",
    "take_disposition",
]
