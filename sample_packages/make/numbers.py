"""Numbers that are right by their check digits and belong to nobody."""

from __future__ import annotations

#: 220199 and 229900 are assigned to no county and no registrar.
REGION = "220199"
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def identity_number(born: str, man: bool, serial: int, region: str = REGION) -> str:
    """An 18-character number by GB 11643-1999. born: ``19681005``; serial: 0 to 49."""
    sequence = f"9{serial * 2 + int(man):02d}"
    body = region + born + sequence
    total = sum(int(digit) * weight for digit, weight in zip(body, _ID_WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def organisation_code(kind: str, serial: int, region: str = REGION) -> str:
    """A unified social credit code by GB 32100-2015. kind: ``12`` institution, ``91`` company."""
    body = f"MB99{serial:04d}"
    total = sum(int(sign, 36) * weight for sign, weight in zip(body, _BODY_WEIGHTS, strict=True))
    body += "0123456789X0"[(11 - total % 11) % 11]
    code = kind + region + body
    total = sum(_CODE_ALPHABET.index(sign) * pow(3, place, 31) for place, sign in enumerate(code))
    return code + _CODE_ALPHABET[-total % 31]


def telephone(serial: int) -> str:
    """A mobile number of the block that these samples use."""
    return f"1380000{serial:04d}"
