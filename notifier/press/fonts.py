"""The one font set of a process: WeasyPrint's fontconfig work is done once, and its memory stays flat."""

from functools import cache

from weasyprint.text.fonts import FontConfiguration


@cache
def font_configuration() -> FontConfiguration:
    return FontConfiguration()
