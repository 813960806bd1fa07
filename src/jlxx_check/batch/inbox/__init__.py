"""What lies in the inbox: arrivals, what they are opened as, and what is none."""

from jlxx_check.batch.inbox.arrivals import Arrival, ArrivalShape, open_arrival
from jlxx_check.batch.inbox.inbox_content import InboxContent, LooseFile
from jlxx_check.batch.inbox.listings import ArrivalListing, list_arrivals
from jlxx_check.batch.inbox.looking import look_into
from jlxx_check.batch.inbox.reach import require_reach
from jlxx_check.batch.inbox.stillness import whole_look
from jlxx_check.batch.inbox.unfinished import (
    PATIENCE,
    STILL_COMING,
    STILL_MOVING,
    growing,
    without_end,
)

__all__ = [
    "PATIENCE",
    "STILL_COMING",
    "STILL_MOVING",
    "Arrival",
    "ArrivalListing",
    "ArrivalShape",
    "InboxContent",
    "LooseFile",
    "growing",
    "list_arrivals",
    "look_into",
    "open_arrival",
    "require_reach",
    "whole_look",
    "without_end",
]
