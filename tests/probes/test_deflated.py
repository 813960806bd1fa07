"""Deflated bytes: sound ones of every kind, and those in which zeros took the end away."""

from __future__ import annotations

import random
import zlib

import pytest

from jlxx_check.probes.deflated import unpacked

LINES = "".join(f"{n} 0 m {n * 7 % 600} l S\n" for n in range(3000)).encode()
NOISE = random.Random(5).randbytes(20_000)
FLAT = bytes(300_000)


def deflated(data: bytes, *, end: bool = True) -> bytes:
    packer = zlib.compressobj(9)
    return packer.compress(data) + packer.flush(zlib.Z_FINISH if end else zlib.Z_SYNC_FLUSH)


@pytest.mark.parametrize("data", [LINES, NOISE, FLAT])
def test_what_is_whole_is_none_the_worse_for_zeros(data: bytes) -> None:
    assert unpacked(deflated(data), 1 << 20, zeros=True) == len(data)
    assert unpacked(deflated(data)[:-4], 1 << 20, zeros=True) == len(data)  # no check sum
    assert unpacked(deflated(data, end=False), 1 << 20, zeros=True) == len(data)
    assert unpacked(deflated(data) + b"\r\n", 1 << 20, zeros=True) == len(data)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
@pytest.mark.parametrize("data", [LINES, NOISE])
def test_a_stream_whose_end_was_wiped_is_broken(data: bytes, share: float) -> None:
    packed = deflated(data)
    kept = int(len(packed) * share)
    assert unpacked(packed[:kept] + bytes(len(packed) - kept), 1 << 20, zeros=True) is None


def test_of_what_is_too_long_only_the_beginning_is_told() -> None:
    assert unpacked(deflated(FLAT), 1000, zeros=True) == len(FLAT)
    assert unpacked(deflated(bytes(5_000_000))[:2000], 1000, zeros=True) == 1_000_000


def test_without_zeros_an_end_that_is_missing_proves_nothing() -> None:
    assert unpacked(deflated(LINES)[:-200], 1 << 20, zeros=False) is not None
