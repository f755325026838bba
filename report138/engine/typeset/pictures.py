"""Pictures of other libraries and of Markdown as blocks: checked, measured, described.

A picture is what its bytes say, not what its MIME type claims.  One that is broken, too large or
out of reach is named in the document instead.
"""

import base64
import binascii
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from report138.engine.typeset import blocks as b
from report138.engine.typeset.clean_svg import SvgError, clean_svg

NAMES = {
    "image/svg+xml": "SVG",
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/gif": "GIF",
    "image/webp": "WebP",
    "application/pdf": "PDF",
}
MOST_BYTES = 20_000_000
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 20_000.0  # CSS pixels that a notebook may ask for
LONGEST_ALT = (
    3_000  # characters: nobody listens to more, and a PDF holds no more than ten times that
)
PDF_DPI = 192  # of a page of PDF drawn as a bitmap
_STARTS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg", b"GIF8": "gif", b"RIFF": "webp"}
_CMYK = ("CMYK", "YCCK")
# What programs write where a description should stand.
_NO_WORDS = re.compile(
    r"(?i)(image|img|picture|figure|alt|alt text|png|.*\.(png|jpe?g|gif|svg|webp|pdf))?"
)
_REPR = re.compile(r"[<\[(].*|[\w.]+\(.*\)|.*\bat 0x[0-9a-fA-F]+.*|.*\bobject\b.*", re.S)


class PictureError(ValueError):
    """A picture that cannot be set; says why in both languages."""

    def __init__(self, chinese: str, english: str) -> None:
        """Keep the reasons."""
        super().__init__(english)
        self.chinese, self.english = chinese, english


def _broken() -> PictureError:
    return PictureError("数据已损坏", "its data are broken")


def _too_large() -> PictureError:
    return PictureError("过大", "it is too large")


# ---- outputs ---------------------------------------------------------------------------


def make_picture_reader(mime: str) -> Callable[[Any, Any, Any], list[b.Block] | None]:
    """Return the reader of one MIME type of pictures."""

    def read(content: Any, output: Any, reading: Any) -> list[b.Block] | None:
        try:
            picture = make_picture(mime, content, _find_size(output, mime), reading)
        except PictureError as error:
            data = output.get("data", {})
            known = [kind for kind in NAMES if kind in data]
            if mime in known and known[known.index(mime) + 1 :]:
                return None  # another form of the same picture may be whole
            return reading.leave_out(
                f"一幅图（{NAMES[mime]}）未能显示：{error.chinese}。",
                f"A picture ({NAMES[mime]}) that cannot be shown: {error.english}.",
            )
        if not picture.alt:
            picture.alt = _find_description(output, mime)
        return [picture]

    return read


def make_picture(
    mime: str, content: Any, size: tuple[float, float] = (0, 0), reading: Any = None
) -> b.Picture:
    """Make a picture of an output's or attachment's content; raise PictureError if it is none."""
    if mime == "image/svg+xml":
        return _make_drawing(content, size, reading)
    return make_bitmap(mime, _decode(content), size)


def _take_text(content: Any, most: int) -> str:
    """Return a text that may be stored line by line."""
    lines = content if isinstance(content, list) else [content]
    if not all(isinstance(line, str) for line in lines):
        raise _broken()
    if sum(map(len, lines)) > most * 1.05:  # line ends
        raise _too_large()
    return "".join(lines)


def _decode(content: Any) -> bytes:
    """Decode base64, which may be broken into lines but hold nothing else."""
    text = _take_text(content, MOST_BYTES * 4 // 3)
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise _broken() from error


def _make_drawing(content: Any, size: tuple[float, float], reading: Any) -> b.Picture:
    text = _take_text(content, MOST_BYTES)
    if "<" not in text[:1000]:  # some write it in base64
        text = _decode(text).decode(errors="replace")
    try:
        drawing = clean_svg(text)
    except SvgError as error:
        raise _broken() from error
    if drawing.left_out and reading is not None:
        reading.warn(f"parts of a picture (SVG) were left out: {', '.join(drawing.left_out)}")
    width, height = _fit((drawing.width, drawing.height), size)
    return b.Picture("svg+xml", "", drawing.title, width, height, svg=drawing.markup)


def make_bitmap(mime: str, content: bytes, size: tuple[float, float] = (0, 0)) -> b.Picture:
    """Make a picture of a file's bytes; raise PictureError if they are none."""
    if len(content) > MOST_BYTES:
        raise _too_large()
    if mime == "application/pdf":
        content, size = _draw_page(content, size)
    kind = next((kind for start, kind in _STARTS.items() if content.startswith(start)), "")
    if not kind:
        raise _broken()
    kind, content, pixels = _load(kind, content)
    width, height = _fit(pixels, size)
    return b.Picture(kind, base64.b64encode(content).decode(), "", width, height)


def _load(kind: str, content: bytes) -> tuple[str, bytes, tuple[int, int]]:
    """Decode a bitmap to see that it is whole; one that moves or prints becomes a plain one."""
    import warnings

    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(content), formats=(kind,))
            if image.width * image.height > MOST_PIXELS:
                raise _too_large()
            moves = getattr(image, "n_frames", 1) > 1 or kind == "gif"
            image.seek(0)
            image.load()
            turned = ImageOps.exif_transpose(image)
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except PictureError:
        raise
    except Exception as error:  # a decoder meets broken bytes with errors of any kind
        raise _broken() from error
    if image.mode in _CMYK:  # PDF/A takes colours of print only with a profile
        return "jpeg", _save(turned.convert("RGB"), "jpeg"), turned.size
    if moves or (kind == "jpeg" and turned.size != image.size):
        kind = "jpeg" if kind == "jpeg" else "png"
        content = _save(turned if kind == "jpeg" else _to_plain_mode(turned), kind)
    return kind, content, turned.size


