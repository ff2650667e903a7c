from __future__ import annotations

import codecs
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hbnews_ie.encoding import EncodingError, decode

TEXT = "本报讯 昨日,全省春耕现场会在襄阳召开,来自各地的120名代表参加会议。\r\n会议指出,粮食产量再创新高。"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("gb18030"),
        TEXT.encode("gbk"),
    ],
    ids=["utf-8", "utf-8-bom", "utf-16-le", "utf-16-be", "gb18030", "gbk"],
)
def test_reads(data: bytes) -> None:
    assert decode(data) == TEXT


def test_empty_and_short() -> None:
    assert decode(b"") == ""
    assert decode("潜江".encode("gb18030")) == "潜江"
    assert decode(b"plain ascii\n") == "plain ascii\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary data: NUL byte at offset 8"),
        (TEXT.encode("utf-16-le"), "byte order mark"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "UTF-32"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a", "not UTF-16"),
        (codecs.BOM_UTF8 + b"abc\xff", "invalid byte 0xff at offset 3"),
        (b"abc\xff\xff", "not UTF-8, UTF-16 or GB18030"),
        ("Grüße aus Köln, schöne Straße".encode("latin-1"), "no Chinese text"),
        (b"\x01\x02\x03\x04", "control characters"),
        (("昨天在台北舉行會議,與會者表示將繼續推動兩岸經濟交流與合作" * 3).encode("big5"), "no Chinese text"),
        (("きょうは東京で会議がひらかれました" * 4).encode("shift-jis"), "GB18030"),
    ],
    ids=["png", "utf-16", "utf-32", "utf-16-cut", "utf-8-cut", "ff", "latin-1", "controls", "big5", "sjis"],
)
def test_refuses_by_name(data: bytes, message: str) -> None:
    with pytest.raises(EncodingError, match=message):
        decode(data)


def test_random_bytes_are_refused() -> None:
    data = random.Random(7).randbytes(2000)
    with pytest.raises(EncodingError):
        decode(data)
    with pytest.raises(EncodingError):
        decode(data.replace(b"\x00", b"\x01"))


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_an_encoding_error(data: bytes) -> None:
    try:
        assert isinstance(decode(data), str)
    except EncodingError as error:
        assert str(error)


@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc"])))
def test_utf8_round_trip(text: str) -> None:
    assert decode(codecs.BOM_UTF8 + text.encode()) == text
