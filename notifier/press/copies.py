"""One patient's copy of a letter, for a screen and for a file: to be read aloud (PDF/UA-1) and kept (PDF/A-2a).

The words are those of the letter, under a line that calls it a copy (press.master.as_copy); the bytes are others, with
a hash of their own.
"""

import hashlib
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf

from notifier.press.letters import LetterFields, compose

# WeasyPrint writes one variant at a time. PDF/A asks that a property of another standard be described.
_UA = "http://www.aiim.org/pdfua/ns/id/"
_SCHEMA = f"""
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:pdfuaid="{_UA}" rdf:about="">
 <pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
 <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
  <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
  <pdfaSchema:namespaceURI>{_UA}</pdfaSchema:namespaceURI>
  <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
  <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
   <pdfaProperty:name>part</pdfaProperty:name>
   <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
   <pdfaProperty:category>internal</pdfaProperty:category>
   <pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
  </rdf:li></rdf:Seq></pdfaSchema:property>
 </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>"""


@dataclass(frozen=True, slots=True)
class Copy:
    """The copy's PDF and its own SHA-256, which is not that of what was sent."""

    pdf: bytes = field(repr=False)
    sha256: str


def compose_copy(copy_html: str, fields: LetterFields) -> Copy:
    """`copy_html` is what press.master.as_copy made. Raises what press.letters.compose raises; equal bytes for equal
    arguments and locked versions.
    """
    pdf = _declared(compose(copy_html, fields, variant="pdf/a-2a").pdf)
    return Copy(pdf, hashlib.sha256(pdf).hexdigest())


def _declared(pdf: bytes) -> bytes:
    """With PDF/UA named beside PDF/A, and what PDF/UA asks of the catalogue."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        metadata = opened.Root.Metadata.read_bytes().decode()
        opened.Root.Metadata.write(metadata.replace("</rdf:RDF>", _SCHEMA, 1).encode())
        opened.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        for page in opened.pages:
            page.Tabs = pikepdf.Name.S
        out = BytesIO()
        opened.save(out, deterministic_id=True)
    return out.getvalue()
