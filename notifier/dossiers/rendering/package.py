"""The evidence file, complete."""

from notifier.dossiers.queries.evidence import checking_script
from notifier.dossiers.rendering.readme import readme_files
from notifier.dossiers.rendering.report import report_pdf
from notifier.dossiers.rules.material import Material
from notifier.dossiers.rules.packing import machine_files, pack
from notifier.lib.notes import Signer


def make_package(material: Material, signer: Signer) -> bytes:
    """The ZIP that verify.py says yes to; equal for equal material."""
    script, _sha256 = checking_script()
    members = {
        **machine_files(material),
        **readme_files(material),
        "report.pdf": report_pdf(material),
        "verify.py": script,
    }
    return pack(members, signer)
