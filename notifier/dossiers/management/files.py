"""Writing what is handed over: never over something else, and readable by its owner only."""

import os
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _


def write_private(path: Path, data: bytes) -> None:
    """Raises CommandError where the file exists or cannot be made."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise CommandError(_("Ce fichier existe déjà : rien n’est écrasé.")) from None
    except OSError:
        raise CommandError(_("Ce fichier ne peut pas être créé.")) from None
    with open(descriptor, "wb") as file:
        file.write(data)