def _to_plain_mode(image: Any) -> Any:
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _save(image: Any, kind: str) -> bytes:
    saved = io.BytesIO()
    image.save(saved, kind, **({"quality": 92} if kind == "jpeg" else {}))
    return saved.getvalue()


def remake_as_png(encoded: str) -> str:
    """Write a bitmap in base64 anew, for a decoder that does not take it as it is."""
    from PIL import Image

    with Image.open(io.BytesIO(base64.b64decode(encoded))) as image:
        return base64.b64encode(_save(_to_plain_mode(image), "png")).decode()


def _draw_page(content: bytes, size: tuple[float, float]) -> tuple[bytes, tuple[float, float]]:
    """Draw a PDF's first page as a bitmap: PDF/A takes no page of another PDF as it is."""
    if b"%PDF-" not in content[:1024]:
        raise _broken()
    try:
        import pypdfium2
    except ImportError as error:
        raise PictureError(
            "需要安装 charts 附加组件", "a page of PDF needs the extra “charts”"
        ) from error
    try:
        page = pypdfium2.PdfDocument(content)[0]
        width, height = page.get_size()
        pixels = width * height * (PDF_DPI / 72) ** 2
        if not 0 < pixels <= MOST_PIXELS:
            raise _too_large()
        image = page.render(scale=PDF_DPI / 72).to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise _broken() from error
    natural = (width * 4 / 3, height * 4 / 3)
    return _save(image, "png"), _fit(natural, size)


def _fit(natural: tuple[float, float], asked: tuple[float, float]) -> tuple[float, float]:
    """Return the size in CSS pixels: the one asked for, of which one side is enough."""
    width, height = asked
    if width and height:
        return width, height
    scale = width / natural[0] if width else height / natural[1] if height else 1.0
    return natural[0] * scale, natural[1] * scale


def _find_size(output: Any, mime: str) -> tuple[float, float]:
    """Return the size that an output's metadata ask for; 0 where they say nothing."""
    given = output.get("metadata") or {}
    own = given.get(mime) if isinstance(given, dict) else None
    for place in (own, given):
        if isinstance(place, dict) and (place.get("width") or place.get("height")):
            return read_length(place.get("width")), read_length(place.get("height"))
    return 0.0, 0.0


def read_length(value: Any) -> float:
    """Read a length in CSS pixels as HTML has it; 0 for anything else."""
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*(px)?\s*", str(value))
    length = float(found[1]) if found else 0.0
    return length if length <= LONGEST_SIDE else 0.0


# ---- descriptions ----------------------------------------------------------------------


def describe(picture: b.Picture, words: str, reading: Any) -> None:
    """Give a picture its description; of one that has none the build is told."""
    picture.alt = (picture.alt or words)[:LONGEST_ALT]
    if not picture.alt:
        picture.alt = reading.say("没有说明文字的图", "Figure without a description")
        reading.warn("a picture without a description; “#| alt: …” gives it one")


def _find_description(output: Any, mime: str) -> str:
    """Return what an output says of its picture, unless that is only a repr."""
    given = output.get("metadata") or {}
    for place in (given.get(mime), given) if isinstance(given, dict) else ():
        if isinstance(place, dict) and isinstance(place.get("alt"), str) and place["alt"].strip():
            return " ".join(place["alt"].split())
    plain = output.get("data", {}).get("text/plain", "")
    plain = "".join(map(str, plain)) if isinstance(plain, list) else plain
    if not isinstance(plain, str) or len(plain) > 1000 or _REPR.fullmatch(plain.strip()):
        return ""
    return find_words(plain)


