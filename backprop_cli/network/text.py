"""stub"""

from __future__ import annotations

from .problems import Problems


def readable(data: bytes, file: str) -> str:
    """stub"""
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        Problems(file, "").stop("not utf-8")
