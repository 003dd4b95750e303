"""Lists of tags such as `v=DKIM1; k=rsa; p=...` (RFC 6376 section 3.2), which DMARC writes the same way."""

import re

_TAG = re.compile(r"\s*([A-Za-z][A-Za-z0-9_]*)\s*=\s*(.*?)\s*", re.DOTALL)


class NoTags(ValueError):
    """The text is no list of tags, or names one twice."""


def read_tags(text: str) -> dict[str, str]:
    """By name in lower case, in their order."""
    tags: dict[str, str] = {}
    for part in text.strip().removesuffix(";").split(";"):
        found = _TAG.fullmatch(part)
        if found is None or found[1].lower() in tags:
            raise NoTags(text)
        tags[found[1].lower()] = found[2]
    return tags


def looks_like(text: str, version: str) -> bool:
    """Whether the record begins as one of this version does, in any letters and spacing."""
    return re.match(rf"\s*v\s*=\s*{version}\s*(;|$)", text, re.IGNORECASE) is not None
