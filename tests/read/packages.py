"""Small docx and epub files, written part by part so that tests say what is in them."""

import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)


def packed(parts):
    """The bytes of a zip archive with these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(body, footnotes="", endnotes="", styles=""):
    parts = {"_rels/.rels": RELATIONS, "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"}
    if footnotes:
        parts["word/footnotes.xml"] = f"<w:footnotes {W}>{footnotes}</w:footnotes>"
    if endnotes:
        parts["word/endnotes.xml"] = f"<w:endnotes {W}>{endnotes}</w:endnotes>"
    if styles:
        parts["word/styles.xml"] = f"<w:styles {W}>{styles}</w:styles>"
    return packed(parts)


def run(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs, style=""):
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def epub(spine, manifest="", **pages):
    """`pages`: name -> inside of <body>; `spine`: the names in order."""
    items = "".join(
        f'<item id="{n}" href="{n}.xhtml" media-type="application/xhtml+xml"/>'
        for n in pages
        if f'id="{n}"' not in manifest
    )
    refs = "".join(f'<itemref idref="{name}"/>' for name in spine)
    book = f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{manifest}{items}</manifest><spine>{refs}</spine></package>'
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
    )
    head = '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
    parts = {"mimetype": "application/epub+zip", "META-INF/container.xml": container, "OEBPS/book.opf": book}
    parts |= {f"OEBPS/{name}.xhtml": f"{head}<body>{body}</body></html>" for name, body in pages.items()}
    return packed(parts)
