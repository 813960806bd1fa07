"""A package handed in exactly as it was checked: sealed, and a seal looked at again."""

from jlxx_check.unit.seal.handed_in import CannotSeal, SealStopped
from jlxx_check.unit.seal.sealing import Sealed, seal, seal_by
from jlxx_check.unit.seal.verifying import NotSealed, VerifiedSeal, verify_seal

__all__ = [
    "CannotSeal",
    "NotSealed",
    "SealStopped",
    "Sealed",
    "VerifiedSeal",
    "seal",
    "seal_by",
    "verify_seal",
]
