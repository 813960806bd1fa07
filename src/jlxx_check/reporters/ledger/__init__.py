"""The ledger of manual checks, 核对台账.xlsx: written to be filled in, read back by decisions."""

from jlxx_check.reporters.ledger.ledger_workbook import to_ledger
from jlxx_check.reporters.ledger.progress_sheet import LedgerProgress, progress_of
from jlxx_check.reporters.ledger_items import LedgerPart, across_items, items_of

__all__ = ["LedgerPart", "LedgerProgress", "across_items", "items_of", "progress_of", "to_ledger"]
