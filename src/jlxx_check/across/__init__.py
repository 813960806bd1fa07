"""What only shows across packages: the same person, project, photo, video or text in two."""

from jlxx_check.across.compare import compare
from jlxx_check.across.traits import traits_of
from jlxx_check.model.traits import Traits

__all__ = ["Traits", "compare", "traits_of"]
