"""The letters to the units: which are valid, rendered once all is compared, and who gets them."""

from jlxx_check.batch.letter_desk.kept_letters import changes_told
from jlxx_check.batch.letter_desk.of_round import letters_of_round, unsettled

__all__ = ["changes_told", "letters_of_round", "unsettled"]
