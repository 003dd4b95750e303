"""When what binds a controller may be done."""


class AgreementRefused(ValueError):
    """`code`: not_deciding (only who decides for the controller binds it) or another_version (not the one shown)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def check_agreement(*, decides: bool, version: int, offered: int) -> None:
    """GDPR Article 28(3): a contract that binds the controller, so accepted by who can bind it, having seen it."""
    if not decides:
        raise AgreementRefused("not_deciding")
    if version != offered:
        raise AgreementRefused("another_version")
