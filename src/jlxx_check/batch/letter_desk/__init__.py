"""The letters to the units: which are valid, rendered once all is compared, and who gets them."""

from jlxx_check.batch.letter_desk.of_round import letters_of_round, unsettled
from jlxx_check.batch.letter_desk.plan import renewals_told

__all__ = ["letters_of_round", "renewals_told", "unsettled"]
