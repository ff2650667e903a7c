"""JSON Lines: one result a line, in UTF-8."""

from __future__ import annotations

from typing import TextIO

from hbnews_ie.schema import Extraction

__all__ = ["JsonLines"]


class JsonLines:
    """Writes each result as one line of JSON."""

    def __init__(self, stream: TextIO, *, close: bool = False) -> None:
        self._stream = stream
        self._close = close

    def write(self, result: Extraction) -> None:
        """Write one result."""
        self._stream.write(result.model_dump_json() + "\n")

    def close(self) -> None:
        """Finish; close the stream if it was opened for this writer."""
        self._stream.flush()
        if self._close:
            self._stream.close()