def find_words(text: str) -> str:
    """Return a description, or nothing where a program has left the name of a file."""
    text = " ".join(text.split())
    return "" if _NO_WORDS.fullmatch(text) or len(text) < 2 else text


# ---- pictures of Markdown --------------------------------------------------------------


def read_markdown_picture(
    url: str, alt: str, title: str, reading: Any, size: tuple[float, float] = (0, 0)
) -> b.Node:
    """Read a picture that Markdown names: an attachment, a data URI, or a file beside it.

    One from elsewhere becomes a link, since a document asks nobody for anything.
    """
    url = url.strip()
    if url.lower().startswith(("http://", "https://")):
        reading.warn(f"a picture from elsewhere is not fetched but linked: {url}")
        return b.Hyperlink(url, [b.Text(alt or title or url)])
    try:
        picture = _find_picture(url, size, reading)
    except PictureError as error:
        name = alt or title or ("" if url.lower().startswith("data:") else unquote(url))
        reading.warn(f"a picture that cannot be shown ({name}): {error.english}")
        return b.LostPicture(
            reading.say(
                f"［图未能显示（{error.chinese}）：{name}］",
                f"[picture not shown ({error.english}): {name}]",
            )
        )
    picture.caption = title
    # a description of its author's goes before a title inside the file
    picture.alt = find_words(alt) or picture.alt
    describe(picture, title, reading)
    return b.InlinePicture(picture)


def _find_picture(url: str, size: tuple[float, float], reading: Any) -> b.Picture:
    if url.startswith("attachment:"):
        return _find_attachment(unquote(url.removeprefix("attachment:")), size, reading)
    if url.lower().startswith("data:"):
        return _read_data_uri(url, size, reading)
    path = find_file(url, reading.folder)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise PictureError("无法读取", "it cannot be read") from error
    if path.suffix.lower() == ".svg":
        return make_picture("image/svg+xml", content.decode(errors="replace"), size, reading)
    return make_bitmap("application/pdf" if path.suffix.lower() == ".pdf" else "", content, size)


def _find_attachment(name: str, size: tuple[float, float], reading: Any) -> b.Picture:
    forms = reading.attachments.get(name) if isinstance(reading.attachments, dict) else None
    for mime in NAMES:
        if isinstance(forms, dict) and mime in forms:
            return make_picture(mime, forms[mime], size, reading)
    raise PictureError("没有这个附件", "there is no such attachment")


def _read_data_uri(url: str, size: tuple[float, float], reading: Any) -> b.Picture:
    head, _, body = url[len("data:") :].partition(",")
    mime, *options = head.lower().split(";")
    mime = {"image/jpg": "image/jpeg"}.get(mime.strip(), mime.strip())
    if mime not in NAMES:
        raise PictureError("不是图片", "it is no picture")
    coded = "base64" in (option.strip() for option in options)
    content = _decode(unquote(body)) if coded else unquote_to_bytes(body)
    if mime == "image/svg+xml":
        return make_picture(mime, content.decode(errors="replace"), size, reading)
    return make_bitmap(mime, content, size)


def find_file(url: str, folder: Path | None) -> Path:
    """Return a file in the notebook's own folder or below; raise PictureError for any other."""
    outside = PictureError("不在笔记本的文件夹内", "it lies outside the notebook's folder")
    if folder is None:
        raise PictureError("笔记本的位置未知", "the notebook's place is not known")
    try:
        parts = urlsplit(url)
        name = unquote(parts.path)
        if parts.scheme or parts.netloc or not name or Path(name).is_absolute():
            raise outside
        root = folder.resolve()
        path = (root / name).resolve()  # links are followed before the check
        if not path.is_relative_to(root):
            raise outside
        if not path.is_file():
            raise PictureError("没有这个文件", "there is no such file")
        if path.stat().st_size > MOST_BYTES:
            raise _too_large()
    except (OSError, RuntimeError) as error:
        raise PictureError("无法读取", "it cannot be read") from error
    except ValueError as error:
        if isinstance(error, PictureError):
            raise
        raise outside from error
    return path


def lift_pictures(blocks: list[b.Block]) -> list[b.Block]:
    """Return blocks with every picture that stands alone in its paragraph as a block."""
    return [_lift(block) for block in blocks]


def _lift(block: b.Block) -> b.Block:
    if not isinstance(block, b.Paragraph):
        return block
    seen = [one for one in block.inlines if not isinstance(one, b.Text) or one.text.strip()]
    alone = len(seen) == 1 and isinstance(seen[0], b.InlinePicture)
    return seen[0].picture if alone else block
