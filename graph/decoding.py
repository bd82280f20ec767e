"""Bytes to text: what Korean files are saved as."""

from __future__ import annotations

from graph.model import PolicyError

_CONTROLS = frozenset(map(chr, (*range(9), *range(14, 32))))
_FEW = 0.01  # share of control characters that text from a content system may still hold


def decoded(raw: bytes, name: object) -> str:
    r"""Read bytes as UTF-8 with or without byte-order mark, else as CP949, of which EUC-KR is a part.

    UTF-8 is tried first whatever a page says of itself: text in CP949 is hardly ever valid UTF-8 by chance, and browsers
    that save a page as UTF-8 leave the old word in it. Line ends stay as they are.

    Parameters
    ----------
    raw
        The content of a file.
    name
        What messages call it.

    Returns
    -------
    str
        Its text, without the byte-order mark.

    Raises
    ------
    PolicyError
        If it is no text, or text in another encoding.

    Examples
    --------
    >>> decoded("누리톡".encode("cp949"), "a.txt"), decoded(b"\xef\xbb\xbfa\r\n", "a.txt")
    ('누리톡', 'a\r\n')
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise PolicyError(f"{name}: is neither UTF-8 nor CP949 text but UTF-16; save it as UTF-8")
    if raw.startswith(b"%PDF-") or b"\0" in raw:
        raise PolicyError(f"{name}: is not text (a PDF, HWP, picture or other binary file); save its text as UTF-8")
    text = _as_text(raw, name)
    if sum(letter in _CONTROLS for letter in text) > _FEW * len(text):
        raise PolicyError(f"{name}: is not text (a PDF, HWP, picture or other binary file); save its text as UTF-8")
    return text


def _as_text(raw: bytes, name: object) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            raise PolicyError(f"{name}: is cut off in the middle of a letter; restore the rest") from None
    try:
        return raw.decode("cp949")
    except UnicodeDecodeError as error:
        raise PolicyError(f"{name}: is neither UTF-8 nor CP949 text (line {raw.count(10, 0, error.start) + 1}); save it as UTF-8") from None
