"""Bytes that should be UTF-8 text: decoded, or what they are instead, as far as that is certain."""

_SIGNATURES = {
    b"%PDF": "a PDF",
    b"\xd0\xcf\x11\xe0": "an old Office file (.xls, .doc), or one with a password",
    b"\xff\xfe": "UTF-16 text",
    b"\xfe\xff": "UTF-16 text",
}
_OTHERS = {"GBK (GB18030)": "gb18030", "Big5": "big5hkscs", "Windows-1252": "cp1252"}


def decode_text(raw: bytes) -> tuple[str, str]:
    """Return the text, without a byte order mark, and what is wrong with it if anything is."""
    if found := name_format(raw):
        return "", found
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return "", _describe_encoding(raw, error.start)
    if "\x00" in text:
        return "", "NUL characters, so this is not a text file"
    return text, ""


def name_format(raw: bytes) -> str:
    """Name what a file is by its first bytes, if it is no text of one byte a sign; else return ""."""
    if raw.startswith(b"PK\x03\x04"):
        if b"mimetypeapplication/vnd.oasis.opendocument" in raw[:120]:
            return "an OpenDocument file (.ods)"
        return "an Excel workbook (.xlsx, .xlsm) or another ZIP file"
    return next((name for start, name in _SIGNATURES.items() if raw.startswith(start)), "")


def _describe_encoding(raw: bytes, position: int) -> str:
    """Say where the bytes stop being UTF-8, and which other encodings they would fit."""
    fitting = [name for name, codec in _OTHERS.items() if _fits(raw, codec)]
    line = raw[:position].count(b"\n") + 1
    place = f"not UTF-8 text (line {line}, byte 0x{raw[position]:02X})"
    return place + (f"; its bytes would fit {' or '.join(fitting)}" if fitting else "")


def _fits(raw: bytes, codec: str) -> bool:
    try:
        raw.decode(codec)
    except UnicodeDecodeError:
        return False
    return True
