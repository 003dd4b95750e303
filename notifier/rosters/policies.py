"""When the data of real people may be taken in at all."""


class RealRosterRefused(PermissionError):
    """`code`: debug_on, made_up_secrets, escrow_not_confirmed or no_second_factor."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def check_real_import(
    *, is_demo: bool, debug: bool, made_up_secrets: bool, escrow_confirmed: bool, has_second_factor: bool
) -> None:
    """Raise RealRosterRefused unless this is a demo, or an installation fit for real people whose keys cannot be lost
    with its machine, and a person who has a second factor (GDPR Article 32(1)).
    """
    if is_demo:
        return
    if debug:
        raise RealRosterRefused("debug_on")
    if made_up_secrets:
        raise RealRosterRefused("made_up_secrets")
    if not escrow_confirmed:
        raise RealRosterRefused("escrow_not_confirmed")
    if not has_second_factor:
        raise RealRosterRefused("no_second_factor")


class AgreementMissing(PermissionError):
    """The roster of this case stays shut: `code` is no_agreement."""

    code = "no_agreement"

    def __init__(self) -> None:
        super().__init__(self.code)


def check_agreement(*, has_agreement: bool) -> None:
    """GDPR Article 28(3): nothing of a controller is processed before it accepted the contract. A demo keeps to it."""
    if not has_agreement:
        raise AgreementMissing
