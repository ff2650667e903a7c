"""Bytes to text: UTF-8, UTF-16 with a byte order mark and GB18030 are read, the rest is refused by name."""

from __future__ import annotations

import codecs
import re

__all__ = ["EncodingError", "decode"]

_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_SAMPLE = 20_000
_ENOUGH = 30  # fewer characters outside ASCII say nothing about an encoding
_COMMON = 0.6


class EncodingError(ValueError):
    """The bytes are no text in an encoding that is read; the message says what was seen."""


def decode(data: bytes) -> str:
    """Decode a page. Offsets in results are code points of the text returned, the byte order mark left out.

    Raises `EncodingError` for binary data and for any other encoding.
    """
    if data.startswith(_UTF32):
        raise EncodingError("UTF-32 is not read: save the file as UTF-8")
    if encoding := _UTF16.get(data[:2]):
        return _checked(_strict(data[2:], encoding, "UTF-16"))
    if data.startswith(codecs.BOM_UTF8):
        return _checked(_strict(data[3:], "utf-8", "UTF-8"))
    if (place := data.find(0)) >= 0:
        raise EncodingError(f"binary data: NUL byte at offset {place} (UTF-16 is read only with a byte order mark)")
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _checked(_gb18030(data, _seen(data, error)))


def _seen(data: bytes, error: UnicodeDecodeError) -> str:
    return f"invalid byte 0x{data[error.start]:02x} at offset {error.start}"


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise EncodingError(f"not {name}, though its byte order mark is there ({_seen(data, error)})") from None


def _gb18030(data: bytes, not_utf8: str) -> str:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        seen = _seen(data, error)
        raise EncodingError(f"not UTF-8, UTF-16 or GB18030 ({not_utf8} for UTF-8, {seen} for GB18030)") from None
    if not _reads_as_chinese(text):
        raise EncodingError(f"not UTF-8 ({not_utf8}), and as GB18030 it is no Chinese text")
    return text


def _reads_as_chinese(text: str) -> bool:
    """Tell whether most characters are the common ones of GB 2312, as in any page printed in China.

    Nearly any bytes decode as GB18030; those of Big5, Shift-JIS or an image give rare characters.
    """
    signs = _FOREIGN.findall(text[:_SAMPLE])
    if len(signs) < _ENOUGH:
        return not any("\ue000" <= sign <= "\uf8ff" for sign in signs)
    codes = [sign.encode("gb18030") for sign in signs]
    common = sum(
        1
        for code in codes
        if len(code) == 2 and (0xB0 <= code[0] <= 0xD7 or code[0] in (0xA1, 0xA3)) and code[1] >= 0xA1
    )
    return common >= _COMMON * len(codes)


def _checked(text: str) -> str:
    """Refuse what decodes but is no text: more than one control character in twenty."""
    sample = text[:_SAMPLE]
    controls = len(_CONTROL.findall(sample))
    if controls * 20 > len(sample):
        raise EncodingError(f"binary data: {controls} control characters in the first {len(sample)}")
    return text
